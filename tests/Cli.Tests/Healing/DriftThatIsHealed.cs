using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Cli.Tests.Healing;

public sealed class DriftThatIsHealed
{
    [Fact]
    public async Task Is_proposed_then_carried_out_within_the_limit_then_gone_and_each_step_is_in_the_audit_log()
    {
        var state = await DriftedAsync();
        using var folder = state;
        using var run = new CommandRun(HealingPipeline.Declare());

        Assert.Equal(2, await run.RunAsync("drift", "small", "--state", state.Path, "--fix", "propose", "--format", "json"));
        var proposed = Healing(run);
        Assert.Equal(["create view/st.ids proposed", "pause job/backfill proposed", "resume job/rebuild proposed"], proposed.Select(Words).Order(StringComparer.Ordinal));
        Assert.Contains("gcloud scheduler jobs resume rebuild --location=us-central1 --project=small-project", proposed.SelectMany(s => s["commands"]!.AsArray().Select(c => (string)c!)));
        Assert.False(File.Exists(state.Audit));
        run.Forget();

        Assert.Equal(2, await run.RunAsync("drift", "small", "--state", state.Path, "--fix", "auto", "--max-fixes", "1", "--format", "json"));
        Assert.Equal(["create view/st.ids left", "pause job/backfill done", "resume job/rebuild left"], Healing(run).Select(Words).Order(StringComparer.Ordinal));
        Assert.Single(File.ReadAllLines(state.Audit));
        run.Forget();

        Assert.True(await run.RunAsync("drift", "small", "--state", state.Path, "--fix", "auto", "--format", "json") == 0, run.Output + run.Errors);
        Assert.Empty(JsonNode.Parse(run.Output)!["findings"]!.AsArray());
        var lines = File.ReadAllLines(state.Audit).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(["pause", "resume", "create"], lines.Select(l => (string)l["step"]!));
        Assert.All(lines, l => Assert.Equal(("done", "unknown", "small", "local"), ((string)l["outcome"]!, (string)l["who"]!, (string)l["pipeline"]!, (string)l["target"]!)));
        Assert.Equal(("ENABLED", "PAUSED"), ((string)lines[0]["before"]!["state"]!, (string)lines[0]["after"]!["state"]!));
        Assert.Equal(("PAUSED", "ENABLED"), ((string)lines[1]["before"]!["state"]!, (string)lines[1]["after"]!["state"]!));
        Assert.Null(lines[2]["before"]);
        Assert.Equal(2, lines.Select(l => (string)l["run"]!).Distinct().Count());
    }

    [Fact]
    public async Task Is_run_by_hand_once_and_noted()
    {
        using var state = await DriftedAsync();
        using var run = new CommandRun(HealingPipeline.Declare());
        Assert.True(await run.RunAsync("run", "small", "rebuild", "--state", state.Path, "--format", "json") == 0, run.Output + run.Errors);
        Assert.Equal(0, (int)JsonNode.Parse(run.Output)!["summary"]!["statusCode"]!);
        Assert.Equal(("run", "done"), ((string)JsonNode.Parse(File.ReadAllLines(state.Audit).Single())!["step"]!, (string)JsonNode.Parse(File.ReadAllLines(state.Audit).Single())!["outcome"]!));
        run.Forget();
        Assert.Equal(1, await run.RunAsync("run", "small", "backfill", "--state", state.Path));
        Assert.Contains("declared paused. Paused by data team until 2026-10-21: Not needed. Add --although-paused", run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await run.RunAsync("run", "small", "nothing", "--state", state.Path));
        Assert.Contains("declares no job 'nothing': choose one of backfill, rebuild, sync.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_left_when_the_user_stops()
    {
        using var state = await DriftedAsync();
        using var run = new CommandRun(HealingPipeline.Declare());
        run.Terminal.Stop();
        Assert.Equal(130, await run.RunAsync("drift", "small", "--state", state.Path, "--fix", "auto"));
        Assert.False(File.Exists(state.Audit));
    }

    // Declared otherwise, applied, and then declared as it should be: the world is what has drifted.
    private static async Task<StateFolder> DriftedAsync()
    {
        var state = new StateFolder();
        var other = HealingPipeline.Declare(rebuildPaused: true, backfillPaused: false);
        using var before = new CommandRun(other with { Relations = [.. other.Relations.Where(r => r is not View)], SqlFiles = other.SqlFiles.Where(f => f.Key != "st/ids.sql").ToDictionary() });
        Assert.True(await before.RunAsync("up", "small", "--state", state.Path) == 0, before.Output + before.Errors);
        return state;
    }

    private static List<JsonNode> Healing(CommandRun run) => [.. JsonNode.Parse(run.Output)!["summary"]!["healing"]!.AsArray().OfType<JsonNode>()];

    private static string Words(JsonNode step) => $"{step["step"]} {step["resource"]} {step["outcome"]}";
}

/// <summary>A state folder that several declarations share.</summary>
internal sealed class StateFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("orchestrator-state-").FullName;

    public string Journals => System.IO.Path.Combine(Path, "local", "small-project", "small");

    public string Audit => System.IO.Path.Combine(Journals, "audit.jsonl");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
