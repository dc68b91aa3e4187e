using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>A verdict that other tz data change.</summary>
/// <param name="Before">With the tz data of the proof.</param>
/// <param name="After">With the other tz data.</param>
/// <param name="Zone">The zone whose clocks differ first.</param>
/// <param name="FirstDay">The first local date on which they differ; null when only one of the two data has the zone.</param>
internal sealed record VerdictChange(JudgedOrder Before, JudgedOrder After, string Zone, LocalDate? FirstDay);

/// <summary>The same orders proved with other tz data.</summary>
/// <param name="TzData">The other tz data, as they name themselves.</param>
/// <param name="Orders">The orders, as in the proof.</param>
/// <param name="Changes">The orders whose verdict differs in anything.</param>
/// <param name="ZonesThatDiffer">The zones of the jobs whose clocks differ within the horizon, sorted.</param>
internal sealed record TzComparison(string TzData, IReadOnlyList<JudgedOrder> Orders, IReadOnlyList<VerdictChange> Changes, IReadOnlyList<string> ZonesThatDiffer)
{
    /// <summary>Proves again what can differ: an order between zones that are the same in both data has the same verdict.</summary>
    public static TzComparison Of(ProvenList proven, IDateTimeZoneProvider zones, Terminal terminal)
    {
        var jobs = ListedSchedules.Read(TableNames.Unify(proven.Request.List.Jobs), zones).Jobs.ToDictionary(j => j.Name, StringComparer.Ordinal);
        var before = proven.Orders.SelectMany(o => new[] { o.Order.Producer, o.Order.Consumer }).Select(j => j.Schedule?.Zone).OfType<DateTimeZone>().DistinctBy(z => z.Id, StringComparer.Ordinal);
        var differ = new Dictionary<string, LocalDate?>(StringComparer.Ordinal);
        foreach (var zone in before)
            if (Differs(zone, zones.GetZoneOrNull(zone.Id), proven.Request.Horizon, out var day)) differ.Add(zone.Id, day);

        var again = proven.Orders.Where(o => differ.ContainsKey(ZoneOf(o.Order.Producer)) || differ.ContainsKey(ZoneOf(o.Order.Consumer))).ToList();
        var judged = JudgedOrder.All([.. again.Select(o => o.Order with { Producer = jobs[o.Order.Producer.Name], Consumer = jobs[o.Order.Consumer.Name] })], proven.Request.Within, proven.Request.Horizon, terminal);
        var after = again.Zip(judged).ToDictionary(pair => pair.First.Order, pair => pair.Second);
        return new(
            zones.VersionId,
            [.. proven.Orders.Select(o => after.TryGetValue(o.Order, out var other) ? other : o)],
            [.. again.Zip(judged).Where(pair => !Alike(pair.First, pair.Second)).Select(pair => Change(pair.First, pair.Second, differ))],
            [.. differ.Keys.Order(StringComparer.Ordinal)]);
    }

    private static VerdictChange Change(JudgedOrder before, JudgedOrder after, Dictionary<string, LocalDate?> differ)
    {
        var zone = new[] { ZoneOf(before.Order.Producer), ZoneOf(before.Order.Consumer) }.Where(differ.ContainsKey).Distinct(StringComparer.Ordinal).MinBy(z => differ[z] ?? LocalDate.MinIsoValue)!;
        return new(before, after, zone, differ[zone]);
    }

    private static bool Alike(JudgedOrder one, JudgedOrder other) => (one.Verdict, other.Verdict) switch
    {
        ({ } a, { } b) => a.Holds == b.Holds && a.WorstWait == b.WorstWait && a.WorstOverlap == b.WorstOverlap && a.FirstFailingDay == b.FirstFailingDay
            && a.FailingDaysPerYear.OrderBy(y => y.Key).SequenceEqual(b.FailingDaysPerYear.OrderBy(y => y.Key)),
        (null, null) => true,
        _ => false,
    };

    private static string ZoneOf(ScheduledJob job) => job.Schedule?.Zone.Id ?? "";

    // The first run of the horizon may have begun before it, and the last wait may end after it.
    private static bool Differs(DateTimeZone zone, DateTimeZone? other, ProofHorizon horizon, out LocalDate? day)
    {
        day = null;
        if (other is null) return true;
        var until = horizon.To + Duration.FromDays(400);
        for (var at = horizon.From - Duration.FromDays(400); at < until;)
        {
            var (a, b) = (zone.GetZoneInterval(at), other.GetZoneInterval(at));
            if (a.WallOffset != b.WallOffset)
            {
                day = at.InZone(zone).Date;
                return true;
            }

            at = Instant.Min(a.HasEnd ? a.End : until, b.HasEnd ? b.End : until);
        }

        return false;
    }
}
