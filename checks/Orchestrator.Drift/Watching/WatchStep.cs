using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>What one poll means for one root cause.</summary>
/// <param name="Poll">What was seen.</param>
/// <param name="Policy">When to tell.</param>
/// <param name="Telling">Whether messages go out now.</param>
internal sealed record WatchStep(PollOutcome Poll, Alerting Policy, bool Telling)
{
    private Instant Now => Poll.At;

    /// <summary>The alarm afterwards, the message about it, and findings that joined it.</summary>
    public StepResult Of(RememberedAlarm? known, string root, IReadOnlyList<Finding> seen)
    {
        if (seen.Count > 0) return Seen(known, root, seen);
        if (known!.Closed) return Ended(Poll.Complete ? known with { Absent = known.Absent + 1 } : known);
        var muted = known.Findings.All(f => Poll.Findings.Any(p => p.Key == f.Key && p.Muted is not null));
        // Nothing is concluded from a poll that could not see, or did not look.
        if (!muted && (!Poll.Complete || known.Findings.Any(f => Poll.NotAsked.Contains(f.Subject)))) return new(known, null, []);
        var absent = known with { Absent = known.Absent + 1, Polls = 0 };
        if (!muted && absent.Absent < (known.Returns >= Watch.Flaps ? Watch.CalmPolls : 1)) return new(absent, null, []);
        return Ended(absent with { Closed = true, Absent = 0, EndDue = known.Told is null ? null : muted ? AlarmKind.Muted : AlarmKind.Recovered });
    }

    private StepResult Ended(RememberedAlarm alarm)
    {
        if (alarm.EndDue is { } end) return Telling ? new(alarm with { EndDue = null }, alarm.Tell(end, Now), []) : new(alarm, null, []);
        return new(alarm.Absent > Watch.Recall ? null : alarm, null, []);
    }

    private StepResult Seen(RememberedAlarm? known, string root, IReadOnlyList<Finding> seen)
    {
        var before = Reopened(known, root);
        var keys = seen.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var findings = seen.Select(f => RememberedFinding.Of(f, before.Findings.Find(k => k.Key == f.Key)?.FirstSeen ?? Now))
            .Concat(before.Findings.Where(f => !keys.Contains(f.Key) && (!Poll.Complete || Poll.NotAsked.Contains(f.Subject))))
            .ToImmutableList();
        ImmutableList<RememberedFinding> joined = before.Told is null ? [] : [.. findings.Where(f => before.Findings.All(k => k.Key != f.Key))];
        var alarm = before with { LastSeen = Now, Polls = before.Polls + 1, Absent = 0, SinceTold = before.SinceTold + 1, Findings = findings };
        if (!Telling || Kind(alarm) is not { } kind) return new(alarm, null, joined);
        var after = alarm with
        {
            Told = alarm.Told > alarm.Severity ? alarm.Told : alarm.Severity,
            ToldKeys = [.. alarm.ToldKeys.Union(Own(alarm), StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Escalated = alarm.Escalated || alarm.Polls >= Policy.EscalateAfter,
            SinceTold = 0,
        };
        return new(after, alarm.Tell(kind, Now), joined);
    }

    private RememberedAlarm Reopened(RememberedAlarm? known, string root) => known switch
    {
        null => new() { Root = root, Since = Now, LastSeen = Now, Findings = [] },
        { Closed: false } => known,

        // Its end was not told yet, so for everybody else it never ended.
        { EndDue: not null } => known with { Closed = false, EndDue = null, Absent = 0, Returns = known.Returns + 1 },
        _ => new() { Root = root, Since = Now, LastSeen = Now, Findings = [], Returns = known.Returns + 1 },
    };

    private AlarmKind? Kind(RememberedAlarm alarm)
    {
        if (!alarm.Escalated && alarm.Polls >= Policy.EscalateAfter) return AlarmKind.Escalated;
        if (alarm.Told is not { } told) return AlarmKind.New;
        if (alarm.Severity > told || Own(alarm).Except(alarm.ToldKeys, StringComparer.Ordinal).Any()) return AlarmKind.Worse;
        return alarm.SinceTold >= Policy.RemindEvery ? AlarmKind.Reminder : null;
    }

    private static IEnumerable<string> Own(RememberedAlarm alarm) => alarm.Findings.Where(f => !f.Caused).Select(f => f.Key);
}

/// <summary>What one poll means for one root cause.</summary>
/// <param name="After">The alarm afterwards; null when it is forgotten.</param>
/// <param name="Raised">The message about it, or null.</param>
/// <param name="Joined">Findings that joined an alarm that was told already.</param>
internal sealed record StepResult(RememberedAlarm? After, Alarm? Raised, IReadOnlyList<RememberedFinding> Joined);
