using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>Twenty things that can go wrong in one pipeline, ranked by hand: who leaves the warehouse wrong, who checks, who reads, who stores.</summary>
public sealed class TheRankOfFindings
{
    private static readonly Instant Now = Instant.FromUtc(2025, 10, 21, 18, 0);
    private static readonly AnalyzedPipeline Analyzed = Ranked();

    // By hand: three flows, then one, then checks, then views, then nobody; last what is worth knowing only.
    private static readonly (string Key, Func<IReadOnlyList<Finding>> Found)[] ByHand =
    [
        ("DRIFT010 job/sync-customers", () => Find(activity: ("sync-customers", new() { LastAttempt = Today(2), StatusCode = 13 }))),
        ("DRIFT007 job/sync-jobs state", () => Find(("job/sync-jobs", "state", "PAUSED"))),
        ("DRIFT002 dataset/dim", () => Find(("dataset/dim", null, null))),
        ("DRIFT001 job/rebuild-dim schedule", () => Find(("job/rebuild-dim", "schedule", "0 20 * * *"))),
        ("DRIFT001 table/raw.jobs schema.id", () => Find(("table/raw.jobs", "schema.id", "STRING NULLABLE"))),
        ("DRIFT002 table/dim.jobs", () => Find(("table/dim.jobs", null, null))),
        ("DRIFT001 view/mart.leads view.query", () => Find(("view/mart.leads", "view.query", "SELECT 2"))),
        ("DRIFT002 view/mart.leads_bu", () => Find(("view/mart.leads_bu", null, null))),
        ("DRIFT001 view/mart.sales view.query", () => Find(("view/mart.sales", "view.query", "SELECT 2"))),
        ("DRIFT010 job/sync-log", () => Find(activity: ("sync-log", new() { LastAttempt = Today(2), StatusCode = 7 }))),
        ("DRIFT001 table/raw.log schema.id", () => Find(("table/raw.log", "schema.id", null))),
        ("DRIFT009 job/sync-calls", () => Find(activity: ("sync-calls", new() { LastAttempt = Today(2) - Duration.FromDays(3), StatusCode = 0 }))),
        ("DRIFT002 table/raw.calls", () => Find(("table/raw.calls", null, null))),
        ("DRIFT004 dataset/elsewhere", () => Find(unobserved: new("dataset/elsewhere", "HTTP 403."))),
        ("DRIFT007 job/sync-unused state", () => Find(("job/sync-unused", "state", "PAUSED"))),
        ("DRIFT006 job/backfill state", () => Find()),
        ("DRIFT003 job/stranger", () => Find(stranger: true)),
        ("DRIFT001 view/mart.calls view.query", () => Find(("view/mart.calls", "view.query", "SELECT 2"))),
        ("DRIFT001 table/raw.jobs labels.team", () => Find(("table/raw.jobs", "labels.team", "sales"))),
        ("DRIFT001 view/mart.leads description", () => Find(("view/mart.leads", "description", "Something else"))),
    ];

