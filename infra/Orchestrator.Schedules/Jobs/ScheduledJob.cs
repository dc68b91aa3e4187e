using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A job among others: when it fires, how long it runs, which tables it reads and writes.</summary>
public sealed record ScheduledJob
{
    /// <summary>Its name, one of its kind in a list of jobs.</summary>
    public required string Name { get; init; }

    /// <summary>When it fires; null when nobody can foretell it, and then <see cref="Unknown"/> says why.</summary>
    public required ZonedSchedule? Schedule { get; init; }

    /// <summary>One sentence: why no fire can be foretold; null when <see cref="Schedule"/> is there.</summary>
    public string? Unknown { get; init; }

    /// <summary>How long a run occupies at most, retries included.</summary>
    public required Duration Longest { get; init; }

    /// <summary>Whether readers see all of a run's rows or none.</summary>
    public bool AtomicWrites { get; init; }

    /// <summary>The tables it reads, by whatever name the list uses for them.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>The tables it writes.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <summary>The schedule as the list gives it, in whatever words; null when it is that of <see cref="Schedule"/>.</summary>
    public string? ScheduleText { get; init; }

    /// <summary>The zone as the list gives it, empty when the list gives none; null when it is that of <see cref="Schedule"/>.</summary>
    public string? Zone { get; init; }

    /// <summary>How often it is meant to run; null when nobody said, and then its name may say it.</summary>
    public Cadence? Cadence { get; init; }

    /// <summary>What its runs call, a host or a service, of which too many may not be called at once; null when the list does not say.</summary>
    public string? Target { get; init; }

    /// <summary>How far back each run loads or replaces again; null when nobody said, or when it takes everything.</summary>
    public Duration? LookBack { get; init; }

    /// <summary>How far back that which it loads from outside the list is still corrected; null when nobody said.</summary>
    public Duration? CorrectedOver { get; init; }

    /// <summary>The job as the proof of an edge sees it; null when its fires are unknown.</summary>
    public RunSpan? Run => Schedule is null ? null : new(Name, Schedule, Longest, AtomicWrites);
}

/// <summary>A job that must have finished before another starts, because the other reads what it writes.</summary>
/// <param name="Producer">The job that writes.</param>
/// <param name="Consumer">The job that reads.</param>
/// <param name="Tables">What the one writes and the other reads, sorted.</param>
public sealed record ReadAfterWrite(ScheduledJob Producer, ScheduledJob Consumer, IReadOnlyList<string> Tables)
{
    /// <summary>All pairs of a list of jobs, by consumer and producer. A job that reads what it writes itself does not wait for itself.</summary>
    public static IReadOnlyList<ReadAfterWrite> Of(IReadOnlyList<ScheduledJob> jobs)
    {
        var writers = jobs.SelectMany(job => job.Writes.Distinct(StringComparer.Ordinal).Select(table => (table, job))).ToLookup(w => w.table, w => w.job, StringComparer.Ordinal);
        return
        [
            .. from consumer in jobs.OrderBy(j => j.Name, StringComparer.Ordinal)
               from edge in consumer.Reads.Distinct(StringComparer.Ordinal)
                   .SelectMany(table => writers[table].Select(producer => (producer, table)))
                   .Where(e => e.producer.Name != consumer.Name)
                   .GroupBy(e => e.producer.Name, StringComparer.Ordinal)
                   .OrderBy(g => g.Key, StringComparer.Ordinal)
               select new ReadAfterWrite(edge.First().producer, consumer, [.. edge.Select(e => e.table).Order(StringComparer.Ordinal)]),
        ];
    }

    /// <summary>`producer -> consumer`, the form every report uses.</summary>
    public override string ToString() => $"{Producer.Name} -> {Consumer.Name}";
}
