using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>What is doubtful about schedules.</summary>
public enum ScheduleLintKind
{
    /// <summary>It names a local time that does not exist on a day on which clocks go forward.</summary>
    FiresInGap,

    /// <summary>It names a local time that comes twice on a day on which clocks go back.</summary>
    FiresInOverlap,

    /// <summary>Its name says how often it runs, and it runs at least twice or at most half as often.</summary>
    CadenceDiffersFromName,

    /// <summary>Somebody declared how often it runs, and it runs at least twice or at most half as often.</summary>
    CadenceDiffersFromDeclared,

    /// <summary>It names no time zone.</summary>
    NoZone,

    /// <summary>Jobs of one list have schedules in several zones.</summary>
    MixedZones,

    /// <summary>It says how often and not when: "Hourly" without a minute.</summary>
    NoPhase,

    /// <summary>It stands in a list of schedules, and no clock starts it: "On event".</summary>
    NotByClock,

    /// <summary>A run can last longer than the time to the next fire of the same job.</summary>
    SelfOverrun,

    /// <summary>More fires of one target in one minute than are allowed.</summary>
    CrowdedMinute,

    /// <summary>It looks back less far than what it reads is corrected.</summary>
    LookBackTooShort,

    /// <summary>What it loads again, a more frequent job loads again anyway.</summary>
    RedundantBackfill,
}

/// <summary>One doubt about one schedule, or about several together.</summary>
public sealed record ScheduleDoubt
{
    /// <summary>What kind.</summary>
    public required ScheduleLintKind Kind { get; init; }

    /// <summary>The jobs concerned, by name: first the one to be changed.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>One sentence with names and figures: what is doubtful.</summary>
    public required string Message { get; init; }

    /// <summary>One sentence: what to do about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>The changes of clocks within the horizon that meet the schedule; none for the other kinds.</summary>
    public IReadOnlyList<ZoneChange> Changes { get; init; } = [];

    /// <summary>The first local date concerned, or null.</summary>
    public LocalDate? FirstDay { get; init; }

    /// <summary>The fires per month that are meant, or null.</summary>
    public double? NamedPerMonth { get; init; }

    /// <summary>The fires per month it has, or null.</summary>
    public double? ActualPerMonth { get; init; }

    /// <summary>The runs per month that are paid for and not meant; null when it does not run too often.</summary>
    public double? ExcessPerMonth => ActualPerMonth > NamedPerMonth ? ActualPerMonth - NamedPerMonth : null;

    /// <summary>On the worst day, the fires that start late because the run before them lasts, or null.</summary>
    public int? DelayedOnWorstDay { get; init; }

    /// <summary>On the worst day, the fires that are lost because a late one has not started yet, or null.</summary>
    public int? LostOnWorstDay { get; init; }

    /// <summary>The worst minute, or null.</summary>
    public Instant? WorstMinute { get; init; }

    /// <summary>The sentence and what to do.</summary>
    public override string ToString() => $"{Message} {Remedy}";
}
