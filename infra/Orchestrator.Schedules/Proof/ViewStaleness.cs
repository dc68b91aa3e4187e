using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>How old, at worst, what is read can be.</summary>
/// <param name="Hour">Local hour of day, 0 to 23.</param>
/// <param name="Age">Time since the start of that run of the source whose rows are the newest that are shown; greatest at the end of the hour.</param>
public sealed record HourlyAge(int Hour, Duration Age);

/// <summary>A time of day in which a view can lack what a source has finished. From midnight to midnight it is the whole day.</summary>
/// <param name="From">Begin, local time.</param>
/// <param name="Until">End, local time; before <paramref name="From"/> when the window goes past midnight.</param>
/// <param name="Worst">The longest that finished rows have waited, of the waits that touch the window.</param>
public sealed record DailyStaleWindow(LocalTime From, LocalTime Until, Duration Worst);

/// <summary>What a view shows of one source, at worst over the horizon and under every policy.</summary>
/// <param name="Source">The job whose rows they are: one that reads no table of another job.</param>
/// <param name="ByHour">24 ages.</param>
/// <param name="Stale">The times of day at which finished rows of the source are not shown yet, on any day; rising, none touching.</param>
public sealed record SourceStaleness(string Source, IReadOnlyList<HourlyAge> ByHour, IReadOnlyList<DailyStaleWindow> Stale)
{
    /// <summary>The greatest age of the day.</summary>
    public Duration Worst => ByHour.Max(hour => hour.Age);
}

/// <summary>What a view shows of all its sources.</summary>
public sealed record ViewStaleness
{
    /// <summary>The view.</summary>
    public required string View { get; init; }

    /// <summary>Its sources, by name; none when <see cref="Unknown"/> says why.</summary>
    public required IReadOnlyList<SourceStaleness> Sources { get; init; }

    /// <summary>The times of day at which finished rows of any source are not shown yet.</summary>
    public required IReadOnlyList<DailyStaleWindow> Stale { get; init; }

    /// <summary>One sentence: why nothing can be told; null when it can.</summary>
    public string? Unknown { get; init; }
}
