using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>What happened at a point of an incident, in the order in which such things follow from each other.</summary>
public enum TimelineEvent
{
    /// <summary>The last run that was attempted.</summary>
    LastAttempt,

    /// <summary>A job was paused.</summary>
    Paused,

    /// <summary>The first run that did not happen.</summary>
    FirstMissedRun,

    /// <summary>The source changed what nobody loaded any more.</summary>
    SourceChange,

    /// <summary>Somebody read wrong data for the first time.</summary>
    FirstWrongRead,

    /// <summary>A monitor told of it.</summary>
    Alarm,

    /// <summary>Somebody noticed.</summary>
    Detected,

    /// <summary>It was mended.</summary>
    Fixed,
}

/// <summary>A fact of an incident.</summary>
/// <param name="Event">What happened.</param>
/// <param name="At">When; the earliest possible instant when it is known between two only.</param>
/// <param name="Says">In one sentence.</param>
/// <param name="Latest">The latest possible instant; null when <paramref name="At"/> is exact.</param>
public sealed record TimelineFact(TimelineEvent Event, Instant At, string Says, Instant? Latest = null);

/// <summary>The story of an incident, from facts (R42). A pure function.</summary>
/// <param name="Facts">What is known, in any order.</param>
public sealed record Timeline(IReadOnlyList<TimelineFact> Facts)
{
    /// <summary>The facts as they happened; of two at one instant the cause comes first.</summary>
    public IReadOnlyList<TimelineFact> InOrder => [.. Facts.OrderBy(f => f.At).ThenBy(f => f.Event).ThenBy(f => f.Says, StringComparer.Ordinal)];

    /// <summary>From the first harm (the pause, or the first missed run) to when somebody noticed; null when one of them is not known.</summary>
    public Duration? TimeToDetect => Between(Began, At(TimelineEvent.Detected));

    /// <summary>From the first harm to the monitor's first alarm.</summary>
    public Duration? TimeToAlarm => Between(Began, At(TimelineEvent.Alarm));

    /// <summary>From the first harm to when it was mended.</summary>
    public Duration? TimeToFix => Between(Began, At(TimelineEvent.Fixed));

    private Instant? Began => At(TimelineEvent.Paused) ?? At(TimelineEvent.FirstMissedRun);

    /// <summary>The timeline as a part of a report, in the pipeline's zone.</summary>
    public ReportSection Section(DateTimeZone zone)
    {
        var rows = InOrder.Select(f => (IReadOnlyList<string>)[When(f, zone), Word(f.Event), f.Says]).ToList();
        var figures = new[] { ("detected", TimeToDetect), ("the monitor's first alarm", TimeToAlarm), ("fixed", TimeToFix) }
            .Where(f => f.Item2 is not null).Select(f => $"{f.Item1} after {Days(f.Item2!.Value)}").ToList();
        return new("Timeline", [new ReportBlock.Grid([$"when ({zone.Id})", "what", "says"], rows), .. figures.Count == 0 ? [] : new ReportBlock[] { new ReportBlock.Paragraph($"Counted from the first harm: {string.Join(", ", figures)}.") }]);
    }

    private Instant? At(TimelineEvent kind) => Facts.Where(f => f.Event == kind).Select(f => (Instant?)f.At).Min();

    private static Duration? Between(Instant? from, Instant? until) => from is { } a && until is { } b ? b - a : null;

    private static string When(TimelineFact fact, DateTimeZone zone)
    {
        var at = Local(fact.At, zone);
        return fact.Latest is { } latest ? $"{at} to {Local(latest, zone)}" : at;
    }

    private static string Local(Instant instant, DateTimeZone zone) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Format(instant.InZone(zone).LocalDateTime);

    private static string Days(Duration span) => span.TotalDays >= 2 ? $"{Math.Floor(span.TotalDays).ToString(CultureInfo.InvariantCulture)} days" : Span.Say(span);

    private static string Word(TimelineEvent kind) => kind switch
    {
        TimelineEvent.LastAttempt => "last attempt",
        TimelineEvent.Paused => "paused",
        TimelineEvent.FirstMissedRun => "first missed run",
        TimelineEvent.SourceChange => "source changed",
        TimelineEvent.FirstWrongRead => "first wrong read",
        TimelineEvent.Alarm => "alarm",
        TimelineEvent.Detected => "detected",
        _ => "fixed",
    };
}
