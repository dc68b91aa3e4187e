using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>A sync at 02:00 in Phoenix, a dimension rebuilt at 04:00, a view on it and a check on the view; a backfill that is declared paused.</summary>
internal static class SmallPipeline
{
    public static AnalyzedPipeline Analyzed { get; } = Analyze();

    public static Instant Now { get; } = Instant.FromUtc(2025, 10, 21, 18, 0);

    public static IReadOnlyList<ResourceState> Desired { get; } = DesiredState.Of(Analyzed, "p");

    /// <summary>The declared states with one property changed, or removed when the value is null.</summary>
    public static IReadOnlyList<ResourceState> With(string resource, string property, string? value) =>
        [.. Desired.Select(s => s.Id.ToString() == resource ? s with { Properties = value is null ? s.Properties.Remove(property) : s.Properties.SetItem(property, value) } : s)];

    public static IReadOnlyList<Finding> Find(IReadOnlyList<ResourceState> live, params IReadOnlyList<Unobserved> unobserved) =>
        Orchestrator.Drift.DriftFinder.Find(Evidence(Analyzed, new Observation(live, unobserved) { Activity = Healthy(live, Now) }, Now));

    /// <summary>What drift is judged by when this is observed.</summary>
    public static Orchestrator.Drift.DriftEvidence Evidence(AnalyzedPipeline analyzed, Observation observed, Instant now)
    {
        var desired = DesiredState.Of(analyzed, "p");
        return new()
        {
            Analyzed = analyzed,
            Project = "p",
            Desired = desired,
            Observed = observed,
            Plan = Planner.Plan(desired, observed, (_, _, _, _) => SqlComparison.Different),
            LiveOrder = PipelineProof.Prove(analyzed, JobTiming.Live(observed.Resources), new(now, now + Duration.FromDays(30))),
            Now = now,
        };
    }

    /// <summary>Every job was created or edited a moment ago and nothing has been due since.</summary>
    public static IReadOnlyDictionary<ResourceId, JobActivity> Healthy(IEnumerable<ResourceState> live, Instant now) =>
        live.Where(s => s.Id.Kind == ResourceKind.Job).DistinctBy(s => s.Id).ToDictionary(s => s.Id, _ => new JobActivity { UpdatedAt = now });

    private static AnalyzedPipeline Analyze()
    {
        var pipeline = new PipelineBuilder { Name = "small", Project = "p", Location = "US", SchedulerLocation = "us-central1", Zone = "America/Phoenix", SqlFolder = "sql", SqlFiles = ImmutableDictionary<string, string>.Empty, ServiceAccount = "sa" };
        var raw = pipeline.Table(new Table { Dataset = pipeline.Dataset("raw", Layer.Raw), Name = "jobs", Columns = [new("id", "INT64")] });
        var dim = pipeline.Materialized(new MaterializedTable { Dataset = pipeline.Dataset("dim", Layer.Dimension), Name = "jobs", Strategy = Materialization.RebuiltWhole });
        var view = pipeline.View(pipeline.Dataset("mart", Layer.Mart), "daily", "Leads by day");
        pipeline.Job(new HttpJob { Name = "sync", Schedule = new("0 2 * * *", "America/Phoenix"), Uri = new("https://ingest.run.app/jobs"), Writes = [raw], Longest = Duration.FromMinutes(10) });
        pipeline.Job(new QueryJob { Name = "rebuild", Schedule = new("0 4 * * *", "America/Phoenix"), Rebuilds = dim, Longest = Duration.FromMinutes(10) });
        pipeline.Job(new HttpJob { Name = "monthly-backfill", Schedule = new("0 2 1 * *", "America/Phoenix"), Uri = new("https://ingest.run.app/backfill"), Writes = [raw], Longest = Duration.FromMinutes(10), State = JobState.Paused("Not needed", "data team", new LocalDate(2026, 10, 21)) });
        pipeline.Check(new RowsForDate { Name = "yesterday", Says = "There are rows for yesterday.", Relations = [new(view, "day")] });
        var declared = pipeline.Build();
        Column[] columns = [new("id", "INT64")];
        return new()
        {
            Pipeline = declared,
            Relations = new Dictionary<TableId, AnalyzedSql>
            {
                [dim.Id] = new("sql/dim/jobs.sql", "SELECT id FROM `p.raw.jobs`", new() { Reads = [new("p", raw.Id)], Columns = columns }),
                [view.Id] = new("sql/mart/daily.sql", "SELECT id FROM `p.dim.jobs`", new() { Reads = [new("p", dim.Id)], Columns = columns }),
            },
            Jobs = new Dictionary<string, AnalyzedSql> { ["rebuild"] = new("sql/dim/jobs.sql", "MERGE `p.dim.jobs`", new() { Reads = [new("p", raw.Id)], Writes = new("p", dim.Id) }) },
            Checks = new Dictionary<string, AnalyzedSql>(),
            Diagnostics = [],
        };
    }
}
