using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>A pipeline of one job and a view on what it writes, and what drift says of a state of that job.</summary>
internal static class OneJob
{
    public const string Name = "work-item-budget-vs-actual-daily-sync";

    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    public static HttpJob Declared(string schedule = "0 2 * * *", string zone = "UTC") =>
        new() { Name = Name, Schedule = new(schedule, zone), Uri = new("https://ingest.run.app/budget"), Writes = [], Longest = Duration.FromMinutes(10) };

    public static AnalyzedPipeline Analyzed(Job job, params IReadOnlyList<Mute> mutes)
    {
        var pipeline = new PipelineBuilder { Name = "one", Project = "p", Location = "US", SchedulerLocation = "us-central1", Zone = "UTC", SqlFolder = "sql", SqlFiles = ImmutableDictionary<string, string>.Empty, ServiceAccount = "sa" };
        var data = pipeline.Dataset("data", Layer.Raw);
        var raw = pipeline.Table(new Table { Dataset = data, Name = "budget", Columns = [new("id", "INT64")] });
        var view = pipeline.View(data, "v5");
        if (job is HttpJob http) pipeline.Job(http with { Writes = [raw] });
        pipeline.Flow(new Flow { Name = "billing", Reads = [view] });
        foreach (var mute in mutes) pipeline.Mute(mute);
        return new()
        {
            Pipeline = pipeline.Build(),
            Relations = new Dictionary<TableId, AnalyzedSql> { [view.Id] = new("sql/data/v5.sql", "SELECT id FROM `p.data.budget`", new() { Reads = [new("p", raw.Id)], Columns = [new("id", "INT64")] }) },
            Jobs = new Dictionary<string, AnalyzedSql>(),
            Checks = new Dictionary<string, AnalyzedSql>(),
            Diagnostics = [],
        };
    }

    /// <summary>What drift says when the job is as declared but for these properties, and did this.</summary>
    public static IReadOnlyList<Finding> Find(AnalyzedPipeline analyzed, JobActivity activity, Instant now, params IReadOnlyList<(string Name, string? Value)> changed) =>
        DriftFinder.Find(Evidence(analyzed, activity, now, changed));

    public static DriftEvidence Evidence(AnalyzedPipeline analyzed, JobActivity activity, Instant now, params IReadOnlyList<(string Name, string? Value)> changed)
    {
        var live = DesiredState.Of(analyzed, "p").Select(s => s.Id.Kind == ResourceKind.Job ? changed.Aggregate(s, Change) : s).ToList();
        return SmallPipeline.Evidence(analyzed, new Observation(live, []) { Activity = new Dictionary<ResourceId, JobActivity> { [ResourceId.Job(Name)] = activity } }, now);
    }

    private static ResourceState Change(ResourceState state, (string Name, string? Value) change) =>
        state with { Properties = change.Value is null ? state.Properties.Remove(change.Name) : state.Properties.SetItem(change.Name, change.Value) };
}
