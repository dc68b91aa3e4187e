using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A job as the proof sees it: when it fires and how long it runs at most.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Schedule">When it fires.</param>
/// <param name="Longest">How long a run occupies, retries included.</param>
/// <param name="AtomicWrites">Whether readers see all of a run's rows or none.</param>
public sealed record RunSpan(string Name, ZonedSchedule Schedule, Duration Longest, bool AtomicWrites);

/// <summary>A consumer that reads what a producer writes.</summary>
/// <param name="Producer">Who writes.</param>
/// <param name="Consumer">Who reads.</param>
/// <param name="Within">How long after the end of a producer's run the consumer must start, at the latest.</param>
public sealed record OrderEdge(RunSpan Producer, RunSpan Consumer, Duration Within);

/// <summary>The time over which an order is proven.</summary>
/// <param name="From">First instant.</param>
/// <param name="To">First instant after it.</param>
public sealed record ProofHorizon(Instant From, Instant To)
{
    /// <summary>Ten years from an instant: what a proof covers when nothing else is asked.</summary>
    public static ProofHorizon TenYearsFrom(Instant from) => new(from, from.InUtc().LocalDateTime.PlusYears(10).InUtc().ToInstant());
}

/// <summary>A change of clocks.</summary>
/// <param name="At">When.</param>
/// <param name="Zone">Where.</param>
/// <param name="Before">Offset from UTC before it.</param>
/// <param name="After">Offset from UTC after it.</param>
public sealed record ZoneChange(Instant At, string Zone, Offset Before, Offset After)
{
    internal static ZoneChange Between(DateTimeZone zone, ZoneSegment before, ZoneSegment after) =>
        new(Instant.FromUnixTimeSeconds(after.Start), zone.Id, Offset.FromSeconds((int)before.Offset), Offset.FromSeconds((int)after.Offset));
}

/// <summary>What the proof of an edge found.</summary>
public sealed record OrderVerdict
{
    /// <summary>Whether the order holds on every day, under every policy.</summary>
    public required bool Holds { get; init; }

    /// <summary>The longest time from the end of a producer's run to the next start of the consumer.</summary>
    public required Duration WorstWait { get; init; }

    /// <summary>The end of the producer's run after which the worst wait begins.</summary>
    public required Instant WorstWaitAt { get; init; }

    /// <summary>The longest remainder of a producer's run at a start of the consumer; zero when there is none.</summary>
    public required Duration WorstOverlap { get; init; }

    /// <summary>Failing days by year, each counted once however many policies fail: the date, in the producer's zone, of the end of the run that waits too long or of the start that overlaps.</summary>
    public required IReadOnlyDictionary<int, int> FailingDaysPerYear { get; init; }

    /// <summary>The first failing day, or null.</summary>
    public LocalDate? FirstFailingDay { get; init; }

    /// <summary>The last failing day of the year of the first one, or null.</summary>
    public LocalDate? LastFailingDay { get; init; }

    /// <summary>The change of clocks without which the first failing day would not fail; null when it would fail all the same.</summary>
    public ZoneChange? Cause { get; init; }

    /// <summary>A policy under which the first failing day fails; null when it fails under every policy, or none.</summary>
    public DstPolicy? BrokenUnder { get; init; }

    /// <summary>
    /// True when the order holds as long as every fire is delivered once, and breaks when one of them is delivered twice, which Cloud Scheduler does
    /// not rule out; the worst cases and the failing days are then those of a second delivery, of which an atomic one is nothing to overlap with.
    /// </summary>
    public bool OnlyWhenDeliveredTwice { get; init; }
}
