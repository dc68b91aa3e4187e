using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;
using Orchestrator.Engine;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>BigQuery's resource <c>tabledata</c>: rows in by <c>insertAll</c>, rows out by <c>list</c>.</summary>
internal sealed class TableData(LocalWarehouse warehouse)
{
    private const int MostRows = 50_000;

    /// <summary>Serves the methods of the resource.</summary>
    public void Map(BigQueryRoutes routes)
    {
        routes.Answer("POST", "/datasets/{dataset}/tables/{table}/insertAll", InsertAllAsync);
        routes.Answer("GET", "/datasets/{dataset}/tables/{table}/data", ListAsync);
    }

    private async Task<JsonObject?> InsertAllAsync(Call call)
    {
        var body = new Fields(await call.BodyAsync());
        if (body.Text("templateSuffix") is { Length: > 0 }) throw Failures.NotImplemented("The emulator has no template tables: create the table and insert without templateSuffix.");
        var rows = body.Objects("rows").Select((row, i) => row.Object("json")?.Json ?? throw Failures.Invalid($"Row {i} has no json.")).ToList();
        if (rows.Count is 0 or > MostRows) throw Failures.Invalid(rows.Count == 0 ? "No rows present in the request." : $"Too many rows present in the request, limit: {MostRows}.");
        var errors = await warehouse.InsertRowsAsync(
            BigQueryRoutes.TableOf(call), rows, body.Flag("skipInvalidRows") ?? false, body.Flag("ignoreUnknownValues") ?? false, call.Cancellation);

        var answer = new JsonObject { ["kind"] = "bigquery#tableDataInsertAllResponse" };
        if (errors.Count > 0)
            answer["insertErrors"] = new JsonArray([.. errors.GroupBy(error => error.Index).OrderBy(row => row.Key).Select(row => new JsonObject
            {
                ["index"] = row.Key,
                ["errors"] = new JsonArray([.. row.Select(error => new JsonObject
                {
                    ["reason"] = error.Reason, ["location"] = error.Location, ["debugInfo"] = "", ["message"] = error.Message,
                })]),
            })]);
        return answer;
    }

    private async Task<JsonObject?> ListAsync(Call call)
    {
        var start = call.Query("pageToken") is { } token ? ReadToken(token) : call.Count("startIndex") ?? 0;
        var count = call.Count("maxResults") ?? MostRows;
        var selected = call.Query("selectedFields")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var read = await warehouse.ReadRowsAsync(BigQueryRoutes.TableOf(call), start, count, selected, call.Cancellation);
        var rows = new Cells(call.Flag("formatOptions.useInt64Timestamp")).Page(read.Rows, read.Columns);
        var answer = new JsonObject
        {
            ["kind"] = "bigquery#tableDataList",
            ["totalRows"] = read.TotalRows.ToString(CultureInfo.InvariantCulture),
        };
        if (rows.Count > 0 && start + rows.Count < read.TotalRows) answer["pageToken"] = Pages.Token((start + rows.Count).ToString(CultureInfo.InvariantCulture));
        answer["rows"] = rows;
        return answer;
    }

    /// <summary>The row at which the page of a token begins.</summary>
    internal static int ReadToken(string token) => int.TryParse(Pages.Name(token), CultureInfo.InvariantCulture, out var start) && start >= 0
        ? start
        : throw Failures.Invalid($"Invalid page token: {token}");
}
