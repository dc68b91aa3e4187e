using System.Text.Json.Nodes;

namespace Cli.Tests.Checking;

/// <summary><c>check --sql</c>: diagnostics as code, made from the declaration (R13).</summary>
public sealed class StatementsOfChecks
{
    [Fact]
    public async Task Are_shown_with_their_values_and_no_target_is_asked()
    {
        using var run = new CommandRun();
        // Nothing listens there: a run would end with 3.
        Assert.Equal(0, await run.RunAsync("check", "r360funnel", "--sql", "--format", "json", "--at", "2026-01-11T17:00:00Z", "--endpoint", "http://127.0.0.1:1"));
        var statements = JsonNode.Parse(run.Output)!["summary"]!["statements"]!.AsArray();
        var reconciled = statements.Single(s => s!["checks"]!.AsArray().Any(c => (string?)c == "sop-matches-funnel"))!;
        Assert.Contains("BETWEEN DATE '2026-01-01' AND DATE '2026-01-11'", (string?)reconciled["sql"], StringComparison.Ordinal);
        Assert.DoesNotContain(statements, s => ((string)s!["sql"]!).Contains("@p0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cost_nothing_so_a_budget_beside_them_is_refused()
    {
        using var run = new CommandRun();
        Assert.Equal(1, await run.RunAsync("check", "r360funnel", "--sql", "--budget", "1GB"));
        Assert.Contains("--sql runs nothing: leave out --budget and --after-deploy.", run.Errors, StringComparison.Ordinal);
    }
}
