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
        return OutputColumns.Of(query.OutputColumnList);
    }

    /// <summary>The typed tree of a view's query.</summary>
    public async Task<ResolvedQueryStmtProto> QueryAsync(CatalogSnapshot snapshot, TableEntry view, CancellationToken cancellation)
    {
        var statement = await Analysis.RequireAsync(warehouse.Analyzer, snapshot, view.Query!, view.QueryProject, null, new AnalyzerOptions(), cancellation);
        return ResolvedTree.Unwrap(statement) as ResolvedQueryStmtProto ?? throw new QueryException("invalidQuery", "The definition of a view must be a SELECT statement");
    }

    /// <summary>Fills a materialized view from its query.</summary>
    public Task<TableEntry> RefreshAsync(Write write, TableEntry view, CancellationToken cancellation) => throw Unsupported.What("materialized views");

    /// <summary>Refreshes those of the materialized views whose tables changed.</summary>
    public Task<CatalogSnapshot> FreshAsync(CatalogSnapshot snapshot, IReadOnlyList<TableEntry> views, CancellationToken cancellation) => Task.FromResult(snapshot);
}
