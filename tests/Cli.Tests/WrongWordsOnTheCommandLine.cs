namespace Cli.Tests;

public sealed class WrongWordsOnTheCommandLine
{
    [Theory]
    [InlineData("orchestrator: There is no pipeline 'servictitan': choose one of karbonbudget, r360funnel, servicetitan.", "plan", "servictitan")]
    [InlineData("orchestrator: 'yaml' is not possible here: choose text, json, markdown, junit, sarif, html.", "plan", "servicetitan", "--format", "yaml")]
    [InlineData("orchestrator: 'aws' is not possible here: choose local, gcp.", "drift", "servicetitan", "--target", "aws")]
    [InlineData("orchestrator: 'yesterday' is not an instant: write it as 2026-03-08T09:00:00Z.", "check", "servicetitan", "--at", "yesterday")]
    [InlineData("orchestrator: 'here' is not an address of a local Google: write it as http://127.0.0.1:9050.", "up", "servicetitan", "--endpoint", "here")]
    [InlineData("orchestrator: 'http://example.com' is not an address of a local Google: write it as http://127.0.0.1:9050.", "up", "servicetitan", "--endpoint", "http://example.com")]
    [InlineData("orchestrator: 'a`b' is not a project id: it has lower-case letters, digits and hyphens, at most 63.", "plan", "servicetitan", "--project", "a`b")]
    [InlineData("orchestrator: '31.12.' is not a date: write it as 2026-03-08.", "calendar", "servicetitan", "--date", "31.12.")]
    [InlineData("orchestrator: There is no incident '999': choose one of 000, 001, 004.", "replay", "999")]
    [InlineData("orchestrator: There is no pipeline and no incident '999': choose one of karbonbudget, r360funnel, servicetitan, 000, 001, 004.", "report", "999")]
    [InlineData("orchestrator: 'nope' is not a table: write dataset.table.", "advise", "r360funnel", "--relation", "nope")]
    [InlineData("orchestrator: --latency must lie between 0 and 60000 milliseconds.", "emulate", "--latency", "-1")]
    [InlineData("orchestrator: --latency needs a whole number, not 'soon'.", "emulate", "--latency", "soon")]
    [InlineData("orchestrator: --port needs a whole number, not '90.5'.", "emulate", "--port", "90.5")]
    [InlineData("orchestrator: --days needs a whole number, not 'two'.", "calendar", "servicetitan", "--days", "two")]
    [InlineData("orchestrator: --max-fixes needs a whole number, not '99999999999'.", "drift", "servicetitan", "--fix", "auto", "--max-fixes", "99999999999")]
    [InlineData("orchestrator: --limit needs a whole number from 1, not '0'.", "compare", "bigquery:d.t", "bigquery:d.u", "--key", "id", "--limit", "0")]
    [InlineData("orchestrator: --most-rows needs a whole number from 1, not 'all'.", "compare", "bigquery:d.t", "bigquery:d.u", "--key", "id", "--most-rows", "all")]
    [InlineData("orchestrator: --port must lie between 0 and 65535.", "emulate", "--port", "70000")]
    [InlineData("orchestrator: 'x' is not a route: write it as https://host/path=http://127.0.0.1:8080.", "emulate", "--route", "x")]
    public async Task Get_one_sentence_and_exit_code_1(string sentence, params string[] args)
    {
        using var run = new CommandRun();
        Assert.Equal(1, await run.RunAsync(args));
        Assert.Equal(sentence, run.Errors.Split('\n')[0].TrimEnd());
        Assert.Contains($"Try 'orchestrator {args[0]} --help'.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("orchestrator: karbonbudget declares no reconciliation 'x': it declares none at all.", "resync", "karbonbudget", "x")]
    [InlineData("orchestrator: r360funnel declares no reconciliation 'x': choose one of sop-matches-funnel.", "resync", "r360funnel", "x")]
    public async Task Name_what_there_is_to_choose_from_once_the_declaration_is_read(string sentence, params string[] args)
    {
        using var run = new CommandRun();
        Assert.Equal(1, await run.RunAsync(args));
        Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("plan", "servicetitan", "--fromat", "json")]
    [InlineData("plam", "servicetitan")]
    [InlineData("plan")]
    public async Task Are_named_and_never_a_stack_trace(params string[] args)
    {
        using var run = new CommandRun();
        Assert.Equal(1, await run.RunAsync(args));
        Assert.StartsWith("orchestrator: ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_Google_that_does_not_answer_is_exit_code_3()
    {
        using var run = new CommandRun();
        Assert.Equal(3, await run.RunAsync("drift", "servicetitan", "--endpoint", "http://127.0.0.1:1"));
        Assert.Contains("No local Google answers at http://127.0.0.1:1/: start one with 'orchestrator emulate --port 1', or leave --endpoint out.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Gcp_is_not_changed_from_here_without_saying_so()
    {
        using var run = new CommandRun();
        Assert.Equal(1, await run.RunAsync("up", "servicetitan", "--target", "gcp"));
        Assert.Contains("add --direct", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prove")]
    [InlineData("plan")]
    [InlineData("up")]
    [InlineData("drift")]
    [InlineData("check")]
    [InlineData("diagnose")]
    [InlineData("resync")]
    [InlineData("advise")]
    [InlineData("report")]
    [InlineData("monitor")]
    [InlineData("calendar")]
    [InlineData("synth")]
    [InlineData("emulate")]
    [InlineData("replay")]
    public async Task Help_of_every_verb_says_what_it_does_and_lists_its_flags(string verb)
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync(verb, "--help"));
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Contains("--", run.Output, StringComparison.Ordinal);
    }
}
