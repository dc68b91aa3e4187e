namespace Orchestrator.Model;

/// <summary>A table, view or materialized view: dataset and name inside the pipeline's project.</summary>
public sealed record TableId : IComparable<TableId>
{
    /// <summary>Names a table.</summary>
    /// <exception cref="ArgumentException">The name is empty, longer than 1,024 characters, or contains a dot, a backtick or a control character.</exception>
    public TableId(DatasetId dataset, string name)
    {
        if (name.Length is 0 or > 1024 || name.AsSpan().IndexOfAny('.', '`', '/') >= 0 || name.Any(char.IsControl))
            throw new ArgumentException($"'{name}' is not a table name: 1 to 1,024 characters without dots, slashes, backticks or control characters.", nameof(name));
        Dataset = dataset;
        Name = name;
    }

    /// <summary>The dataset that holds it.</summary>
    public DatasetId Dataset { get; }

    /// <summary>The name inside the dataset; case matters.</summary>
    public string Name { get; }

    /// <summary>Reads <c>dataset.table</c>.</summary>
    /// <exception cref="ArgumentException">The text has no single dot, or one of its parts is not a name.</exception>
    public static TableId Parse(string text) => text.Split('.') is [var dataset, var name]
        ? new TableId(new DatasetId(dataset), name)
        : throw new ArgumentException($"'{text}' is not a table: write dataset.table.", nameof(text));

    /// <inheritdoc/>
    public int CompareTo(TableId? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <summary><c>dataset.table</c>.</summary>
    public override string ToString() => $"{Dataset.Name}.{Name}";
}
