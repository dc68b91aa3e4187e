namespace Cli.Tests;

/// <summary>Every mistake of a list is told with its place and what to write, and the rest of the list is judged all the same.</summary>
public sealed class AListOfJobsWithMistakes
{
    private const string Good = "name,schedule,zone,longest,reads,writes\na,0 2 * * *,UTC,5m,,t1\nb,0 3 * * *,UTC,5m,t1,\n";

    [Theory]
    [InlineData("c,0 2,14 * * *,UTC,5m,,", "jobs.csv:4: The line has 7 fields and the header 6. Put a field with a comma in it, such as \"0 2,14 * * *\", in double quotes.")]
    [InlineData("c,0 25 * * *,UTC,5m,,", "jobs.csv:4:3: 25 is outside the hour field. (character 3 of '0 25 * * *') Write a number from 0 to 23.")]
    [InlineData("c,0 2 * * *,,5m,,", "jobs.csv:4:13: It has no zone, so nobody knows whose clock counts. Name a zone, like America/Phoenix, or UTC if that is meant.")]
    [InlineData("c,0 2 * * *,America/Phenix,5m,,", "There is no time zone 'America/Phenix'")]
    [InlineData("c,,UTC,5m,,", "jobs.csv:4:3: It has no schedule. Write when it fires, like 0 4 * * *.")]
    [InlineData(",0 2 * * *,UTC,5m,,", "jobs.csv:4:1: The job has no name. Write a name in the column 'name'.")]
    [InlineData("c,0 2 * * *,UTC,5 apples,,", "jobs.csv:4:17: '5 apples' is not a length of time. Write it as 15m, 1h30m, 90s or 2h.")]
    [InlineData("c,0 2 * * *,UTC,0m,,", "'0m' is not a length of time.")]
    [InlineData("a,0 4 * * *,UTC,5m,,", "jobs.csv:4: The name 'a' stands in the list twice; the first one counts.")]
    [InlineData("\"c,0 2 * * *,UTC,5m,,", "jobs.csv:4: A double quote is misplaced or does not end.")]
    public async Task Tells_what_is_wrong_and_where_and_judges_the_rest(string line, string says)
    {
        using var run = await ListRun.OfAsync(Good + line, "--format", "markdown");
        Assert.Equal(1, run.Exit);
        Assert.Contains("1 mistake in jobs.csv. 1 of 1 order holds", run.Output, StringComparison.Ordinal);
        run.Forget();
        await run.ProveAsync("--format", "json");
        var told = run.Json["diagnostics"]!.AsArray().Where(d => (string?)d!["severity"] == "error").Select(d =>
            $"{d!["file"]}:{d["line"]}{(d["column"] is { } column ? $":{column}" : "")}: {d["message"]} {d["remedy"]}");
        Assert.Contains(told, t => t.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notes_a_column_that_it_does_not_read_and_a_run_whose_length_it_assumes()
    {
        using var run = await ListRun.OfAsync("name,schedule,zone,owner,reads,writes\na,0 2 * * *,UTC,me,,t1\nb,0 3 * * *,UTC,me,t1,\n", "--format", "json");
        Assert.Equal(0, run.Exit);
        Assert.Contains("The column 'owner' is not read.", run.Output, StringComparison.Ordinal);
        Assert.Contains("the default attempt deadline counts, 3 min", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_hostile_names_out_of_the_terminal_and_the_page()
    {
        using var run = await ListRun.OfAsync("name,schedule,zone,longest,reads,writes\n\"<b>[x](y)\u001b[2J\",0 2 * * *,UTC,5m,,t1\nb,0 9 * * *,UTC,5m,t1,\n", "--format", "markdown");
        Assert.Equal(2, run.Exit);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain("<b>[x](y)", run.Output.Replace("`", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
