namespace Orchestrator.Model;

/// <summary>The kinds of things that a deploy creates, in the order in which they are created.</summary>
public enum ResourceKind
{
    /// <summary>A BigQuery dataset.</summary>
    Dataset,

    /// <summary>A BigQuery table with stored rows.</summary>
    Table,

    /// <summary>A BigQuery logical view.</summary>
    View,

    /// <summary>A BigQuery materialized view.</summary>
    MaterializedView,

    /// <summary>A BigQuery function or procedure.</summary>
    Routine,

    /// <summary>A Cloud Scheduler job.</summary>
    Job,
}

/// <summary>One thing in the world, as reports name it: <c>job/v2-rebuild-dim-jobs-daily</c>, <c>view/st_mart_v2.leads_daily</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name inside project and location: <c>dataset.table</c> for what lives in a dataset.</param>
public sealed record ResourceId(ResourceKind Kind, string Name) : IComparable<ResourceId>
{
    /// <summary>A dataset.</summary>
    public static ResourceId Of(DatasetId id) => new(ResourceKind.Dataset, id.Name);

    /// <summary>A job of Cloud Scheduler.</summary>
    public static ResourceId Job(string name) => new(ResourceKind.Job, name);

    /// <summary>Reads <c>kind/name</c> as <see cref="ToString"/> writes it; null when it is something else.</summary>
    public static ResourceId? TryParse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || slash == text.Length - 1) return null;
        foreach (var kind in Enum.GetValues<ResourceKind>())
            if (Word(kind) == text[..slash]) return new(kind, text[(slash + 1)..]);
        return null;
    }

    /// <summary>By kind in creation order, then by name.</summary>
    public int CompareTo(ResourceId? other)
    {
        if (other is null) return 1;
        // Not by the enumeration's own comparison, which boxes both.
        var kind = ((int)Kind).CompareTo((int)other.Kind);
        return kind != 0 ? kind : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary><c>kind/name</c>, the form every report uses.</summary>
    public override string ToString() => $"{Word(Kind)}/{Name}";

    private static string Word(ResourceKind kind) => kind switch
    {
        ResourceKind.Dataset => "dataset",
        ResourceKind.Table => "table",
        ResourceKind.View => "view",
        ResourceKind.MaterializedView => "materialized-view",
        ResourceKind.Routine => "routine",
        ResourceKind.Job => "job",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of resource"),
    };
}
