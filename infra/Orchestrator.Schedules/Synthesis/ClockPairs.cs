using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>How the clocks of two zones stand to each other over a horizon, and the short stretches around their changes.</summary>
internal sealed class ClockPairs(ProofHorizon horizon)
{
    private static readonly Duration Weeks = Duration.FromDays(16);
    private static readonly Duration Months = Duration.FromDays(62);
    private static readonly Duration Around = Duration.FromDays(3);
    private readonly Dictionary<(string, string), Pair> known = [];

    /// <summary>By how many ticks the second clock is ahead of the first, each value that lasts for two weeks at least.</summary>
    public IReadOnlyList<long> Ahead(DateTimeZone first, DateTimeZone second) => Of(first, second).Ahead;

    /// <summary>The same, each value that lasts for two months at least.</summary>
    public IReadOnlyList<long> AheadForMonths(DateTimeZone first, DateTimeZone second) => Of(first, second).AheadForMonths;

    /// <summary>
    /// Days around changes of clocks, one stretch for all changes that are alike (same zone, offsets, weekday and time of day, and the other clock
    /// standing alike), and the first days of the horizon. An order that fails in one of them fails in the horizon.
    /// </summary>
    public IReadOnlyList<ProofHorizon> Probes(DateTimeZone first, DateTimeZone second) => Of(first, second).Probes;

    private sealed record Pair(IReadOnlyList<long> Ahead, IReadOnlyList<long> AheadForMonths, IReadOnlyList<ProofHorizon> Probes);

    private Pair Of(DateTimeZone first, DateTimeZone second)
    {
        if (!known.TryGetValue((first.Id, second.Id), out var pair)) known[(first.Id, second.Id)] = pair = Find(first, second);
        return pair;
    }

    private Pair Find(DateTimeZone first, DateTimeZone second)
    {
        var changes = new[] { first, second }.DistinctBy(z => z.Id).SelectMany(Changes).OrderBy(c => c.At).ThenBy(c => c.Zone, StringComparer.Ordinal).ToList();
        var borders = changes.Select(c => c.At).Prepend(horizon.From).Append(horizon.To).Distinct().ToList();
        var calm = borders.Zip(borders.Skip(1)).ToLookup(s => s.Second - s.First, s => Distance(first, second, s.First));
        var seen = new HashSet<object>();
        var probes = new List<ProofHorizon> { Window(horizon.From) };
        foreach (var change in changes)
        {
            var local = change.At.WithOffset(change.Before);
            if (seen.Add((change.Zone, change.Before, change.After, local.DayOfWeek, local.TimeOfDay, Distance(first, second, change.At)))) probes.Add(Window(change.At));
        }

        return new(Lasting(Weeks), Lasting(Months), probes);
        IReadOnlyList<long> Lasting(Duration least) => [.. calm.Where(c => c.Key >= least).SelectMany(c => c).Distinct()];
    }

    private ProofHorizon Window(Instant at) => new(Instant.Max(horizon.From, at - Around), Instant.Min(horizon.To, at + Around));

    private IEnumerable<ZoneChange> Changes(DateTimeZone zone)
    {
        var segments = ZoneTimeline.Of(zone).Between(horizon.From.ToUnixTimeSeconds(), horizon.To.ToUnixTimeSeconds()).ToArray();
        return segments.Skip(1).Zip(segments, (next, before) => ZoneChange.Between(zone, before, next));
    }

    private static long Distance(DateTimeZone first, DateTimeZone second, Instant at) => (second.GetUtcOffset(at) - first.GetUtcOffset(at)).Ticks;
}
