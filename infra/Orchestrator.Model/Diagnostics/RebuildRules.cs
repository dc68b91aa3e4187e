namespace Orchestrator.Model;

/// <summary>A rebuild names columns that its query returns, and its storage fits them.</summary>
internal static class RebuildRules
{
    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed)
    {
        foreach (var table in analyzed.Pipeline.Relations.OfType<MaterializedTable>())
        {
            if (!analyzed.Relations.TryGetValue(table.Id, out var sql) || sql.Analysis.Columns.Count == 0) continue;
            if (table.Strategy is not Materialization.AsView)
                foreach (var storage in StorageRules.Storage(table, sql.Analysis.Columns, table.PartitionedBy, table.ClusteredBy)) yield return storage;
            if (table.Strategy is Materialization.Rebuilt rebuilt && Mistake(rebuilt.Method, sql.Analysis.Columns) is { } mistake)
                yield return DiagnosticFacts.BadRebuild.On(table.ResourceId.ToString(), mistake, "Name a column that its query returns.", new(sql.Path));
        }
    }

    public static string? Mistake(Rebuild method, IReadOnlyList<Column> columns)
    {
        switch (method)
        {
            case Rebuild.Window { Days: < 0 } window:
                return $"It replaces the last {window.Days} days.";
            case Rebuild.Window window:
                var column = StorageRules.ColumnNamed(columns, window.DateColumn);
                if (column is null) return $"It replaces rows by '{window.DateColumn}', which its query does not return.";
                return Column.CanonicalType(column.Type) == "DATE" && column.Mode != ColumnMode.Repeated ? null : $"It replaces rows by '{column.Name}', which is {column.Type}, not DATE.";
            case Rebuild.ByKey { Keys.Count: 0 }:
                return "It merges by key and names no key.";
            case Rebuild.ByKey byKey:
                var missing = byKey.Keys.Where(k => StorageRules.ColumnNamed(columns, k) is null).ToList();
                return missing.Count == 0 ? null : $"It merges by {string.Join(", ", missing.Select(m => $"'{m}'"))}, which its query does not return.";
            default:
                return null;
        }
    }
}
