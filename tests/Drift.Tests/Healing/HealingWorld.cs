using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests.Healing;

/// <summary>The small pipeline, healed: worlds, the plan against them, the steps.</summary>
internal static class HealingWorld
{
    private static readonly SqlComparer Different = (_, _, _, _) => SqlComparison.Different;

    public static Plan Plan(IReadOnlyList<ResourceState> live, params IReadOnlyList<Unobserved> unobserved) =>
        Planner.Plan(SmallPipeline.Desired, new Observation(live, unobserved), Different);

    public static HealingPlan Heal(IReadOnlyList<ResourceState> live, params IReadOnlyList<Unobserved> unobserved) => Heal(SmallPipeline.Analyzed, Plan(live, unobserved));

    public static HealingPlan Heal(AnalyzedPipeline analyzed, Plan plan, int most = 10, params IReadOnlyList<string> confirmed) =>
        HealingPlanner.Of(analyzed, plan, new Observation([], []), new HealingPolicy { MaxFixes = most, Confirmed = confirmed.ToHashSet(StringComparer.Ordinal) }, "p", SmallPipeline.Now);

    public static HealingStep Step(this HealingPlan plan, string resource) => plan.Steps.Single(s => s.Resource.ToString() == resource);

    /// <summary>A pipeline of jobs alone: each with its declared state.</summary>
    public static AnalyzedPipeline Jobs(IReadOnlyList<bool> paused)
    {
        var pipeline = new PipelineBuilder { Name = "jobs", Project = "p", Location = "US", SchedulerLocation = "us-central1", Zone = "America/Phoenix", SqlFolder = "sql", SqlFiles = ImmutableDictionary<string, string>.Empty, ServiceAccount = "sa" };
        for (var i = 0; i < paused.Count; i++)
            pipeline.Job(new HttpJob { Name = $"job-{i}", Schedule = new("0 2 * * *", "America/Phoenix"), Uri = new("https://ingest.run.app/x"), Writes = [], State = paused[i] ? JobState.Paused("Not needed", "data team", new LocalDate(2020 + (i * 3), 1, 1)) : JobState.Enabled });
        return new()
        {
            Pipeline = pipeline.Build(),
            Relations = new Dictionary<TableId, AnalyzedSql>(),
            Jobs = new Dictionary<string, AnalyzedSql>(),
            Checks = new Dictionary<string, AnalyzedSql>(),
            Diagnostics = [],
        };
    }
}
