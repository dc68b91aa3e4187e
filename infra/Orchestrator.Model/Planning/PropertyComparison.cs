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
    public static IReadOnlyList<PropertyDifference> Differences(ResourceState declared, ResourceState live, SqlComparer compareSql) =>
    [
        .. declared.Properties.Keys.Union(live.Properties.Keys, StringComparer.Ordinal)
            .Where(name => !PropertyFacts.IsServerFilled(declared, live, name))
            .Order(StringComparer.Ordinal)
            .Select(name => Difference(declared.Id, name, declared.Properties.GetValueOrDefault(name), live.Properties.GetValueOrDefault(name), compareSql))
            .OfType<PropertyDifference>(),
    ];

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
