namespace Orchestrator.Model;

/// <summary>Says whether two SQL texts of a resource's property mean the same: resource, property, declared, live.</summary>
/// <param name="resource">As reports name it.</param>
/// <param name="property">The property's name.</param>
/// <param name="declared">One text.</param>
/// <param name="live">The other.</param>
public delegate SqlComparison SqlComparer(string resource, string property, string declared, string live);

/// <summary>Compares two states property by property, each as <see cref="PropertyFacts"/> says.</summary>
internal static class PropertyComparison
{
    public static IReadOnlyList<PropertyDifference> Differences(ResourceState declared, ResourceState live, SqlComparer compareSql)
    {
        var differences = new List<PropertyDifference>();
        using var left = declared.Properties.GetEnumerator();
        using var right = live.Properties.GetEnumerator();
        // Both are sorted: one walk over the two meets every name once, and most resources are equal.
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        while (hasLeft || hasRight)
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : string.CompareOrdinal(left.Current.Key, right.Current.Key);
            var name = order <= 0 ? left.Current.Key : right.Current.Key;
            if (!PropertyFacts.IsServerFilled(declared, live, name) && Difference(declared.Id, name, order <= 0 ? left.Current.Value : null, order >= 0 ? right.Current.Value : null, compareSql) is { } difference) differences.Add(difference);
            if (order <= 0) hasLeft = left.MoveNext();
            if (order >= 0) hasRight = right.MoveNext();
        }
        return differences;
    }

    public static PropertyDifference? Difference(ResourceId id, string name, string? declared, string? live, SqlComparer compareSql)
    {
        if (declared == live || PropertyFacts.Find(id.Kind, name) is not { } fact) return null;
        var compared = declared is null || live is null ? SqlComparison.Different : fact.Compared switch
        {
            Comparison.Sql => compareSql(id.ToString(), name, declared, live),
            Comparison.Zone => IsUtc(declared) && IsUtc(live) ? SqlComparison.Same : SqlComparison.Different,
            Comparison.Expiration => Expiration.Same(declared, live) ? SqlComparison.Same : SqlComparison.Different,
            _ => SqlComparison.Different,
        };
        return compared == SqlComparison.Same ? null : new(name, declared, live, compared == SqlComparison.Different);
    }

    // Cloud Scheduler accepts its own spelling "utc" beside the tz database's names.
    private static bool IsUtc(string zone) => zone.ToUpperInvariant() is "UTC" or "ETC/UTC";
}
