using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Cli.Tests;

public sealed class ACalendarOfAList
{
    private const string List = """
        name,schedule,zone,longest,reads,writes
        sync,0 2 * * *,America/Denver,30m,,raw.orders
        mart,0 9 * * *,America/Denver,10m,raw.orders,
        other,30 23 * * *,UTC,90m,,

        """;

    [Fact]
    public async Task Is_in_the_zone_of_most_jobs_with_what_fails()
    {
        using var run = Run();
        Assert.Equal(0, await run.RunAsync("calendar", "--schedules", "jobs.csv", "--date", "2026-11-01", "--format", "json"));
        var summary = JsonNode.Parse(run.Output)!["summary"]!;
        Assert.Equal("America/Denver", (string?)summary["zone"]);
        Assert.Equal(["2026-11-01T02:00:00", "2026-11-01T09:00:00", "2026-11-01T16:30:00"], summary["runs"]!.AsArray().Select(r => (string)r!["local"]!));
        Assert.Equal("2026-11-01T16:00:00Z", (string?)Assert.Single(summary["failures"]!.AsArray())!["consumerStart"]);
    }

    [Fact]
    public async Task Says_that_a_day_has_25_hours_and_which_order_fails()
    {
        using var run = Run();
        await run.RunAsync("calendar", "--schedules", "jobs.csv", "--date", "2026-11-01");
        Assert.Contains("On this day clocks go back 1 h: it has 25 hours.", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAILS: mart starts 6 h 30 min after sync has finished.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ics", "BEGIN:VCALENDAR\r\n")]
    [InlineData("svg", "<svg xmlns=")]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("markdown", "# calendar jobs.csv")]
    public async Task Is_written_to_a_file_in_every_format(string format, string begin)
    {
        using var run = Run();
        Assert.Equal(0, await run.RunAsync("calendar", "-s", "jobs.csv", "--week", "-f", format, "--out", "out/week.txt", "--zone", "Europe/Paris"));
        Assert.Empty(run.Output);
        Assert.Contains("out/week.txt written", run.Errors, StringComparison.Ordinal);
        Assert.StartsWith(begin, File.ReadAllText(Path.Combine(run.Folder, "out", "week.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_declared_pipeline_is_a_picture_as_well()
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("calendar", "servicetitan", "--date", "2026-03-08", "--format", "svg", "--at", "2026-01-01T00:00:00Z"));
        Assert.Contains("v2-rebuild-dim-jobs-daily", XDocument.Parse(run.Output).Root!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--days", "0", "--days must lie between 1 and 366.")]
    [InlineData("--date", "8 March", "'8 March' is not a date: write it as 2026-03-08.")]
    [InlineData("--zone", "Europe/Pariss", "There is no time zone 'Europe/Pariss'")]
    [InlineData("--format", "pdf", "'pdf' is not possible here: choose text, json, markdown, ics, svg, html.")]
    public async Task With_a_flag_that_means_nothing_is_refused_in_one_sentence(string flag, string value, string says)
    {
        using var run = Run();
        Assert.Equal(1, await run.RunAsync("calendar", "-s", "jobs.csv", flag, value));
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
    }

    private static CommandRun Run()
    {
        var run = new CommandRun();
        File.WriteAllText(Path.Combine(run.Folder, "jobs.csv"), List);
        return run;
    }
}
