using System.Text.Json.Nodes;
using Orchestrator.Model;
using Orchestrator.Pipelines;

namespace Cli.Tests;

/// <summary><c>orchestrator advise</c> on the field-service pipeline.</summary>
public sealed class AdviceForAPipeline
{
    [Fact]
    public async Task Measures_every_relation_and_shows_all_three_costs_and_one_relation_with_its_statements()
    {
        using var run = new CommandRun(ServiceTitan.Declare(Materialization.RebuiltWindow("kpi_date", 180)));
        var state = Path.Combine(run.Folder, "state");

        // Nothing is deployed: nothing is known, and that is not green.
        Assert.Equal(3, await run.RunAsync("advise", "servicetitan", "--state", state, "--format", "json"));
        Assert.All(JsonNode.Parse(run.Output)!["findings"]!.AsArray(), f => Assert.Equal("ADVICE000", (string?)f!["code"]));
        run.Forget();
        Assert.Equal(0, await run.RunAsync("up", "servicetitan", "--state", state));
        run.Forget();

        // Empty tables: reading a view of one table is billed the least there is, and a rebuild besides is money for nothing. That is advice.
        Assert.True(await run.RunAsync("advise", "servicetitan", "--state", state, "--format", "json", "--reads-per-day", "40") == 0, run.Output + run.Errors);
        var report = JsonNode.Parse(run.Output)!;
        var relations = report["summary"]!["relations"]!.AsArray();
        Assert.Equal(8, relations.Count);
        Assert.All(relations, r => Assert.Equal(["view", "materialized view", "rebuilt table"], r!["strategies"]!.AsArray().Select(s => (string?)s!["strategy"])));
        Assert.Contains(report["findings"]!.AsArray(), f => (string?)f!["code"] == "ADVICE001" && (string?)f["subject"] == "table/st_mart_v2.leads_daily" && (string?)f["severity"] == "info");
        var dimension = relations.Single(r => (string?)r!["relation"] == "st_dim_v2.dim_jobs")!;
        Assert.Equal(("rebuilt table", 180, 6), ((string?)dimension["chosen"], (int)dimension["leastWindowDays"]!, (int)dimension["sourceTables"]!));
        // The proven schedule of the rebuild: after the last sync of the inputs (03:15, ten minutes) and its margin.
        Assert.Equal("at 0 4 * * * America/Phoenix", (string?)dimension["strategies"]![2]!["refreshes"]);
        run.Forget();

        // The inputs are loaded once a day: no way of keeping a view on them is two hours fresh.
        Assert.Equal(2, await run.RunAsync("advise", "servicetitan", "--state", state, "--format", "markdown", "--relation", "st_mart_v2.leads_daily", "--max-age", "2h", "--backfill", "2025-01-01..2025-09-30"));
        foreach (var said in (string[])["ADVICE003", "CREATE OR REPLACE VIEW", "WHEN NOT MATCHED BY SOURCE AND kept.`kpi_date` >=", "BETWEEN @first AND @last", "sync/estimates by hand for 2025-01-01 to 2025-04-23", "must reach 180 days back"])
            Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--relation", "st_raw_v2.raw_jobs", "st_raw_v2.raw_jobs is no view and no table made by SQL of servicetitan: name one of st_dim_v2.dim_jobs,")]
    [InlineData("--relation", "dim_jobs", "'dim_jobs' is not a table: write dataset.table.")]
    [InlineData("--reads-per-day", "-1", "'-1' is not a number of reads: write it as 40 or 0.5.")]
    [InlineData("--changed-per-day", "101", "'101' is not a percentage: write it as 2 or 0.5.")]
    [InlineData("--max-age", "soon", "'soon' is not a length of time: write it as 26h, 90m or 1d12h.")]
    [InlineData("--price-per-tib", "cheap", "'cheap' is not a price: write it as 6.25.")]
    [InlineData("--backfill", "2025-03-31..2025-01-01", "'2025-03-31..2025-01-01' ends before it begins: write the earlier date first.")]
    [InlineData("--backfill", "2025", "'2025' is not a range of dates: write it as 2025-01-01..2025-03-31.")]
    [InlineData("--backfill", "2025-01-01..2025-03-31", "--backfill is about one relation: name it with --relation.")]
    public async Task Refuses_what_makes_no_sense_in_one_sentence(string flag, string value, string sentence)
    {
        using var run = new CommandRun();
        Assert.Equal(1, await run.RunAsync(["advise", "servicetitan", flag, value, .. flag == "--backfill" && !sentence.StartsWith(flag, StringComparison.Ordinal) ? new[] { "--relation", "st_dim_v2.dim_jobs" } : []]));
        Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
    }
}
