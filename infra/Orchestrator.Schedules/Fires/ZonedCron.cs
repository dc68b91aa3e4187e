using System.Numerics;
using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A schedule that was read: an expression in a zone.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Zone">The zone.</param>
public sealed record ZonedCron(CronExpression Expression, DateTimeZone Zone)
{
    private static readonly Duration LongestSearch = Duration.FromDays(366 * 9);

    /// <summary>The fires in [from, to), in order, each once.</summary>
    public IEnumerable<Instant> Fires(Instant from, Instant to, DstPolicy policy)
    {
        if (from >= to) yield break;
        // A gap can move a run past midnight, and a time of the day before may still come.
        var last = to.InZone(Zone).Date.PlusDays(1);
        Instant? previous = null;
        for (var date = from.InZone(Zone).Date.PlusDays(-1); date <= last; date = date.PlusDays(1))
        {
            if (!Expression.Matches(date)) continue;
            foreach (var fire in OnDate(date, policy))
            {
                if (fire < from || fire >= to || fire <= previous) continue;
                previous = fire;
                yield return fire;
            }
        }
    }

    /// <summary>The first fire at or after an instant.</summary>
    /// <exception cref="InvalidOperationException">The schedule does not fire within nine years, which reading excludes.</exception>
    public Instant Next(Instant atOrAfter, DstPolicy policy)
    {
        for (var (from, span) = (atOrAfter, Duration.FromDays(2)); from < atOrAfter + LongestSearch; (from, span) = (from + span, span * 4))
            foreach (var fire in Fires(from, from + span, policy)) return fire;
        throw new InvalidOperationException($"'{Expression}' does not fire.");
    }

    /// <summary>The last fire before an instant.</summary>
    /// <exception cref="InvalidOperationException">The schedule did not fire within nine years, which reading excludes.</exception>
    public Instant Previous(Instant before, DstPolicy policy)
    {
        for (var (to, span) = (before, Duration.FromDays(2)); to > before - LongestSearch; (to, span) = (to - span, span * 4))
            if (Fires(to - span, to, policy).Cast<Instant?>().LastOrDefault() is { } fire) return fire;
        throw new InvalidOperationException($"'{Expression}' does not fire.");
    }

    /// <summary>The average number of fires a month over the twelve months after an instant.</summary>
    public double FiresPerMonth(Instant from) =>
        Fires(from, (from.InZone(Zone).LocalDateTime + Period.FromYears(1)).InZoneLeniently(Zone).ToInstant(), DstPolicy.Default).Count() / 12.0;

    private IEnumerable<Instant> OnDate(LocalDate date, DstPolicy policy)
    {
        var start = Zone.AtStartOfDay(date).ToInstant();
        var interval = Zone.GetZoneInterval(start);
        if (date.AtMidnight() >= Local(interval) && (!interval.HasEnd || interval.IsoLocalEnd >= date.PlusDays(1).AtMidnight()))
        {
            var midnight = date.AtMidnight().WithOffset(interval.WallOffset).ToInstant();
            foreach (var minute in MinutesOfDay()) yield return midnight + Duration.FromMinutes(minute);
            yield break;
        }

        // A day on which clocks change: every local time is looked at alone, and the answers are put in order again.
        foreach (var fire in MinutesOfDay().SelectMany(minute => Map(date.AtMidnight().PlusMinutes(minute), policy)).Distinct().Order()) yield return fire;
    }

    private static LocalDateTime Local(NodaTime.TimeZones.ZoneInterval interval) => interval.HasStart ? interval.IsoLocalStart : LocalDateTime.FromDateTime(DateTime.MinValue);

    private IEnumerable<long> MinutesOfDay()
    {
        for (var hours = Expression.Hours; hours != 0; hours &= hours - 1)
            for (var minutes = Expression.Minutes; minutes != 0; minutes &= minutes - 1)
                yield return (BitOperations.TrailingZeroCount(hours) * 60L) + BitOperations.TrailingZeroCount(minutes);
    }

    private IEnumerable<Instant> Map(LocalDateTime local, DstPolicy policy)
    {
        var mapping = Zone.MapLocal(local);
        switch (mapping.Count)
        {
            case 1:
                yield return mapping.Single().ToInstant();
                break;
            case 2:
                if (policy.Overlap != OverlapPolicy.Second) yield return mapping.First().ToInstant();
                if (policy.Overlap != OverlapPolicy.First) yield return mapping.Last().ToInstant();
                break;
            default:
                if (policy.Gap == GapPolicy.Shifted) yield return local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant();
                if (policy.Gap == GapPolicy.AtGapEnd) yield return mapping.LateInterval.Start;
                break;
        }
    }
}
