using Orchestrator.Engine.Translate;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;
using Zetasql.Internal;
using Zetasql.LocalService;

namespace Engine.Tests.Oracle;

/// <summary>Google's own evaluator, on small tables: what it says is what GoogleSQL means.</summary>
internal sealed class Evaluator(AnalyzerProcess process)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>The rows of a query over one root table named <c>x</c>. A NULL array is an empty one, as in BigQuery's results.</summary>
    /// <exception cref="AnalyzerCallException">The query is wrong or failed.</exception>
    public async Task<List<object?[]>> RowsAsync(string sql, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        var table = new SimpleTableProto { Name = "x" };
        foreach (var column in columns) table.Column.Add(new SimpleColumnProto { Name = column.Name, Type = ColumnTypes.ToProto(column) });
        var content = new TableContent { TableData = new TableData() };
        foreach (var row in rows) content.TableData.Row.Add(new TableData.Types.Row { Cell = { row.Select((v, i) => OracleValues.Of(v, ColumnTypes.ToProto(columns[i]))) } });
        var options = new AnalyzerOptions { SystemVariables = [] }.ToProto();
        options.LanguageOptions = LanguageFeatures.Evaluation();
        var request = new EvaluateQueryRequest
        {
            Sql = sql,
            Options = options,
            SimpleCatalog = new SimpleCatalogProto { Name = "oracle", Table = { table }, BuiltinFunctionOptions = new ZetaSQLBuiltinFunctionOptionsProto { LanguageOptions = LanguageFeatures.Evaluation() } },
            TableContent = { ["x"] = content },
        };
        var reply = await process.CallAsync("EvaluateQuery", request, EvaluateQueryResponse.Parser, Deadline);
        var types = reply.Prepared.Columns.Select(c => c.Type).ToList();
        return [.. reply.Content.TableData.Row.Select(r => r.Cell.Select((v, i) => Literals.Value(v, types[i]) ?? (types[i].TypeKind == TypeKind.TypeArray ? System.Array.Empty<object?>() : null)).ToArray())];
    }
}
