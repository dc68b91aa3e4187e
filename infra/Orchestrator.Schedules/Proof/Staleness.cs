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

/// <summary>
/// The staleness calculus: how old what is read can be, through any chain of tables and jobs. A job reads when it starts and its rows are there
/// when it ends, at the latest after its longest run; a view shows what its tables hold at the moment.
/// </summary>
public static class Staleness
{
    /// <summary>
    /// For each view, by local hour, the age of each source at worst, and the times of day at which finished rows are not shown yet: over the whole
    /// horizon and under every policy.
    /// </summary>
    /// <param name="jobs">All jobs, each with its own name; two of one name are an <see cref="ArgumentException"/>.</param>
    /// <param name="views">The views asked about.</param>
    /// <param name="zone">The zone of the local hours.</param>
    /// <param name="horizon">The time over which.</param>
    public static IReadOnlyList<ViewStaleness> OfViews(IReadOnlyList<ScheduledJob> jobs, IReadOnlyList<ScheduledView> views, DateTimeZone zone, ProofHorizon horizon)
    {
        // Views on the same tables show the same.
        var writers = new TableWriters(jobs);
        var known = new Dictionary<string, ViewStaleness>(StringComparer.Ordinal);
        return
        [
            .. views.Select(view =>
            {
                var tables = string.Join('\n', view.Reads.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                if (!known.TryGetValue(tables, out var found)) known[tables] = found = Of(view, JobChain.Of(writers, view.Reads), zone, horizon);
                return found with { View = view.Name };
            }),
        ];
    }

    /// <summary>How old a job's input is whenever it starts, by minute of the hour, and how many starts find nothing new.</summary>
    /// <param name="jobs">All jobs, each with its own name; two of one name are an <see cref="ArgumentException"/>.</param>
    /// <param name="consumer">The name of the job; one that is not in the list is an <see cref="ArgumentException"/>.</param>
    /// <param name="zone">The zone of the local minutes.</param>
    /// <param name="horizon">The time over which.</param>
    public static StartAges AtStarts(IReadOnlyList<ScheduledJob> jobs, string consumer, DateTimeZone zone, ProofHorizon horizon)
    {
        var job = jobs.FirstOrDefault(j => j.Name == consumer) ?? throw new ArgumentException($"There is no job '{consumer}' in the list; name one of {string.Join(", ", jobs.Select(j => j.Name))}.", nameof(consumer));
        var chain = JobChain.To(new TableWriters(jobs), job);
        if (chain.Unknown is { } why) return new() { Consumer = consumer, ByMinute = [], Unknown = why };
        var walk = new StartAgeWalk(chain, zone);
        walk.Over(horizon);
        return new() { Consumer = consumer, ByMinute = walk.ByMinute };
    }

    /// <summary>For each producer the stale window that holds at an instant, or else the next one.</summary>
    public static IReadOnlyList<StaleWindow> Windows(IReadOnlyList<RunSpan> producers, RunSpan consumer, Instant at, DateTimeZone zone) =>
        [.. producers.Select(p => Window(p, consumer, at, zone))];

    /// <summary>
    /// By local hour of one day, the greatest age of a producer's data as it is read through the consumer at any moment of the hour, under any
    /// policy. The output is replaced when the consumer's run ends.
    /// </summary>
    public static IReadOnlyList<HourlyAge> ByHour(RunSpan producer, RunSpan consumer, LocalDate day, DateTimeZone zone)
    {
        var horizon = new ProofHorizon(LocalDay.Start(day, zone), LocalDay.Start(day.PlusDays(1), zone));
        ScheduledJob[] jobs = [Job(producer, [], ["raw"]), Job(consumer, ["raw"], ["output"])];
        return OfViews(jobs, [new("reader", ["output"])], zone, horizon)[0].Sources[0].ByHour;

        static ScheduledJob Job(RunSpan run, string[] reads, string[] writes) => new() { Name = writes[0], Schedule = run.Schedule, Longest = run.Longest, Reads = reads, Writes = writes };
    }

    private static ViewStaleness Of(ScheduledView view, JobChain chain, DateTimeZone zone, ProofHorizon horizon)
    {
        if (chain.Unknown is { } why) return new() { View = view.Name, Sources = [], Stale = [], Unknown = why };
        var walk = new StalenessWalk(chain, zone);
        walk.Over(horizon);
        return new() { View = view.Name, Sources = walk.Sources, Stale = walk.Stale };
    }

    private static StaleWindow Window(RunSpan producer, RunSpan consumer, Instant at, DateTimeZone zone)
    {
        var ended = producer.Schedule.Previous(at - producer.Longest + Duration.Epsilon, DstPolicy.Default) + producer.Longest;
        var until = consumer.Schedule.Next(ended - Duration.Epsilon, DstPolicy.Default);
        if (until > at) return new(producer.Name, ended, until, zone);
        var next = producer.Schedule.Next(at - producer.Longest, DstPolicy.Default) + producer.Longest;
        return new(producer.Name, next, consumer.Schedule.Next(next - Duration.Epsilon, DstPolicy.Default), zone);
    }
}
