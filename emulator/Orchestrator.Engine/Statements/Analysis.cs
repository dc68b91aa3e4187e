using System.Runtime.CompilerServices;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>Statements in front of the catalog: names and types resolved, or Google's error.</summary>
internal static class Analysis
{
    // A catalog never changes, and many statements are analyzed against one.
    private static readonly ConditionalWeakTable<CatalogSnapshot, IReadOnlyList<CatalogTable>> Named = [];

    public static async Task<StatementAnalysis> RequireAsync(
        StatementAnalyzer analyzer, CatalogSnapshot snapshot, string sql, string project, DatasetId? dataset, AnalyzerOptions options, CancellationToken cancellation)
    {
        var source = new CatalogSource
        {
            DefaultProject = project,
            DefaultDataset = dataset?.Name,
            Tables = Named.GetValue(snapshot, TablesOf),
        };
        var analysis = await analyzer.AnalyzeStatementAsync(sql, source, options, cancellation);
        return analysis.Error is null ? analysis : throw Failure(analysis.Error, snapshot, project, dataset);
    }

    private static IReadOnlyList<CatalogTable> TablesOf(CatalogSnapshot snapshot) =>
        [.. snapshot.Tables.Values.Select(t => new CatalogTable([t.Project, t.TableId.Dataset.Name, t.TableId.Name], t.Columns)), .. TableListing.Of(snapshot)];

    // BigQuery reports an unknown table as notFound, in its own words.
    private static QueryException Failure(SqlError error, CatalogSnapshot snapshot, string project, DatasetId? dataset)
    {
        const string Unknown = "Table not found: ";
        var place = error.Line is null ? "" : $" at [{error.Line}:{error.Column}]";
        if (error.Kind != SqlErrorKind.UnknownTable || !error.Message.StartsWith(Unknown, StringComparison.Ordinal)) return new QueryException("invalidQuery", error.Message + place);
        var name = error.Message[Unknown.Length..].Split(';')[0].Replace("`", "", StringComparison.Ordinal);
        var parts = name.Split('.');
        return parts.Length switch
        {
            3 => NotFound(parts[0], parts[1], parts[2]),
            2 => NotFound(project, parts[0], parts[1]),
            1 when dataset is not null => NotFound(project, dataset.Name, parts[0]),
            1 => new QueryException("invalid", $"Table \"{name}\" must be qualified with a dataset (e.g. dataset.table)."),
            _ => new QueryException("invalidQuery", error.Message + place),
        };

        QueryException NotFound(string inProject, string inDataset, string table) => new("notFound", snapshot.Datasets.ContainsKey($"{inProject}.{inDataset}")
            ? $"Not found: Table {inProject}:{inDataset}.{table} was not found{place}"
            : $"Not found: Dataset {inProject}:{inDataset} was not found{place}");
    }
}
