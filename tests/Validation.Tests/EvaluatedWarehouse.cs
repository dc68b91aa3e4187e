using System.Text.Json.Nodes;
using NodaTime.Text;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql.LocalService;

namespace Validation.Tests;

/// <summary>One row of the run log.</summary>
internal sealed record LogRow(string? Entity, string? Time, long? Records, string? Status, string? Error = null);

/// <summary>A warehouse whose queries GoogleSQL's own evaluator answers: the run log is written into the statement as literals.</summary>
internal sealed class EvaluatedWarehouse(AnalyzerProcess process, IReadOnlyList<LogRow> log) : IWarehouse
{
    public async Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation)
    {
        var literals = query.Parameters.ToDictionary(p => p.Name, p => p.Items is { } items ? $"[{string.Join(", ", items.Select(Text))}]" : p.Type == "STRING" ? Text(p.Value) : $"{p.Type} '{p.Value}'");
        var sql = LiteralSql.Replace(query.Sql, literals).Text.Replace("`my-project.logs.sync_state`", $"({Table()})", StringComparison.Ordinal);
        var reply = await process.CallAsync(
            "EvaluateQuery",
            new EvaluateQueryRequest { Sql = $"SELECT TO_JSON_STRING(answer) FROM ({sql}) AS answer", Options = new AnalyzerOptions { Rewrite = false, SystemVariables = [] }.ToProto(), SimpleCatalog = CatalogBuilder.Build(CatalogSource.Of([], "my-project")) },
            EvaluateQueryResponse.Parser,
            cancellation: cancellation);
        var rows = reply.Content.TableData.Row.Select(r => JsonNode.Parse(r.Cell[0].StringValue)!.AsObject()).ToList();
        var columns = Runs.Answer().Columns;
        return new(columns, [.. rows.Select(r => (IReadOnlyList<JsonNode?>)[.. columns.Select(c => Value(c, r[c.Name]))])], 0, "evaluated");
    }

    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("Checks observe nothing.");

    public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("Checks change nothing.");

    public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation) => throw new NotSupportedException("Checks are run.");

    private string Table() => "SELECT * FROM UNNEST(ARRAY<STRUCT<entityType STRING, syncTime TIMESTAMP, recordsProcessed INT64, status STRING, errorMessage STRING>>["
        + string.Join(", ", log.Select(r => $"({Text(r.Entity)}, {(r.Time is null ? "NULL" : $"TIMESTAMP '{r.Time}'")}, {r.Records?.ToString() ?? "NULL"}, {Text(r.Status)}, {Text(r.Error)})")) + "])";

    private static string Text(string? value) => value is null ? "NULL" : $"\"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static JsonNode? Value(Column column, JsonNode? value) => value is null ? null
        : column.Type == "TIMESTAMP" ? (OffsetDateTimePattern.ExtendedIso.Parse(value.GetValue<string>()).Value.ToInstant().ToUnixTimeTicks() / 10).ToString()
        : value.ToString();
}
