using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// An edge between a job that fires on some dates and one that fires in every hour: only what is near the fires of the first is looked at. Far from
/// them no run of the producer is in progress, or every run waits for the same start of the consumer. In ticks.
/// </summary>
internal sealed class SparseJob
{
    private const long Dense = 2 * NodaConstants.TicksPerHour;

    private readonly OrderEdge edge;
    private readonly OrderCases cases;
    private readonly OrderLedger ledger;
    private readonly RunSpan job;
    private readonly Rhythm other;
    private readonly bool twice;
    private readonly FireBuffer fires = new();

    private SparseJob(OrderEdge edge, OrderCases cases, OrderLedger ledger, RunSpan job, Rhythm other, bool twice) =>
        (this.edge, this.cases, this.ledger, this.job, this.other, this.twice) = (edge, cases, ledger, job, other, twice);

    /// <summary>The job that goes by the date beside one of every hour; null when there is none.</summary>
    public static SparseJob? Of(OrderEdge edge, Rhythm producer, Rhythm consumer, OrderCases cases, OrderLedger ledger, bool twice) =>
        producer.Period == 0 && consumer is { Period: > 0, Widest: <= Dense } ? new(edge, cases, ledger, edge.Producer, consumer, twice)
        : consumer.Period == 0 && producer is { Period: > 0, Widest: <= Dense } ? new(edge, cases, ledger, edge.Consumer, producer, twice)
        : null;

    /// <summary>Tells everything about a stretch in which no fire depends on a policy.</summary>
    /// <param name="begin">Its begin.</param>
    /// <param name="end">Its end.</param>
    /// <param name="felt">How long a fire can be felt.</param>
    public void Tell(long begin, long end, long felt)
    {
        // After a fire the other job runs at least once: the longest wait is the first.
        var near = felt + other.Widest;
        var early = begin - near - felt;
        job.Schedule.FireSeconds((early / NodaConstants.TicksPerSecond) - 1, ((end + near) / NodaConstants.TicksPerSecond) + 1, DstPolicy.Default, fires);
        var at = begin;
        var consuming = ReferenceEquals(job, edge.Consumer);
        for (var i = 0; i <= fires.Count && at < end; i++)
        {
            var fire = i < fires.Count ? fires.Seconds[i] * NodaConstants.TicksPerSecond : Beyond(end);
            var (from, until) = (Math.Clamp(fire - near, at, end), Math.Clamp(fire + near, at, end));
            if (consuming && !twice && from > at) Waiting(at, from, Math.Min(from, fire - edge.Within.BclCompatibleTicks));
            cases.CalmWindow(from, until);
            at = until;
        }
    }

    // The fire for which runs wait at the end of a stretch.
    private long Beyond(long end) => ReferenceEquals(job, edge.Consumer)
        ? job.Schedule.Next(Instant.FromUnixTimeTicks(end - 1), DstPolicy.Default).ToUnixTimeTicks()
        : long.MaxValue / 2;

    // Runs that end in [begin, failing) wait too long; the longest of these waits is that of the first.
    private void Waiting(long begin, long end, long failing)
    {
        var repeats = (failing - begin) / other.Period;
        if (repeats < 2)
        {
            cases.CalmWindow(begin, Math.Min(end, begin + other.Widest + NodaConstants.TicksPerSecond));
            cases.CalmWindow(Math.Min(end, begin + other.Widest + NodaConstants.TicksPerSecond), Math.Max(failing, begin));
            return;
        }

        ledger.Repeat((int)repeats, (int)(other.Period / NodaConstants.TicksPerDay));
        cases.CalmWindow(begin, begin + other.Period);
        ledger.Repeat(1, 1);
        cases.CalmWindow(begin + (repeats * other.Period), failing);
    }
}
