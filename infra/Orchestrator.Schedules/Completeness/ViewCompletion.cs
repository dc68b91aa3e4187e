using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>When a day's rows are complete, on the local clock.</summary>
/// <param name="DaysAfter">Days after the day itself: 1 when they are complete on the next morning.</param>
/// <param name="Time">Local time of day.</param>
public sealed record CompletionTime(int DaysAfter, LocalTime Time) : IComparable<CompletionTime>
{
    /// <summary>Earlier comes first.</summary>
    public int CompareTo(CompletionTime? other) => other is null ? 1 : (DaysAfter, Time).CompareTo((other.DaysAfter, other.Time));

    /// <summary>`04:15`, or `04:15 a day later`.</summary>
    public override string ToString() => $"{Time:HH:mm}{DaysAfter switch { 0 => "", 1 => " a day later", _ => $" {DaysAfter} days later" }}";
}

/// <summary>One local day and when its rows are complete at worst.</summary>
/// <param name="Date">The local date on which the sources' runs start.</param>
/// <param name="At">When the last of them has arrived.</param>
/// <param name="Local">The same on the local clock.</param>
public sealed record CompletionDay(LocalDate Date, Instant At, CompletionTime Local);

/// <summary>One run of a critical chain.</summary>
/// <param name="Job">The job.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it has ended at the latest.</param>
public sealed record ChainRun(string Job, Instant Start, Instant End);

/// <summary>How much longer a producer may take, at worst, until the consumer's run that takes up its rows is another one.</summary>
/// <param name="Producer">The producer.</param>
/// <param name="Consumer">The consumer.</param>
/// <param name="Least">From the end of the producer's run to the start of the consumer's, on the tightest day.</param>
/// <param name="Day">The first of the tightest days.</param>
public sealed record EdgeSlack(string Producer, string Consumer, Duration Least, LocalDate Day);

/// <summary>
/// When a view is complete, day by day, at worst under every policy. A day's source runs are, of each source (a job upstream of the view that
/// reads no table of another job of the list), the runs that start on that local date. The day is complete when the rows of the last of them
/// have arrived on every way to the view: the first run of each consumer that starts at or after the producer has ended takes them up, and
/// passes them on when it has ended, after its longest run. A source that does not start on a day is not waited for; a day on which none starts is no day.
/// </summary>
public sealed record ViewCompletion
{
    /// <summary>The view.</summary>
    public required string View { get; init; }

    /// <summary>Every day that lies wholly within the horizon and has source runs; none when <see cref="Unknown"/> says why.</summary>
    public required IReadOnlyList<CompletionDay> Days { get; init; }

    /// <summary>When it is complete on most days, the earlier of two that are equally usual; null without days.</summary>
    public CompletionTime? Usual { get; init; }

    /// <summary>The latest day, the first of them when there are several; null without days.</summary>
    public CompletionDay? Worst { get; init; }

    /// <summary>The days on which it is later than usual: after a change of clocks, say.</summary>
    public IReadOnlyList<CompletionDay> Late => [.. Days.Where(day => day.Local.CompareTo(Usual) > 0)];

    /// <summary>The runs that decide the worst day, from the source on: each starts when the one before it has ended, or later.</summary>
    public required IReadOnlyList<ChainRun> CriticalChain { get; init; }

    /// <summary>The slack of every edge upstream of the view, by consumer and producer, of the days and policies in which something is passed on.</summary>
    public required IReadOnlyList<EdgeSlack> Slack { get; init; }

    /// <summary>One sentence: why nothing can be told; null when it can.</summary>
    public string? Unknown { get; init; }
}
