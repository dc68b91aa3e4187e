namespace Orchestrator.Model;

/// <summary>What moved since the last deploy.</summary>
public enum Origin
{
    /// <summary>Nobody remembers what was last applied.</summary>
    Unknown,

    /// <summary>The declaration changed: a deploy is due.</summary>
    Declaration,

    /// <summary>The world changed: drift.</summary>
    World,

    /// <summary>Both changed, and not to the same value.</summary>
    Both,
}

/// <summary>A difference and what moved.</summary>
/// <param name="Difference">The difference.</param>
/// <param name="Origin">What moved.</param>
public sealed record DifferenceOrigin(PropertyDifference Difference, Origin Origin);

/// <summary>Tells apart, for each difference of a change, whether the declaration moved or the world.</summary>
public static class Origins
{
    /// <summary>The origin of every difference of a change.</summary>
    /// <param name="change">A step of a plan.</param>
    /// <param name="lastApplied">The states that were last applied; null when nobody remembers.</param>
    /// <param name="compareSql">Compares SQL by meaning.</param>
    public static IReadOnlyList<DifferenceOrigin> Of(Change change, IReadOnlyDictionary<ResourceId, ResourceState>? lastApplied, SqlComparer compareSql) =>
        [.. change.Differences.Select(d => new DifferenceOrigin(d, Of(change, d, lastApplied, compareSql)))];

    private static Origin Of(Change change, PropertyDifference difference, IReadOnlyDictionary<ResourceId, ResourceState>? lastApplied, SqlComparer compareSql)
    {
        if (lastApplied is null) return Origin.Unknown;
        if (!lastApplied.TryGetValue(change.Id, out var last)) return change.Live is null ? Origin.Declaration : Origin.Unknown;
        if (change.Live is null) return Origin.World;
        if (difference.Property is Planner.KindProperty) return Origin.World;
        // It follows from the table's own change, which says what moved.
        if (difference.Property is Planner.BaseProperty) return Origin.Unknown;
        var before = last.Properties.GetValueOrDefault(difference.Property);
        var declarationMoved = PropertyComparison.Difference(change.Id, difference.Property, difference.Declared, before, compareSql) is not null;
        var worldMoved = PropertyComparison.Difference(change.Id, difference.Property, before, difference.Live, compareSql) is not null;
        return (declarationMoved, worldMoved) switch
        {
            (true, true) => Origin.Both,
            (true, false) => Origin.Declaration,
            (false, true) => Origin.World,
            _ => Origin.Unknown,
        };
    }
}
