using Google.Protobuf;
using Orchestrator.Engine.Translate;
using Orchestrator.GoogleSql;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>A statement that is analyzed: its typed tree, and what its translation needs.</summary>
/// <param name="Statement">The tree of the statement.</param>
/// <param name="Text">Its text.</param>
/// <param name="Translation">What it is translated against.</param>
/// <param name="Tables">Tables, views and materialized views that it reaches, those behind views included.</param>
internal sealed record Prepared(IMessage Statement, SplitSql Text, Translation Translation, IReadOnlyList<TableEntry> Tables);

/// <summary>Analysis of statements with all views that they reach.</summary>
internal sealed class Preparation(LocalWarehouse warehouse)
{
    public async Task<Prepared> PrepareAsync(StatementRequest request, CatalogSnapshot snapshot, NodaTime.Instant now, CancellationToken cancellation)
    {
        var positional = request.Parameters.Count > 0 && request.Parameters.All(p => p.Name is null);
        if (!positional && request.Parameters.Any(p => p.Name is null)) throw new InvalidException("Query parameters are either all named or all positional.", "invalidQuery");
        var options = new AnalyzerOptions
        {
            NamedParameters = positional ? [] : [.. request.Parameters.Select(p => p.Type with { Name = p.Name! })],
            PositionalParameters = positional ? [.. request.Parameters.Select(p => p.Type)] : null,
        };
        var analysis = await Analysis.RequireAsync(warehouse.Analyzer, snapshot, request.Sql, request.Project, request.DefaultDataset, options, cancellation);
        var statement = ResolvedTree.Unwrap(analysis.Statement!);
        var prepared = await ReachAsync(statement, analysis.Text, snapshot, now, cancellation);
        for (var i = 0; i < request.Parameters.Count; i++)
        {
            var parameter = request.Parameters[i];
            var key = parameter.Name?.ToLowerInvariant() ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var value = Literals.Value(parameter);
            prepared.Translation.ParameterValues[key] = value;
            prepared.Translation.Parameters[key] = Literals.Of(value, ColumnTypes.ToProto(parameter.Type));
        }
        prepared.Translation.Variables["time_zone"] = "'UTC'";
        prepared.Translation.Variables["project_id"] = StorageSql.Text(request.Project);
        if (request.DefaultDataset is { } dataset) prepared.Translation.Variables["dataset_id"] = StorageSql.Text(dataset.Name);
        return prepared;
    }

    /// <summary>Analyzes the views that a tree names, and those that they name.</summary>
    public async Task<Prepared> ReachAsync(IMessage statement, SplitSql text, CatalogSnapshot snapshot, NodaTime.Instant now, CancellationToken cancellation)
    {
        var views = new Dictionary<string, ResolvedQueryStmtProto>(StringComparer.Ordinal);
        var tables = new Dictionary<string, TableEntry>(StringComparer.Ordinal);
        var others = new List<ResolvedTableScanProto>();
        var open = new Stack<IMessage>([statement]);
        while (open.TryPop(out var tree))
            foreach (var scan in ResolvedTree.Descendants(tree).OfType<ResolvedTableScanProto>())
            {
                if (tables.ContainsKey(scan.Table.FullName)) continue;
                if (snapshot.Tables.GetValueOrDefault(scan.Table.FullName) is not { } table)
                {
                    others.Add(scan);
                    continue;
                }
                tables[table.FullName] = table;
                if (table.TableType != TableType.View) continue;
                var query = await warehouse.Views.QueryAsync(snapshot, table, cancellation);
                views[table.FullName] = query;
                open.Push(query);
            }
        var listings = await TableListing.RowsAsync(warehouse, snapshot, others, cancellation);
        return new Prepared(statement, text, new Translation(snapshot, views, now) { Listings = listings }, [.. tables.Values]);
    }
}
