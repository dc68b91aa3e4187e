using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>What is doubtful about schedules that can be read.</summary>
public enum ScheduleLintKind
{
    /// <summary>It names a local time that does not exist on a day on which clocks go forward.</summary>
    FiresInGap,

    /// <summary>It names a local time that comes twice on a day on which clocks go back.</summary>
    FiresInOverlap,

    /// <summary>Its name says how often it runs, and it runs more than twice or less than half as often.</summary>
    CadenceDiffersFromName,
}

/// <summary>One doubt about one schedule, or about all of them together.</summary>
public sealed record ScheduleDoubt
{
    /// <summary>What kind.</summary>
    public required ScheduleLintKind Kind { get; init; }

    /// <summary>The schedules concerned, by name.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The changes of clocks within the horizon that meet the schedule; none for the other kinds.</summary>
    public IReadOnlyList<ZoneChange> Changes { get; init; } = [];

    /// <summary>The first local date concerned, or null.</summary>
    public LocalDate? FirstDay { get; init; }

    /// <summary>The fires per month its name promises, or null.</summary>
    public double? NamedPerMonth { get; init; }

    /// <summary>The fires per month it has, or null.</summary>
    public double? ActualPerMonth { get; init; }
}

/// <summary>Finds what is legal in a list of schedules and probably not meant.</summary>
public static class ScheduleLint
{
    private static readonly Dictionary<string, double> PerMonth = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hourly"] = 8760 / 12.0,
        ["daily"] = 365 / 12.0,
        ["nightly"] = 365 / 12.0,
        ["weekly"] = 52 / 12.0,
        ["monthly"] = 1,
        ["quarterly"] = 4 / 12.0,
        ["yearly"] = 1 / 12.0,
        ["annual"] = 1 / 12.0,
        ["annually"] = 1 / 12.0,
    };

    /// <summary>Every doubt, in the order of the schedules.</summary>
    public static IReadOnlyList<ScheduleDoubt> Find(IReadOnlyList<NamedSchedule> schedules, ProofHorizon horizon) =>
        [.. schedules.SelectMany(schedule => Find(schedule, horizon))];

    private static IEnumerable<ScheduleDoubt> Find(NamedSchedule schedule, ProofHorizon horizon)
    {
        var (pattern, changes) = (schedule.Schedule.Expression.Pattern, new List<(ZoneChange Change, ZoneSegment Before, ZoneSegment After)>());
        var segments = ZoneTimeline.Of(schedule.Schedule.Zone).Between(horizon.From.ToUnixTimeSeconds(), horizon.To.ToUnixTimeSeconds());
        for (var i = 1; i < segments.Length; i++) changes.Add((ZoneChange.Between(schedule.Schedule.Zone, segments[i - 1], segments[i]), segments[i - 1], segments[i]));

        // A schedule of every hour meets every change of clocks, and loses or repeats nothing that matters.
        var everyHour = pattern.EveryHour;
        var gaps = changes.Where(c => !everyHour && FireWalk.Matches(pattern, c.Before.LocalEnd, c.After.LocalStart)).Select(c => c.Change).ToList();
        var overlaps = changes.Where(c => !everyHour && FireWalk.Matches(pattern, c.After.LocalStart, c.Before.LocalEnd)).Select(c => c.Change).ToList();
        if (gaps.Count > 0) yield return Meets(ScheduleLintKind.FiresInGap, schedule, gaps);
        if (overlaps.Count > 0) yield return Meets(ScheduleLintKind.FiresInOverlap, schedule, overlaps);

        var word = schedule.Name.Split('-', '_', ' ').FirstOrDefault(PerMonth.ContainsKey);
        if (word is null) yield break;
        var (named, actual) = (PerMonth[word], schedule.Schedule.FiresPerMonth(horizon.From));
        if (actual >= named * 2 || actual * 2 <= named)
        {
            yield return new() { Kind = ScheduleLintKind.CadenceDiffersFromName, Names = [schedule.Name], NamedPerMonth = named, ActualPerMonth = actual };
        }
    }

    // The date shown by clocks just before they change.
    private static ScheduleDoubt Meets(ScheduleLintKind kind, NamedSchedule schedule, List<ZoneChange> changes) => new()
    {
        Kind = kind,
        Names = [schedule.Name],
        Changes = changes,
        FirstDay = (changes[0].At - Duration.Epsilon).InZone(schedule.Schedule.Zone).Date,
    };
}
