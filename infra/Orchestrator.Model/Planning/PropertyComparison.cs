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
        var differences = default(List<PropertyDifference>);
        var (left, right) = (declared.Properties, live.Properties);
        // Both are sorted: one walk over the two meets every name once, and most properties are equal.
        for (int i = 0, j = 0; i < left.Count || j < right.Count;)
        {
            var order = i == left.Count ? 1 : j == right.Count ? -1 : string.CompareOrdinal(left.At(i).Name, right.At(j).Name);
            var name = order <= 0 ? left.At(i).Name : right.At(j).Name;
            var (wanted, there) = (order <= 0 ? left.At(i++).Value : null, order >= 0 ? right.At(j++).Value : null);
            if (wanted == there || PropertyFacts.IsServerFilled(declared, live, name)) continue;
            if (Difference(declared.Id, name, wanted, there, compareSql) is { } difference) (differences ??= []).Add(difference);
        }
        return differences is null ? [] : differences;
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
