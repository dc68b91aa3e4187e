using NodaTime;
using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

/// <summary>Makes incidents of random size, keys, dimensions, hours and noise. It moves rows one by one, and knows nothing of how a diagnosis predicts.</summary>
internal static class IncidentGenerator
{
    private static readonly string[] ZoneIds = ["America/Phoenix", "America/Los_Angeles", "America/New_York", "Europe/Berlin", "UTC"];

    /// <summary>An incident with the given causes; null when this seed gives one in which a cause changes next to nothing, or in which no key differs.</summary>
    public static SyntheticIncident? Of(int seed, params CauseKind[] causes)
    {
        var random = new Random(seed);
        var zone = DateTimeZoneProviders.Tzdb[ZoneIds[random.Next(ZoneIds.Length)]];
        var business = DateTimeZoneProviders.Tzdb[ZoneIds[random.Next(ZoneIds.Length)]];
        var days = random.Next(7, 32);
        var last = new LocalDate(2026, 1, 1).PlusDays(random.Next(0, 330) + days);
        var now = last.At(new LocalTime(random.Next(9, 24), random.Next(60))).InZoneLeniently(zone).ToInstant();
        var counting = causes.Contains(CauseKind.Duplicates) || causes.Contains(CauseKind.Aggregation) || random.Next(2) == 0 ? CountingKind.Distinct : random.Next(3) == 0 ? CountingKind.Sum : CountingKind.Rows;
        var world = new IncidentWorld(random, zone, last.PlusDays(1 - days), last, now, counting) { HasHours = causes.Contains(CauseKind.ZoneBoundary) || random.Next(100) < 60, BusinessZone = business };
        var rows = world.Rows();
        var arrivals = rows.Where(r => r.Failed == 0).Select(r => new Arrival(r, 1)).ToList();
        var sync = new SyncFault(world, rows) { Arrivals = arrivals };
        foreach (var cause in causes)
        {
            var before = sync.Target();
            sync.Apply(cause);
            if (Change(before, sync.Target()) < world.LeastChange) return null;
        }

        sync.LoseAtRandom();
        SyntheticIncident incident = new()
        {
            Seed = seed,
            Truth = causes,
            Says = string.Join("; ", sync.Says),
            Rows = rows,
            Target = sync.Target(),
            First = world.First,
            Last = last,
            Now = now,
            Zone = zone,
            BusinessZone = business,
            Counting = counting,
            HasHours = world.HasHours,
            Dimensions = world.Dimensions,
        };
        return Differs(incident) ? incident : null;
    }

    // A reconciliation that holds for every key is no incident.
    private static bool Differs(SyntheticIncident incident)
    {
        var source = incident.Profile().Units.Where(u => u.Failed == 0 && u.Date >= incident.First && u.Date <= incident.Last).GroupBy(u => u.Values[0]!).ToDictionary(g => g.Key, g => g.Sum(u => u.Counted));
        var target = incident.Target.GroupBy(c => c.Key!).ToDictionary(g => g.Key, g => g.Sum(c => c.Value ?? 0));
        return source.Keys.Union(target.Keys).Any(k => source.GetValueOrDefault(k) != target.GetValueOrDefault(k));
    }

    /// <summary>Incidents with causes taken in turn, from a first seed on.</summary>
    public static IEnumerable<SyntheticIncident> Many(int first, int count, Func<int, CauseKind[]> causes)
    {
        for (var (seed, made) = (first, 0); made < count; seed++)
            if (Of(seed, causes(made)) is { } incident)
            {
                made++;
                yield return incident;
            }
    }

    private static double Change(IReadOnlyList<TargetCell> before, IReadOnlyList<TargetCell> after)
    {
        var cells = before.ToDictionary(c => (c.Key, c.Date), c => c.Value ?? 0);
        var same = after.Sum(c => Math.Abs((c.Value ?? 0) - cells.GetValueOrDefault((c.Key, c.Date))));
        var there = after.Select(c => (c.Key, c.Date)).ToHashSet();
        return same + before.Where(c => !there.Contains((c.Key, c.Date))).Sum(c => c.Value ?? 0);
    }
}
