using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Folds polls into a memory: each root cause is told once, escalated, reminded of, and told again when it is gone. A pure function.</summary>
public static class Watch
{
    /// <summary>Complete polls for which an alarm that went is remembered, in case that it comes back.</summary>
    public const int Recall = 6;

    /// <summary>Returns from which on an alarm comes and goes.</summary>
    public const int Flaps = 2;

    /// <summary>Complete polls without it that end an alarm which comes and goes; one is enough for others.</summary>
    public const int CalmPolls = 3;

    /// <summary>What a poll means.</summary>
    /// <param name="before">What was remembered.</param>
    /// <param name="poll">What was seen.</param>
    /// <param name="policy">When to tell.</param>
    /// <param name="zone">The pipeline's zone, for the hours without messages.</param>
    public static Watched Fold(MonitorMemory before, PollOutcome poll, Alerting policy, DateTimeZone zone)
    {
        var silenced = policy.Silence(poll.At, zone);
        var seen = Grouped(before, poll);
        var step = new WatchStep(poll, policy, silenced is null);
        var results = before.Alarms.Select(a => a.Root).Concat(seen.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(root => step.Of(before.Alarms.FirstOrDefault(a => a.Root == root), root, seen.GetValueOrDefault(root, [])))
            .ToList();
        var raised = results.Select(r => r.Raised).OfType<Alarm>().ToList();
        var told = raised.Select(a => a.Root).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            After = before with
            {
                Polls = before.Polls + 1,
                LastPoll = poll.At,
                LastComplete = poll.Complete ? poll.At : before.LastComplete,
                Alarms = [.. results.Select(r => r.After).OfType<RememberedAlarm>()],
            },
            Raised = Worst(raised),
            Standing = Worst(results.Select(r => r.After).OfType<RememberedAlarm>().Where(a => !a.Closed && !told.Contains(a.Root)).Select(a => a.Tell(AlarmKind.Reminder, poll.At))),
            Joined = [.. results.SelectMany(r => r.Joined)],
            Silenced = silenced,
        };
    }

    // A finding that an alarm which stands has already stays there, even when this poll does not see its cause: it is not new.
    private static Dictionary<string, IReadOnlyList<Finding>> Grouped(MonitorMemory before, PollOutcome poll)
    {
        var alarming = poll.Findings.Where(f => f.Muted is null && f.Severity > Severity.Info).DistinctBy(f => f.Key).ToList();
        var roots = RootCauses.Of(alarming);
        var known = before.Alarms.Where(a => !a.Closed).SelectMany(a => a.Findings.Select(f => (f.Key, a.Root))).DistinctBy(k => k.Key).ToDictionary(k => k.Key, k => k.Root, StringComparer.Ordinal);
        return alarming.GroupBy(f => known.GetValueOrDefault(f.Key, roots[f.Key]), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<Finding>)[.. g.OrderBy(f => f.Subject != g.Key).ThenByDescending(f => f.Severity).ThenBy(f => f.Key, StringComparer.Ordinal)], StringComparer.Ordinal);
    }

    private static IReadOnlyList<Alarm> Worst(IEnumerable<Alarm> alarms) => [.. alarms.OrderByDescending(a => a.Severity).ThenBy(a => a.Root, StringComparer.Ordinal)];
}
