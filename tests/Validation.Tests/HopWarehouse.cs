using System.Text.Json.Nodes;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql.LocalService;

namespace Validation.Tests;

/// <summary>A warehouse whose queries GoogleSQL's own evaluator answers: the rows of each relation are written into the statement as literals.</summary>
internal sealed class HopWarehouse(AnalyzerProcess process, IReadOnlyDictionary<string, IReadOnlyList<string>> rows) : IWarehouse
{
    public async Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation)
    {
        var sql = LiteralSql.Replace(query.Sql, query.Parameters.ToDictionary(p => p.Name, p => p.Type == "STRING" ? $"'{p.Value}'" : $"{p.Type} '{p.Value}'")).Text;
        foreach (var (relation, literals) in rows) sql = sql.Replace($"`my-project.{relation}`", $"(SELECT * FROM UNNEST(ARRAY<STRUCT<{Hops.Columns[relation]}>>[{string.Join(", ", literals)}]))", StringComparison.Ordinal);
        var reply = await process.CallAsync(
            "EvaluateQuery",
            new EvaluateQueryRequest { Sql = $"SELECT TO_JSON_STRING(answer) FROM ({sql}) AS answer", Options = new AnalyzerOptions { Rewrite = false, SystemVariables = [] }.ToProto(), SimpleCatalog = CatalogBuilder.Build(CatalogSource.Of([], "my-project")) },
            EvaluateQueryResponse.Parser,
            cancellation: cancellation);
        var found = reply.Content.TableData.Row.Select(r => JsonNode.Parse(r.Cell[0].StringValue)!.AsObject()).ToList();
        IReadOnlyList<Column> columns = found.Count == 0 ? [] : [.. found[0].Select(c => new Column(c.Key, "STRING"))];
        return new(columns, [.. found.Select(r => (IReadOnlyList<JsonNode?>)[.. columns.Select(c => r[c.Name] is { } value ? JsonValue.Create(value.ToString()) : null)])], 0, "evaluated");
    }

    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("Checks observe nothing.");

    public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("Checks change nothing.");

    public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation) => throw new NotSupportedException("Checks are run.");
}
