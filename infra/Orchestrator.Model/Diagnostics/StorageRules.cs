namespace Orchestrator.Model;

/// <summary>Partitioning, clustering and columns of declared tables are such as BigQuery accepts.</summary>
internal static class StorageRules
{
    private static readonly IReadOnlyList<string> Types =
    [
        "STRING", "BYTES", "INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC", "BOOL", "TIMESTAMP", "DATE", "TIME", "DATETIME", "GEOGRAPHY", "JSON", "INTERVAL", "STRUCT",
    ];

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Relations.OfType<Table>().SelectMany(t =>
        Columns(t.ResourceId.ToString(), t.Columns).Concat(Storage(t, t.Columns, t.PartitionedBy, t.ClusteredBy)));

    /// <summary>The storage of a relation whose columns are known.</summary>
    public static IEnumerable<Diagnostic> Storage(Relation relation, IReadOnlyList<Column> columns, Partitioning? partitioning, IReadOnlyList<string> clusteredBy)
    {
        var subject = relation.ResourceId.ToString();
        if (partitioning is not null && Mistake(partitioning, columns) is { } mistake)
            yield return DiagnosticFacts.BadPartitioning.On(
                subject, mistake, "Partition by a top-level DATE, TIMESTAMP or DATETIME column, by the hour only if it has a time.");
        if (clusteredBy.Count > 4)
            yield return DiagnosticFacts.BadClustering.On(
                subject, $"It is clustered by {clusteredBy.Count} columns; BigQuery accepts four.",
                "Keep the four columns that queries filter by most.");
        foreach (var name in clusteredBy.Where(name => ColumnNamed(columns, name) is null))
            yield return DiagnosticFacts.BadClustering.On(
                subject, $"It is clustered by '{name}', which is not one of its columns.", "Cluster by columns that it has.");
    }

    internal static Column? ColumnNamed(IReadOnlyList<Column> columns, string name) => columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string? Mistake(Partitioning partitioning, IReadOnlyList<Column> columns)
    {
        if (ColumnNamed(columns, partitioning.Field) is not { } column) return $"It is partitioned by '{partitioning.Field}', which is not one of its columns.";
        var type = Column.CanonicalType(column.Type);
        if (type is not ("DATE" or "TIMESTAMP" or "DATETIME") || column.Mode == ColumnMode.Repeated) return $"It is partitioned by '{column.Name}', which is {type}.";
        return type == "DATE" && partitioning.By == PartitionLength.Hour ? $"It is partitioned by the hours of '{column.Name}', which is a DATE." : null;
    }

    private static IEnumerable<Diagnostic> Columns(string subject, IReadOnlyList<Column> columns)
    {
        if (columns.Count == 0)
            yield return DiagnosticFacts.BadColumns.On(subject, "It has no columns, so nothing can read it.", "Declare its columns.");
        foreach (var twice in columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return DiagnosticFacts.BadColumns.On(
                subject, $"Column '{twice.Key}' is declared {twice.Count()} times; case does not tell columns apart.", "Declare each column once.");
        foreach (var column in columns)
        {
            var type = Column.CanonicalType(column.Type);
            if (!Types.Contains(type))
                yield return DiagnosticFacts.BadColumns.On(subject, $"Column '{column.Name}' has the type '{column.Type}', which BigQuery does not know.", $"Use one of {string.Join(", ", Types)}.");
            else if (type == "STRUCT" != (column.Fields.Count > 0))
                yield return DiagnosticFacts.BadColumns.On(
                    subject, $"Column '{column.Name}' is {type} with {column.Fields.Count} fields.", "Give fields to a STRUCT, and to nothing else.");
            foreach (var inner in column.Fields.Count > 0 ? Columns(subject, column.Fields) : []) yield return inner;
        }
    }
}
