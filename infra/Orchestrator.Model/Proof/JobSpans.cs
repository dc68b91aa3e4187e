using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>The jobs of a pipeline as a proof sees them.</summary>
internal sealed class JobSpans
{
    private readonly IReadOnlyDictionary<string, JobTiming> timings;
    private readonly Dictionary<string, ScheduleReading> readings;

    private JobSpans(IReadOnlyDictionary<string, JobTiming> timings)
    {
        this.timings = timings;
        readings = timings.ToDictionary(t => t.Key, t => t.Value.Schedule.Read(), StringComparer.Ordinal);
    }

    public static JobSpans Of(Pipeline pipeline, IReadOnlyDictionary<string, JobTiming> timings) =>
        new(pipeline.Jobs.Select(j => j.Name).Distinct(StringComparer.Ordinal).Where(timings.ContainsKey).ToDictionary(name => name, name => timings[name], StringComparer.Ordinal));

    /// <summary>When the job fires and how long it runs; null when its schedule cannot be read, or has no fixed times.</summary>
    public RunSpan? Of(Job job) => readings[job.Name].Zoned is { } cron
        ? new(job.Name, cron, job.LongestRun, job is QueryJob or HttpJob { AtomicWrites: true })
        : null;

    /// <summary>Why a schedule has no fires that can be foretold.</summary>
    public string WhyNot(Job job) => readings[job.Name].Plain is { } plain
        ? $"'{plain}' counts from the end of the previous run, so its phase is unknown."
        : string.Join(" ", readings[job.Name].Mistakes.Select(m => m.Message));

    /// <summary>Why one end of an edge does not fire at all; null when both do.</summary>
    public string? SilenceOf(JobEdge edge) => Silence(edge.Producer) ?? Silence(edge.Consumer);

    private string? Silence(Job job) => !timings.TryGetValue(job.Name, out var timing) ? $"{job.ResourceId} is not there."
        : !timing.Fires ? $"{job.ResourceId} is paused."
        : null;
}
