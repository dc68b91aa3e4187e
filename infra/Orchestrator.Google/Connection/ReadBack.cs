using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Reads a resource again until a change shows: an accepted write that has no effect is a failure.</summary>
internal static class ReadBack
{
    private const int Reads = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the live resource has every property of the change.</summary>
    /// <exception cref="GoogleConflictException">It does not after some seconds.</exception>
    public static async Task UntilAsync(TimeProvider time, Change change, Func<Task<ResourceState>> read, CancellationToken cancellation)
    {
        for (var n = 0; ; n++)
        {
            var missing = Missing(change, await read()).ToList();
            if (missing.Count == 0) return;
            if (n == Reads - 1)
            {
                throw new GoogleConflictException(new("GET", change.Id.ToString(), 200, null, $"the change was accepted, but does not show in {string.Join(", ", missing)}"));
            }
            await Task.Delay(FirstPause * Math.Pow(2, n), time, cancellation);
        }
    }

    /// <summary>The properties in which two states differ, as far as can be told without the analyzer.</summary>
    public static IEnumerable<string> Differing(ResourceState desired, ResourceState live) => desired.Properties.Keys
        .Union(live.Properties.Keys, StringComparer.Ordinal)
        .Where(p => PropertyFacts.Find(desired.Id.Kind, p) is { } fact && !PropertyFacts.IsServerFilled(desired, live, p) && !Same(fact, desired.Properties.GetValueOrDefault(p), live.Properties.GetValueOrDefault(p)));

    private static IEnumerable<string> Missing(Change change, ResourceState live) => change.Differences
        .Select(d => d.Property)
        .Where(p => PropertyFacts.Find(change.Id.Kind, p) is { } fact && !Shows(change, fact, p, live));

    private static bool Shows(Change change, PropertyFact fact, string property, ResourceState live)
    {
        var now = live.Properties.GetValueOrDefault(property);
        if (Same(fact, change.Desired.Properties.GetValueOrDefault(property), now)) return true;
        // The service may lay SQL out anew; that it is no longer the old text is what can be told without analyzing it.
        return fact.Compared == Comparison.Sql && now is not null && now != change.Live?.Properties.GetValueOrDefault(property);
    }

    private static bool Same(PropertyFact fact, string? desired, string? live) => desired == live || (desired is not null && live is not null && fact.Compared switch
    {
        Comparison.Zone => IsUtc(desired) && IsUtc(live),
        Comparison.Expiration => Expiration.Same(desired, live),
        Comparison.Sql => Words(desired).SequenceEqual(Words(live)),
        _ => false,
    });

    private static bool IsUtc(string zone) => zone.ToUpperInvariant() is "UTC" or "ETC/UTC";

    private static string[] Words(string sql) => sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
