namespace Orchestrator.Schedules;

/// <summary>What an English-like text says: a schedule on the wall clock, a plain interval, or the mistake that keeps it from being one.</summary>
internal sealed record EnglishReading
{
    /// <summary>Specific times, or an interval that keeps to the wall clock.</summary>
    public ScheduleExpression? Expression { get; init; }

    /// <summary>An interval that counts from the end of the previous run.</summary>
    public PlainEveryN? Plain { get; init; }

    /// <summary>The first mistake; none when there is an expression or an interval.</summary>
    public required IReadOnlyList<ScheduleMistake> Mistakes { get; init; }

    /// <summary>What is legal but left open by the platform's documentation.</summary>
    public required IReadOnlyList<ScheduleMistake> Notes { get; init; }
}
