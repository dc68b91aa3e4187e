using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// An interval that keeps to the wall clock: `every 5 minutes from 10:00 to 14:00`, `every 12 hours synchronized`. It begins again every day at
/// the first time of its window, and the last time counts as inside. A window that ends before it begins reaches into the next day.
/// </summary>
public sealed record EnglishInterval : ScheduleExpression
{
    private const int MinutesPerDay = 1440;
    private const int LastMinute = MinutesPerDay - 1;
    private FirePattern? pattern;

    internal EnglishInterval(int minutes, int from, int to) => (Minutes, FromMinute, ToMinute) = (minutes, from, to);

    /// <summary>From one fire to the next, inside the window.</summary>
    public Duration Interval => Duration.FromMinutes(Minutes);

    /// <summary>The first fire of a day.</summary>
    public LocalTime From => LocalTime.FromMinutesSinceMidnight(FromMinute);

    /// <summary>The end of the window, itself included; a time of the next day when it is before <see cref="From"/>.</summary>
    public LocalTime To => LocalTime.FromMinutesSinceMidnight(ToMinute);

    /// <summary>Whether it is the same as `synchronized`: the whole day, divided evenly.</summary>
    public bool IsSynchronized => FromMinute == 0 && ToMinute == LastMinute && MinutesPerDay % Minutes == 0;

    internal int Minutes { get; }

    internal int FromMinute { get; }

    internal int ToMinute { get; }

    internal static EnglishInterval Synchronized(int minutes) => new(minutes, 0, LastMinute);

    /// <summary>The canonical text; reading it again gives an equal schedule.</summary>
    public override string ToString()
    {
        var every = Minutes % 60 == 0 ? $"every {Minutes / 60} hours" : $"every {Minutes} minutes";
        return IsSynchronized ? $"{every} synchronized" : $"{every} from {SpokenTimes.Clock(FromMinute)} to {SpokenTimes.Clock(ToMinute)}";
    }

    /// <inheritdoc/>
    public override string Describe() => SpokenTimes.With(SpokenDays.EveryDay, Times());

    /// <summary>Equal when interval and window are.</summary>
    public bool Equals(EnglishInterval? other) => other is not null && (Minutes, FromMinute, ToMinute) == (other.Minutes, other.FromMinute, other.ToMinute);

    /// <summary>Agrees with <see cref="Equals(EnglishInterval?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Minutes, FromMinute, ToMinute);

    /// <inheritdoc/>
    internal override FirePattern Pattern => pattern ??= FirePattern.Daily([.. Times().Order().Select(minute => minute * 60L)]);

    /// <summary>The same schedule in unix-cron; null when that cannot be said.</summary>
    internal string? ToUnixCron()
    {
        var times = Times();
        var (hours, minutes) = (times.Aggregate(0UL, (mask, time) => mask | 1UL << (time / 60)), times.Aggregate(0UL, (mask, time) => mask | 1UL << (time % 60)));
        if (ulong.PopCount(hours) * ulong.PopCount(minutes) != (ulong)times.Count) return null;
        return $"{new CronFieldSet(CronField.Minute, minutes, Starred: false)} {new CronFieldSet(CronField.Hour, hours, Starred: false)} * * *";
    }

    // The minutes after midnight in the order of the window: those past midnight come last.
    private List<int> Times()
    {
        var (times, length) = (new List<int>(), ToMinute < FromMinute ? ToMinute + MinutesPerDay - FromMinute : ToMinute - FromMinute);
        for (var after = 0; after <= length; after += Minutes) times.Add((FromMinute + after) % MinutesPerDay);
        return times;
    }
}
