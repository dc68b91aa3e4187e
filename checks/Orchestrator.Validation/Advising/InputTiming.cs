using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Validation;

/// <summary>When the inputs of a relation change and how old they are, by the declared schedules.</summary>
/// <param name="Age">How old they are at worst; null when that cannot be foretold.</param>
/// <param name="Unknown">Why it cannot; null when it can.</param>
/// <param name="ChangesPerDay">Runs in an average day of the jobs that write them; null when one of them cannot be foretold.</param>
/// <param name="Writers">Those jobs, by name.</param>
/// <param name="Following">A schedule of rebuilds that follows them, or null.</param>
public sealed record InputTiming(Duration? Age, string? Unknown, decimal? ChangesPerDay, IReadOnlyList<string> Writers, FollowingSchedule? Following)
{
    private const string Rebuild = "the rebuild";
    private const string Output = "its rows";

    /// <summary>Looks at the year after an instant, under every rule for the days on which clocks change.</summary>
    /// <param name="graph">Who reads and writes what.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="run">How long a rebuild of it runs at most.</param>
    /// <param name="from">The instant.</param>
    public static InputTiming Of(PipelineGraph graph, Relation relation, Duration run, Instant from)
    {
        var zone = DateTimeZoneProviders.Tzdb[graph.Pipeline.Zone];
        var year = new ProofHorizon(from, from + Duration.FromDays(366));
        // Its own rebuild is what is asked about.
        var jobs = graph.Pipeline.Jobs.Where(j => j.State is JobState.EnabledState && !graph.WritesOf(j).Any(w => w.Id == relation.Id)).Select(j => Scheduled(graph, j)).ToList();
        IReadOnlyList<string> inputs = [.. graph.StoredReadsOf(relation.Id).Select(r => r.Id.ToString())];
        var writers = jobs.Where(j => j.Writes.Intersect(inputs, StringComparer.Ordinal).Any()).ToList();
        if (writers.Count == 0) return new(null, inputs.Count == 0 ? "it reads no table" : "no running job writes them", null, [], null);
        var blind = writers.FirstOrDefault(w => w.Schedule is null);
        decimal? changes = blind is null ? writers.Sum(w => PerDay(w, from)) : null;
        var (age, unknown) = Worst(jobs, inputs, zone, year);
        var following = age is { } known && blind is null ? Follow(jobs, writers, inputs, known, run, graph.Pipeline, zone, year) : null;
        return new(age, unknown, changes, [.. writers.Select(w => w.Name)], following);
    }

    private static (Duration? Age, string? Unknown) Worst(IReadOnlyList<ScheduledJob> jobs, IReadOnlyList<string> tables, DateTimeZone zone, ProofHorizon year)
    {
        var view = Staleness.OfViews(jobs, [new("reader", tables)], zone, year)[0];
        return view.Sources.Count == 0 ? (null, view.Unknown?.TrimEnd('.') ?? "no job brings their rows") : (view.Sources.Max(s => s.Worst), null);
    }

    // Once after the last writer of the day; what it adds to the age is measured with it among the jobs. Inputs that change more often are left to the clock.
    private static FollowingSchedule? Follow(IReadOnlyList<ScheduledJob> jobs, IReadOnlyList<ScheduledJob> writers, IReadOnlyList<string> inputs, Duration age, Duration run, Pipeline pipeline, DateTimeZone zone, ProofHorizon year)
    {
        if (writers.Any(w => PerDay(w, year.From) > 1.01m)) return null;
        if (ScheduleSynthesis.Earliest([.. writers.Select(w => w.Run!)], run, zone, Duration.FromHours(24), pipeline.Margin, year).Schedule is not { } schedule) return null;
        var rebuild = new ScheduledJob { Name = Rebuild, Schedule = schedule.Read().Zoned, Longest = run, AtomicWrites = true, Reads = inputs, Writes = [Output] };
        return Worst([.. jobs, rebuild], [Output], zone, year).Age is { } with
            ? new(schedule.ToString(), PerDay(rebuild, year.From), Duration.Max(with - age, Duration.Zero))
            : null;
    }

    private static ScheduledJob Scheduled(PipelineGraph graph, Job job)
    {
        var reading = job.Schedule.Read();
        return new()
        {
            Name = job.Name,
            Schedule = reading.Zoned,
            Unknown = reading.Zoned is null ? $"the fires of {job.ResourceId} cannot be foretold" : null,
            Longest = job.LongestRun,
            AtomicWrites = job is QueryJob or HttpJob { AtomicWrites: true },
            Reads = [.. graph.StoredReadsOf(job).Select(r => r.Id.ToString())],
            Writes = [.. graph.WritesOf(job).Select(r => r.Id.ToString())],
        };
    }

    internal static decimal PerDay(ScheduledJob job, Instant from) => (decimal)job.Schedule!.FiresPerMonth(from) * 12 / 365;
}
