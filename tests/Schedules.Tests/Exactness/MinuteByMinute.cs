using NodaTime;
using NodaTime.TimeZones;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>
/// The naive reference: it asks every minute of the local calendar whether the expression names it, and the tz data which instants that minute
/// is. It shares no code with what it judges but the names of the policies.
/// </summary>
internal sealed class MinuteByMinute
{
    // An offset is less than a day, and so is what a change of clocks ever left out but for Samoa's one day.
    private const int Margin = 3;

    private readonly RandomCron cron;
    private readonly DateTimeZone zone;
    private readonly List<Instant> plain = [];
    private readonly List<(LocalDateTime Time, ZoneLocalMapping Mapping)> odd = [];
    private readonly Dictionary<DstPolicy, List<Instant>> fires = [];
    private MinuteByMinute? later;
    private MinuteByMinute? earlier;

    /// <summary>Looks at every minute that can be an instant of [from, to).</summary>
    public MinuteByMinute(RandomCron cron, DateTimeZone zone, Instant from, Instant to)
    {
        (this.cron, this.zone, From, To) = (cron, zone, from, to);
        var last = to.InUtc().Date.PlusDays(Margin);
        var times = Enumerable.Range(0, 24 * 60).Where(minute => cron.Matches(minute / 60, minute % 60)).Select(minute => new LocalTime(minute / 60, minute % 60)).ToList();
        for (var date = from.InUtc().Date.PlusDays(-Margin); date <= last; date = date.PlusDays(1))
        {
            if (!cron.Matches(date)) continue;
            foreach (var time in times) Look(date.At(time));
        }
    }

    public Instant From { get; }

    public Instant To { get; }

    /// <summary>Whether a minute that it names is left out or repeated.</summary>
    public bool MeetsAChange => odd.Count > 0;

    /// <summary>Rising, none twice; all of them in [From, To), some outside.</summary>
    public List<Instant> Fires(DstPolicy policy)
    {
        if (odd.Count == 0) policy = DstPolicy.Default;
        if (!fires.TryGetValue(policy, out var found))
        {
            var all = plain.Concat(odd.SelectMany(o => Instants(o.Mapping, o.Time, policy))).ToList();
            all.Sort();
            found = [.. all.Where((at, i) => i == 0 || at != all[i - 1])];
            fires.Add(policy, found);
        }

        return found;
    }

    /// <summary>The first fire after an instant of [From, To), however far it is.</summary>
    public Instant Next(Instant at, DstPolicy policy)
    {
        for (var look = this; ; look = look.later ??= look.Beyond(1))
        {
            var known = look.Fires(policy);
            if (Position(known, Instant.Max(at + Duration.Epsilon, look.From)) is var i && i < known.Count && known[i] < look.To) return known[i];
        }
    }

    /// <summary>The last fire before an instant of [From, To), however far it is.</summary>
    public Instant Previous(Instant at, DstPolicy policy)
    {
        for (var look = this; ; look = look.earlier ??= look.Beyond(-1))
        {
            var known = look.Fires(policy);
            if (Position(known, Instant.Min(at, look.To)) - 1 is var i && i >= 0 && known[i] >= look.From) return known[i];
        }
    }

    /// <summary>The fires in a part of [From, To), the end excluded.</summary>
    public List<Instant> Between(Instant from, Instant to, DstPolicy policy)
    {
        var known = Fires(policy);
        var (first, end) = (Position(known, from), Position(known, to));
        return first < end ? known[first..end] : [];
    }

    private void Look(LocalDateTime time)
    {
        var mapping = zone.MapLocal(time);
        if (mapping.Count == 1) plain.Add(mapping.Single().ToInstant());
        else odd.Add((time, mapping));
    }

    private static IEnumerable<Instant> Instants(ZoneLocalMapping mapping, LocalDateTime time, DstPolicy policy) => (mapping.Count, policy.Gap, policy.Overlap) switch
    {
        (2, _, OverlapPolicy.First) => [mapping.First().ToInstant()],
        (2, _, OverlapPolicy.Second) => [mapping.Last().ToInstant()],
        (2, _, _) => [mapping.First().ToInstant(), mapping.Last().ToInstant()],
        (0, GapPolicy.Shifted, _) => [time.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant()],
        (0, GapPolicy.AtGapEnd, _) => [mapping.LateInterval.Start],
        _ => [],
    };

    // The next or the last days in which there may be a fire: a date beside them matches.
    private MinuteByMinute Beyond(int direction)
    {
        var edge = direction > 0 ? To : From;
        var (date, skipped) = (edge.InUtc().Date.PlusDays(-Margin * direction), 0);
        for (; !cron.Matches(date); date = date.PlusDays(direction)) skipped++;
        edge += Duration.FromDays(Math.Max(0, skipped - (2 * Margin)) * direction);
        return direction > 0 ? new(cron, zone, edge, edge + Duration.FromDays(2)) : new(cron, zone, edge - Duration.FromDays(2), edge);
    }

    // The number of fires before an instant.
    private static int Position(List<Instant> sorted, Instant at)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < at) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
