using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>What should become of the jobs of a list whose orders do not all hold: one answer for each job that moves or cannot be helped.</summary>
internal static class ListProposal
{
    /// <summary>Up to so many jobs are scheduled together; of more, only the first consumers that fail, each after its producers as they are.</summary>
    public const int Together = 500;

    /// <summary>For how many failing consumers of a longer list a schedule is looked for.</summary>
    public const int Most = 20;

    /// <summary>The answers, in the order of the list; none when nothing fails.</summary>
    public static IReadOnlyList<SynthesizedJob> Of(IReadOnlyList<ScheduledJob> jobs, IReadOnlyList<JudgedOrder> orders, ProveRequest request)
    {
        var failing = orders.Where(o => o.Fails).Select(o => o.Order.Consumer.Name).ToHashSet(StringComparer.Ordinal);
        if (failing.Count == 0) return [];
        var concerned = jobs.Count <= Together ? jobs : Nearest(jobs, orders, failing);
        var answer = ScheduleSynthesis.Of(new()
        {
            Jobs = concerned,
            Movable = jobs.Count <= Together ? null : concerned.Select(j => j.Name).Intersect(failing, StringComparer.Ordinal).Take(Most).ToHashSet(StringComparer.Ordinal),
            Zones = ZonesOf(concerned),
            Within = request.Within,
            Margin = request.Margin,
            Horizon = request.Horizon,
        });
        return [.. answer.Jobs.Where(j => j.Outcome == SynthesisOutcome.Moved || (j.Outcome == SynthesisOutcome.Infeasible && failing.Contains(j.Job.Name)))];
    }

    // The first consumers that fail, and all the producers they wait for.
    private static IReadOnlyList<ScheduledJob> Nearest(IReadOnlyList<ScheduledJob> jobs, IReadOnlyList<JudgedOrder> orders, IReadOnlySet<string> failing)
    {
        var first = jobs.Select(j => j.Name).Where(failing.Contains).Take(Most).ToHashSet(StringComparer.Ordinal);
        var needed = orders.Where(o => first.Contains(o.Order.Consumer.Name)).Select(o => o.Order.Producer.Name).Concat(first).ToHashSet(StringComparer.Ordinal);
        return [.. jobs.Where(j => needed.Contains(j.Name))];
    }

    // A consumer that follows jobs of one zone keeps to their clock.
    private static IReadOnlyDictionary<string, DateTimeZone> ZonesOf(IReadOnlyList<ScheduledJob> jobs)
    {
        var zones = new Dictionary<string, DateTimeZone>(StringComparer.Ordinal);
        foreach (var producers in ReadAfterWrite.Of(jobs).GroupBy(e => e.Consumer.Name, StringComparer.Ordinal))
        {
            var own = producers.Select(e => e.Producer.Schedule?.Zone).OfType<DateTimeZone>().DistinctBy(z => z.Id).ToList();
            if (own.Count == 1) zones[producers.Key] = own[0];
        }

        return zones;
    }
}