    [Fact]
    public void Equals_the_ranking_by_hand()
    {
        Assert.Equal(20, ByHand.Length);
        var found = ByHand.Select(c => c.Found().Single(f => f.Key == c.Key)).ToList();
        new Random(4).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(found));
        Assert.Equal(ByHand.Select(c => c.Key), FindingOrder.Sort(found).Select(f => f.Key));
    }

    private static Instant Today(int hour) => Instant.FromUtc(2025, 10, 21, hour, 0);

    private static IReadOnlyList<Finding> Find((string Resource, string? Property, string? Value)? change = null, (string Job, JobActivity Activity)? activity = null, Unobserved? unobserved = null, bool stranger = false)
    {
        var live = DesiredState.Of(Analyzed, "p")
            .Where(s => change is not { Property: null } gone || s.Id.ToString() != gone.Resource)
            .Select(s => change is { Property: { } property } changed && s.Id.ToString() == changed.Resource
                ? s with { Properties = changed.Value is null ? s.Properties.Remove(property) : s.Properties.SetItem(property, changed.Value) }
                : s)
            .ToList();
        if (stranger) live.Add(new ResourceState { Id = ResourceId.Job("stranger"), Properties = PropertyDictionary.Empty });
        var activities = Analyzed.Pipeline.Jobs.ToDictionary(j => j.ResourceId, j => new JobActivity { LastAttempt = Today(j.Name == "rebuild-dim" ? 4 : 2), StatusCode = 0 });
        if (activity is { } one) activities[ResourceId.Job(one.Job)] = one.Activity;
        return DriftFinder.Find(SmallPipeline.Evidence(Analyzed, new Observation(live, unobserved is null ? [] : [unobserved]) { Activity = activities }, Now));
    }

    private static AnalyzedPipeline Ranked()
    {
        var pipeline = ManyJobs.Builder("ranked");
        var raw = pipeline.Dataset("raw", Layer.Raw);
        var tables = new[] { "jobs", "customers", "calls", "log", "unused" }.ToDictionary(n => n, n => pipeline.Table(new Table { Dataset = raw, Name = n, Columns = [new("id", "INT64")] }));
        var dim = pipeline.Materialized(new MaterializedTable { Dataset = pipeline.Dataset("dim", Layer.Dimension), Name = "jobs", Strategy = Materialization.RebuiltWhole });
        var mart = pipeline.Dataset("mart", Layer.Mart);
        var leads = pipeline.View(mart, "leads", "Leads by day");
        var leadsBu = pipeline.View(mart, "leads_bu");
        var sales = pipeline.View(mart, "sales");
        var calls = pipeline.View(mart, "calls");
        foreach (var table in tables.Values)
            pipeline.Job(new HttpJob { Name = $"sync-{table.Name}", Schedule = new("0 2 * * *", "UTC"), Uri = new($"https://ingest.run.app/{table.Name}"), Writes = [table], Longest = Duration.FromMinutes(10) });
        pipeline.Job(new HttpJob { Name = "backfill", Schedule = new("0 2 1 * *", "UTC"), Uri = new("https://ingest.run.app/backfill"), Writes = [tables["jobs"]], State = JobState.Paused("Not needed", "data team", new LocalDate(2025, 10, 1)) });
        pipeline.Job(new QueryJob { Name = "rebuild-dim", Schedule = new("0 4 * * *", "UTC"), Rebuilds = dim, Longest = Duration.FromMinutes(10) });
        pipeline.Check(new RowsForDate { Name = "leads-rows", Says = "There are leads.", Relations = [new(leads, "day")] });
        pipeline.Check(new RowsForDate { Name = "log-rows", Says = "There are runs.", Relations = [new(tables["log"], "day")] });
        pipeline.Flow(new Flow { Name = "ads", Reads = [leads] });
        pipeline.Flow(new Flow { Name = "dashboard", Reads = [leads, sales] });
        pipeline.Flow(new Flow { Name = "crm", Reads = [leadsBu] });
        var analyzed = ManyJobs.Analyzed(pipeline, new Dictionary<TableId, AnalyzedSql>
        {
            [dim.Id] = ManyJobs.Reads(dim, tables["jobs"], tables["customers"]),
            [leads.Id] = ManyJobs.Reads(leads, dim),
            [leadsBu.Id] = ManyJobs.Reads(leadsBu, leads),
            [sales.Id] = ManyJobs.Reads(sales, dim),
            [calls.Id] = ManyJobs.Reads(calls, tables["calls"]),
        });
        return analyzed with { Jobs = new Dictionary<string, AnalyzedSql> { ["rebuild-dim"] = new("sql/dim/jobs.sql", "MERGE", new() { Reads = [new("p", tables["jobs"].Id)], Writes = new("p", dim.Id) }) } };
    }
}
