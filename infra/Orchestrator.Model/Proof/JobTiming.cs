using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>When a job fires and whether it does, as declared or as found.</summary>
/// <param name="Schedule">Its schedule.</param>
/// <param name="Fires">False while it is paused, or disabled by the service.</param>
public sealed record JobTiming(Schedule Schedule, bool Fires)
{
    /// <summary>What a pipeline declares, by job name.</summary>
    public static IReadOnlyDictionary<string, JobTiming> Declared(Pipeline pipeline) =>
        pipeline.Jobs.DistinctBy(j => j.Name).ToDictionary(j => j.Name, j => new JobTiming(j.Schedule, j.State is JobState.EnabledState), StringComparer.Ordinal);

    /// <summary>What was found, by job name: the jobs among the states given.</summary>
    public static IReadOnlyDictionary<string, JobTiming> Live(IEnumerable<ResourceState> states) => states
        .Where(s => s.Id.Kind == ResourceKind.Job && s.Properties.ContainsKey("schedule"))
        .DistinctBy(s => s.Id.Name)
        .ToDictionary(
            s => s.Id.Name,
            s => new JobTiming(new(s.Properties["schedule"], s.Properties.GetValueOrDefault("timeZone", "UTC")), s.Properties.GetValueOrDefault("state") == JobState.Enabled.ApiName),
            StringComparer.Ordinal);
}
