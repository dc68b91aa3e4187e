using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>Follows a column through aliases, subqueries and CTEs back to the table's column, as long as it is passed on unchanged.</summary>
internal sealed class ColumnOrigins
{
    private readonly Dictionary<long, long> _from = [];
    private readonly Dictionary<long, string> _tableColumns = [];

    public ColumnOrigins(AnyResolvedStatementProto statement)
    {
        var entries = new Dictionary<string, IReadOnlyList<ResolvedColumnProto>>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in ResolvedTree.Descendants(statement))
            switch (node)
            {
                case ResolvedTableScanProto scan:
                    foreach (var column in scan.Parent.ColumnList) _tableColumns[column.ColumnId] = column.Name;
                    break;
                case ResolvedComputedColumnProto computed when ResolvedTree.Unwrap(computed.Expr) is ResolvedColumnRefProto source:
                    _from.TryAdd(computed.Column.ColumnId, source.Column.ColumnId);
                    break;
                case ResolvedWithEntryProto entry:
                    entries[entry.WithQueryName] = ResolvedTree.Base<ResolvedScanProto>(entry.WithSubquery).ColumnList;
                    break;
                case ResolvedWithRefScanProto reference when entries.TryGetValue(reference.WithQueryName, out var columns):
                    // A reference lists its columns in the order of the entry's.
                    foreach (var (own, entryColumn) in reference.Parent.ColumnList.Zip(columns)) _from.TryAdd(own.ColumnId, entryColumn.ColumnId);
                    break;
            }
    }

    /// <summary>The table column's name, or the name that the statement itself gives a computed column.</summary>
    public string NameOf(ResolvedColumnProto column)
    {
        var id = column.ColumnId;
        // A column's source is always another one that was made before it; the count guards against a tree that says otherwise.
        for (var steps = 0; steps <= _from.Count && _from.TryGetValue(id, out var source); steps++) id = source;
        return _tableColumns.GetValueOrDefault(id, column.Name);
    }
}
