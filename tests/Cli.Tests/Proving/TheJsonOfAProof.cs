using System.Text.Json.Nodes;

namespace Cli.Tests;

/// <summary>The committed schema and the JSON of <c>prove</c> and <c>calendar</c> name the same members.</summary>
public sealed class TheJsonOfAProof
{
    private const string List = "name,schedule,zone,longest,reads,writes\na,0 2 * * *,UTC,5m,,t\nb,0 9 * * *,America/Denver,5m,t,\n";
    private static readonly JsonNode Definitions = JsonNode.Parse(File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "report.schema.json")))!["$defs"]!;

    [Fact]
    public async Task Has_the_members_of_the_committed_schema()
    {
        using var run = await ListRun.OfAsync(List, "--format", "json");
        var summary = run.Json["summary"]!;
        Assert.Equal(Required("proof"), Names(summary));
        Assert.Equal(Required("order"), Names(summary["orders"]![0]!));
    }

    [Fact]
    public async Task Of_a_calendar_has_the_members_of_the_committed_schema()
    {
        using var run = new CommandRun();
        File.WriteAllText(Path.Combine(run.Folder, "jobs.csv"), List);
        await run.RunAsync("calendar", "-s", "jobs.csv", "-f", "json");
        Assert.Equal(Required("calendar"), Names(JsonNode.Parse(run.Output)!["summary"]!));
    }

    private static IEnumerable<string> Required(string definition) => Definitions[definition]!["required"]!.AsArray().Select(n => (string)n!);

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(m => m.Key);

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Orchestrator.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
