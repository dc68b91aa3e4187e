using System.Text.Json.Nodes;
using Orchestrator.Pipelines;

namespace Cli.Tests;

/// <summary>04:00 in Denver is right all winter: Denver changes its clocks, Phoenix does not.</summary>
public sealed class TheNearMiss
{
    [Fact]
    public async Task Is_refused_with_its_238_days_the_first_of_them_and_the_change_of_clocks()
    {
        var declared = ServiceTitan.Declare();
        using var run = new CommandRun(declared with { Jobs = [.. declared.Jobs.Select(j => j.Name == "v2-rebuild-dim-jobs-daily" ? j with { Schedule = new("0 4 * * *", "America/Denver") } : j)] });
        Assert.Equal(1, await run.RunAsync("plan", "servicetitan", "--at", "2026-01-01T07:00:00Z", "--format", "json"));
        var refused = JsonNode.Parse(run.Output)!["diagnostics"]!.AsArray().Where(d => (string?)d!["code"] == "ORC1216").Select(d => $"{d!["message"]} {d["remedy"]}").ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, r =>
        {
            Assert.Contains("238", r, StringComparison.Ordinal);
            Assert.Contains("2026-03-08", r, StringComparison.Ordinal);
            Assert.Contains("America/Denver", r, StringComparison.Ordinal);
        });
        Assert.Contains(refused, r => r.Contains("0 4 * * *", StringComparison.Ordinal) && r.Contains("America/Phoenix", StringComparison.Ordinal));
    }
}
