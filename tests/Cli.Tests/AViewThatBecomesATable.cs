using System.Text.Json.Nodes;
using Orchestrator.Model;
using Orchestrator.Pipelines;

namespace Cli.Tests;

/// <summary>One word in the declaration turns leads_daily from a view into a rebuilt table, and on into a materialized view.</summary>
public sealed class AViewThatBecomesATable
{
    [Fact]
    public async Task Is_swapped_under_the_same_name_and_gets_its_rebuild()
    {
        using var asView = new CommandRun();
        var state = Path.Combine(asView.Folder, "state");
        Assert.Equal(0, await asView.RunAsync("up", "servicetitan", "--state", state));

        using var rebuilt = new CommandRun(ServiceTitan.Declare(Materialization.RebuiltWindow("kpi_date", 180)));
        Assert.True(await rebuilt.RunAsync("up", "servicetitan", "--state", state, "--format", "json") == 0, rebuilt.Output + rebuilt.Errors);
        var changes = JsonNode.Parse(rebuilt.Output)!["summary"]!["changes"]!.AsArray().Select(c => $"{c!["action"]} {c["resource"]} {c["effect"]}");
        // The account of the new job gets the rights that its statement needs.
        Assert.Equal(["update dataset/st_mart_v2 additive", "update dataset/st_stage additive", "replace table/st_mart_v2.leads_daily neutral", "create job/rebuild-leads-daily additive"], changes);
        rebuilt.Forget();
        Assert.Equal(0, await rebuilt.RunAsync("drift", "servicetitan", "--state", state));

        // Stored rows would be lost: the way on needs permission that names the resource.
        using var materialized = new CommandRun(ServiceTitan.Declare(Materialization.MaterializedView));
        Assert.Equal(1, await materialized.RunAsync("up", "servicetitan", "--state", state, "--format", "json"));
        Assert.Contains("--allow-destroy materialized-view/st_mart_v2.leads_daily", materialized.Output, StringComparison.Ordinal);
        materialized.Forget();
        Assert.True(await materialized.RunAsync("up", "servicetitan", "--state", state, "--allow-destroy", "materialized-view/st_mart_v2.leads_daily") == 0, materialized.Output + materialized.Errors);
        materialized.Forget();
        Assert.Equal(2, await materialized.RunAsync("drift", "servicetitan", "--state", state, "--format", "json"));
        var left = Assert.Single(JsonNode.Parse(materialized.Output)!["findings"]!.AsArray())!;
        Assert.Equal(("DRIFT003", "job/rebuild-leads-daily"), ((string?)left["code"], (string?)left["subject"]));
    }

    [Fact]
    public async Task Is_refused_when_its_window_is_shorter_than_the_look_back_of_its_sources()
    {
        using var run = new CommandRun(ServiceTitan.Declare(Materialization.RebuiltWindow("kpi_date", 7)));
        Assert.Equal(1, await run.RunAsync("plan", "servicetitan", "--format", "json"));
        Assert.Contains(JsonNode.Parse(run.Output)!["diagnostics"]!.AsArray(), d => (string?)d!["code"] == "ORC1303");
    }
}
