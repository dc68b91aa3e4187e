using Orchestrator.Engine.Translate;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>Views and materialized views: analysis of their queries, and refresh.</summary>
internal sealed class Views(LocalWarehouse warehouse)
{
    /// <summary>The output columns of a view's query.</summary>
    /// <exception cref="QueryException">The query is not correct, or not a query.</exception>
    public async Task<IReadOnlyList<Column>> ColumnsAsync(CatalogSnapshot snapshot, TableEntry view, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(view.Query)) throw new InvalidException($"View {view.FullName} has no query.");
        var query = await QueryAsync(snapshot, view, cancellation);
        // Translated once, so that what the engine cannot do is said when the view is made, not when it is read.
        var prepared = await warehouse.Preparation.ReachAsync(query, BacktickSplitter.Split(view.Query), snapshot, view.CreatedAt, cancellation);
        DeepStack.Run(() => new Translator(prepared.Translation).Query(query.OutputColumnList, query.Query));
        var columns = OutputColumns.Of(query.OutputColumnList);
        return view.Columns.Count == columns.Count ? [.. columns.Select((c, i) => c with { Name = view.Columns[i].Name })] : columns;
    }

    /// <summary>The typed tree of a view's query.</summary>
    public async Task<ResolvedQueryStmtProto> QueryAsync(CatalogSnapshot snapshot, TableEntry view, CancellationToken cancellation)
    {
        var analysis = await Analysis.RequireAsync(warehouse.Analyzer, snapshot, view.Query!, view.Project, null, new AnalyzerOptions(), cancellation);
        return ResolvedTree.Unwrap(analysis.Statement!) as ResolvedQueryStmtProto ?? throw new QueryException("invalidQuery", "The definition of a view must be a SELECT statement");
    }

    /// <summary>Fills a materialized view from its query, those that it reads first.</summary>
    public async Task<TableEntry> RefreshAsync(Write write, TableEntry view, CancellationToken cancellation)
    {
        var query = await QueryAsync(write.After, view, cancellation);
        var prepared = await warehouse.Preparation.ReachAsync(query, BacktickSplitter.Split(view.Query!), write.After, write.Now, cancellation);
        foreach (var inner in prepared.Tables.Where(t => t.TableType == TableType.MaterializedView && IsStale(write.After, t))) await RefreshAsync(write, inner, cancellation);
        var rows = DeepStack.Run(() => new Translator(prepared.Translation).Query(query.OutputColumnList, query.Query, i => $"v{i}"));
        var stored = string.Join(", ", query.OutputColumnList.Select((o, i) => Translator.Stored($"v{i}", o.Column.Type)));
        write.Connection.Execute($"DELETE FROM {StorageSql.Table(view)}", cancellation);
        write.Connection.Execute($"INSERT INTO {StorageSql.Table(view)} SELECT {stored} FROM ({rows})", cancellation);
        var refreshed = write.After.RequireTable(view.Reference) with { Version = view.Version + 1, LastRefresh = write.Now, ModifiedAt = write.Since(view.ModifiedAt) };
        refreshed = refreshed with { RefreshedFrom = prepared.Tables.Select(t => write.After.RequireTable(t.Reference)).ToDictionary(Number, t => t.Version) };
        write.After = write.After.With(refreshed);
        return refreshed;
    }

    /// <summary>Refreshes those of the materialized views whose tables changed, and returns the catalog after it.</summary>
    public async Task<CatalogSnapshot> FreshAsync(CatalogSnapshot snapshot, IReadOnlyList<TableEntry> tables, CancellationToken cancellation)
    {
        if (!tables.Any(t => t.TableType == TableType.MaterializedView && IsStale(snapshot, t))) return snapshot;
        return await warehouse.WriteAsync(async write =>
        {
            await FreshAsync(write, tables, cancellation);
            return write.After;
        }, cancellation);
    }

    /// <summary>As above, inside a write.</summary>
    public async Task FreshAsync(Write write, IReadOnlyList<TableEntry> tables, CancellationToken cancellation)
    {
        foreach (var table in tables)
            if (write.After.Table(table.Reference) is { TableType: TableType.MaterializedView } view && IsStale(write.After, view)) await RefreshAsync(write, view, cancellation);
    }

    // A table that is gone leaves the rows of the last refresh, as in BigQuery until the view is read: then its query fails by itself.
    private static bool IsStale(CatalogSnapshot snapshot, TableEntry view)
    {
        var present = snapshot.Tables.Values.ToDictionary(Number);
        return view.RefreshedFrom.Any(from => !present.TryGetValue(from.Key, out var table) || table.Version != from.Value
            || (table.TableType == TableType.MaterializedView && IsStale(snapshot, table)));
    }

    private static string Number(TableEntry table) => table.Storage.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
