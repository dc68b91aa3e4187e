using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>The first failure of an order, in instants.</summary>
/// <param name="ProducerStart">Start of the producer's run.</param>
/// <param name="ProducerEnd">Its end, at the latest.</param>
/// <param name="ConsumerStart">Start of the consumer's run that comes too late, or while the producer still writes.</param>
internal sealed record Counterexample(Instant ProducerStart, Instant ProducerEnd, Instant ConsumerStart)
{
    /// <summary>Whether the consumer starts before the producer has finished.</summary>
    public bool Overlaps => ConsumerStart < ProducerEnd;

    /// <summary>
    /// Looks for the failure on the first failing day, under the rule that breaks it. Null when it comes of a run that the previous one delayed:
    /// then no fire shows it.
    /// </summary>
    public static Counterexample? Of(RunSpan producer, RunSpan consumer, OrderVerdict verdict, Duration within)
    {
        if (verdict.FirstFailingDay is not { } day) return null;
        var zone = producer.Schedule.Zone;
        var (from, to) = (LocalDay.Start(day, zone), LocalDay.Start(day.PlusDays(1), zone));
        return Rules(verdict).Select(rule => Find(producer, consumer, from, to, rule, within)).FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<DstPolicy> Rules(OrderVerdict verdict) => (verdict.BrokenUnder is { } broken ? [broken] : new[] { DstPolicy.Default }).Concat(DstPolicy.All).Distinct();

    private static Counterexample? Find(RunSpan producer, RunSpan consumer, Instant from, Instant to, DstPolicy rule, Duration within)
    {
        foreach (var start in producer.Schedule.Fires(from - producer.Longest, to, rule))
        {
            var end = start + producer.Longest;
            if (!producer.AtomicWrites)
            {
                var during = consumer.Schedule.Next(start - Duration.Epsilon, rule);
                if (during < end && during >= from && during < to) return new(start, end, during);
            }

            var next = consumer.Schedule.Next(end - Duration.Epsilon, rule);
            if (end >= from && end < to && next - end > within) return new(start, end, next);
        }

        return null;
    }
}
