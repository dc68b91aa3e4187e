using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A stretch of time in which a consumer's output lacks what a producer has finished already.</summary>
/// <param name="Producer">The producer.</param>
/// <param name="From">End of the producer's run.</param>
/// <param name="Until">Next start of the consumer.</param>
/// <param name="Zone">The zone in which reports show it.</param>
public sealed record StaleWindow(string Producer, Instant From, Instant Until, DateTimeZone Zone)
{
    /// <summary>How long it lasts.</summary>
    public Duration Length => Until - From;
}

/// <summary>How old, at worst, what is read through a consumer can be.</summary>
/// <param name="Hour">Local hour of day, 0 to 23.</param>
/// <param name="Age">Time since the start of the producer's run whose rows are the newest that the consumer's output holds.</param>
public sealed record HourlyAge(int Hour, Duration Age);

/// <summary>The staleness calculus: what a reader of a consumer's output misses, by local time of day.</summary>
public static class Staleness
{
    /// <summary>For each producer the stale window that holds at an instant, or else the next one.</summary>
    public static IReadOnlyList<StaleWindow> Windows(IReadOnlyList<RunSpan> producers, RunSpan consumer, Instant at, DateTimeZone zone) =>
        [.. producers.Select(p => Window(p, consumer, at, zone))];

    /// <summary>
    /// The times of day at which a consumer's output lacks what the producers have finished, on any day of the horizon and under any policy,
    /// to the minute; rising, none touching. With one producer and a daily consumer it is one window, 03:25 to 20:00 say.
    /// </summary>
    public static IReadOnlyList<DailyStaleWindow> Daily(IReadOnlyList<RunSpan> producers, RunSpan consumer, DateTimeZone zone, ProofHorizon horizon)
    {
        var circle = new StaleCircle();
        foreach (var producer in producers)
        {
            foreach (var waits in OldOrderCase.All(new OrderEdge(producer, consumer, Duration.Zero), horizon, Duration.Zero))
            {
                foreach (var wait in waits.Walk.Failures.Where(f => f.Until > f.At)) circle.Mark(At(wait.At).InZone(zone).TimeOfDay, Duration.FromTicks(wait.Until - wait.At));
            }
        }

        return circle.Windows();
    }

    /// <summary>
    /// By local hour of a day, the greatest age of a producer's data as it is read through the consumer at any moment of the hour, under any
    /// policy. The output is replaced when the consumer's run ends.
    /// </summary>
    public static IReadOnlyList<HourlyAge> ByHour(RunSpan producer, RunSpan consumer, LocalDate day, DateTimeZone zone)
    {
        var (from, to) = (zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        // Far enough back that the output read at midnight, and the rows in it, are seen.
        var built = consumer.Schedule.Previous(from - (consumer.Longest * 2), DstPolicy.Default);
        var landed = producer.Schedule.Previous(built - (producer.Longest * 2) - Duration.FromDays(2), DstPolicy.Default);
        var history = new ProofHorizon(landed - Duration.FromDays(2), to);
        var edge = new OrderEdge(producer, consumer, Duration.Zero);
        var worst = Enumerable.Repeat(Duration.Zero, 24).ToArray();
        foreach (var waits in OldOrderCase.All(edge, history, Duration.Zero))
        {
            var consumers = OldRunTimeline.Of(consumer, history, waits.Consumer, to.ToUnixTimeTicks());
            var producers = OldRunTimeline.Of(producer, history, waits.Producer);
            for (var i = 0; i + 1 < consumers.Count; i++)
            {
                var newest = producers.FindLastIndex(run => run.End <= consumers[i].Start);
                if (newest >= 0) Age(worst, At(producers[newest].Start), Instant.Max(from, At(consumers[i].End)), Instant.Min(to, At(consumers[i + 1].End)), zone);
            }
        }

        return [.. worst.Select((age, hour) => new HourlyAge(hour, age))];
    }

    // While one output is read its age grows, so each hour is worst at its end, or at the end of the output.
    private static void Age(Duration[] worst, Instant source, Instant from, Instant until, DateTimeZone zone)
    {
        for (var at = from; at < until;)
        {
            var local = at.InZone(zone);
            var end = Instant.Min(until, at + Duration.FromHours(1) - Duration.FromTicks(local.TimeOfDay.TickOfDay % NodaConstants.TicksPerHour));
            if (local.GetZoneInterval() is { HasEnd: true } interval) end = Instant.Min(end, interval.End);
            worst[local.Hour] = Duration.Max(worst[local.Hour], end - source);
            at = end;
        }
    }

    private static StaleWindow Window(RunSpan producer, RunSpan consumer, Instant at, DateTimeZone zone)
    {
        var ended = producer.Schedule.Previous(at - producer.Longest + Duration.Epsilon, DstPolicy.Default) + producer.Longest;
        var until = consumer.Schedule.Next(ended - Duration.Epsilon, DstPolicy.Default);
        if (until > at) return new(producer.Name, ended, until, zone);
        var next = producer.Schedule.Next(at - producer.Longest, DstPolicy.Default) + producer.Longest;
        return new(producer.Name, next, consumer.Schedule.Next(next - Duration.Epsilon, DstPolicy.Default), zone);
    }

    private static Instant At(long ticks) => Instant.FromUnixTimeTicks(ticks);
}
