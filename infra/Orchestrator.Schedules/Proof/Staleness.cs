using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A time of day in which a consumer's output lacks what a producer has finished already.</summary>
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

    /// <summary>By local hour of a day, the greatest age of a producer's data as it is read through the consumer, at the end of the hour.</summary>
    public static IReadOnlyList<HourlyAge> ByHour(RunSpan producer, RunSpan consumer, LocalDate day, DateTimeZone zone)
    {
        var midnight = zone.AtStartOfDay(day).ToInstant();
        return [.. Enumerable.Range(0, 24).Select(hour => new HourlyAge(hour, AgeAt(midnight + Duration.FromHours(hour + 1))))];

        Duration AgeAt(Instant read)
        {
            // What the consumer had finished by then, and the newest run of the producer that had ended when it started.
            var start = consumer.Cron.Previous(read - consumer.Longest + Duration.Epsilon, DstPolicy.Default);
            var newest = producer.Cron.Previous(start - producer.Longest + Duration.Epsilon, DstPolicy.Default);
            return read - newest;
        }
    }

    private static StaleWindow Window(RunSpan producer, RunSpan consumer, Instant at, DateTimeZone zone)
    {
        var ended = producer.Cron.Previous(at - producer.Longest + Duration.Epsilon, DstPolicy.Default) + producer.Longest;
        var until = consumer.Cron.Next(ended, DstPolicy.Default);
        if (until > at) return new(producer.Name, ended, until, zone);
        var next = producer.Cron.Next(at - producer.Longest, DstPolicy.Default) + producer.Longest;
        return new(producer.Name, next, consumer.Cron.Next(next, DstPolicy.Default), zone);
    }
}
