using System.Runtime.InteropServices;

namespace Orchestrator.Model;

/// <summary>The one difference engine: what is declared, less what is there. A pure function: the order of its inputs changes nothing.</summary>
public static class Planner
{
    /// <summary>The property of a change that says the resource is there as another kind (a table where a view is declared).</summary>
    public const string KindProperty = "type";

    /// <summary>The property of a change that says a table below a materialized view is replaced, so that the view must be created again.</summary>
    public const string BaseProperty = "base";

    /// <summary>The changes from what is observed to what is desired.</summary>
    /// <param name="desired">What is declared.</param>
    /// <param name="observed">What is there, and what could not be read.</param>
    /// <param name="compareSql">Compares SQL by meaning; asked only for texts that differ.</param>
    public static Plan Plan(IReadOnlyList<ResourceState> desired, Observation observed, SqlComparer compareSql)
    {
        var live = new Dictionary<(ResourceKind, string), ResourceState>(observed.Resources.Count);
        foreach (var resource in observed.Resources)
        {
            // Of two in one place the first by name and kind, in whatever order they were observed.
            ref var there = ref CollectionsMarshal.GetValueRefOrAddDefault(live, Place(resource.Id), out _);
            if (there is null || resource.Id.CompareTo(there.Id) < 0) there = resource;
        }
        var declared = desired.Select(d => Place(d.Id)).ToHashSet();
        var unknown = new UnknownResources(observed.Unobserved);
        return new()
        {
            Changes = WithBrokenViews(CreationOrder.Of(desired).Select(d => (d, Compare(d, live.GetValueOrDefault(Place(d.Id)), unknown, compareSql))), live),
            Unmanaged = [.. observed.Resources.Where(r => !declared.Contains(Place(r.Id))).OrderBy(r => r.Id)],
            Unobserved = [.. observed.Unobserved.Distinct().OrderBy(u => u.Subject, StringComparer.Ordinal).ThenBy(u => u.Reason, StringComparer.Ordinal)],
        };
    }

    // BigQuery: when a base table is deleted its materialized views break, even if the table is created again. So they are replaced with it.
    private static List<Change> WithBrokenViews(IEnumerable<(ResourceState Desired, Change? Change)> compared, Dictionary<(ResourceKind, string), ResourceState> live)
    {
        var changes = new List<Change>();
        var broken = new Dictionary<ResourceId, ResourceId>();
        foreach (var (desired, change) in compared)
        {
            // Views pass on what is broken below them; they are compared after what they read.
            if (change is { Action: ChangeAction.Replace } && desired.Id.Kind == ResourceKind.Table) broken[desired.Id] = desired.Id;
            else if (desired.Id.Kind is ResourceKind.View or ResourceKind.MaterializedView && desired.DependsOn.FirstOrDefault(broken.ContainsKey) is { } below)
                broken[desired.Id] = broken[below];
            var isBroken = desired.Id.Kind == ResourceKind.MaterializedView && broken.ContainsKey(desired.Id);
            if (isBroken && change is not { Action: ChangeAction.Create or ChangeAction.Replace } && live.TryGetValue(Place(desired.Id), out var there))
                changes.Add(Step(desired, there, ChangeAction.Replace, ChangeEffect.Neutral, [new(BaseProperty, $"{broken[desired.Id]}", null), .. change?.Differences ?? []]));
            else if (change is not null) changes.Add(change);
        }
        return changes;
    }

    private static Change? Compare(ResourceState desired, ResourceState? live, UnknownResources unknown, SqlComparer compareSql)
    {
        if (live is null)
        {
            // Absence that was not seen is unknown: it stays in Unobserved and becomes no creation.
            return unknown.Cover(desired.Id) ? null : Step(desired, null, ChangeAction.Create, ChangeEffect.Additive, All(desired));
        }
        if (live.Id != desired.Id)
        {
            var kind = new PropertyDifference(KindProperty, ApiKind(desired.Id.Kind), ApiKind(live.Id.Kind));
            return Step(desired, live, ChangeAction.Replace, ReplaceEffect(live), [kind, .. All(desired)]);
        }
        var differences = PropertyComparison.Differences(desired, live, compareSql);
        if (differences.Count == 0) return null;
        return differences.All(d => PropertyFacts.Find(desired.Id.Kind, d.Property)!.InPlace) && !(desired.Id.Kind == ResourceKind.Table && ColumnChanges.NeedNewTable(differences, desired))
            ? Step(desired, live, ChangeAction.Update, UpdateEffect(desired.Id.Kind, differences), differences)
            : Step(desired, live, ChangeAction.Replace, ReplaceEffect(live), differences);
    }

    private static Change Step(ResourceState desired, ResourceState? live, ChangeAction action, ChangeEffect effect, IReadOnlyList<PropertyDifference> differences) =>
        new() { Id = desired.Id, Action = action, Effect = effect, Desired = desired, Live = live, Differences = differences };

    private static List<PropertyDifference> All(ResourceState desired) => [.. desired.Properties.Select(p => new PropertyDifference(p.Key, p.Value, null))];

    // Views hold no rows of their own, and a job no data.
    private static ChangeEffect ReplaceEffect(ResourceState live) =>
        live.Id.Kind is ResourceKind.Table or ResourceKind.Dataset ? ChangeEffect.Destructive : ChangeEffect.Neutral;

    private static ChangeEffect UpdateEffect(ResourceKind kind, IReadOnlyList<PropertyDifference> differences)
    {
        if (kind == ResourceKind.Table && differences.Any(LosesData)) return ChangeEffect.Destructive;
        return differences.All(d => d.Live is null) ? ChangeEffect.Additive : ChangeEffect.Neutral;
    }

    // Rows go with a column, with another type, and with an expiration that comes earlier.
    private static bool LosesData(PropertyDifference difference) => Expiration.IsSooner(difference) || LosesColumn(difference);

    // A dropped column or another type loses values; REQUIRED that becomes NULLABLE does not.
    private static bool LosesColumn(PropertyDifference difference) =>
        difference.Property.StartsWith("schema.", StringComparison.Ordinal)
        && difference.Live is { } live
        && (difference.Declared is not { } declared || !ColumnChanges.IsRelaxed(live, declared));

    // Tables and views share one namespace: they are found by name, whatever their kind. All other kinds have one of their own.
    private static (ResourceKind Namespace, string Name) Place(ResourceId id) =>
        (id.Kind is ResourceKind.View or ResourceKind.MaterializedView ? ResourceKind.Table : id.Kind, id.Name);

    private static string ApiKind(ResourceKind kind) => kind switch
    {
        ResourceKind.MaterializedView => "MATERIALIZED_VIEW",
        ResourceKind.View => "VIEW",
        _ => "TABLE",
    };
}
