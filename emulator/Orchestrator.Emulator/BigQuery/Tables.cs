using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;
using Orchestrator.Engine;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>BigQuery's resource <c>tables</c>: tables, views and materialized views.</summary>
internal sealed class Tables(Catalog catalog)
{
    /// <summary>Serves the methods of the resource.</summary>
    public void Map(BigQueryRoutes routes)
    {
        const string all = "/datasets/{dataset}/tables", one = all + "/{table}";
        routes.Answer("GET", all, List);
        routes.Answer("POST", all, InsertAsync);
        routes.Answer("GET", one, GetAsync);
        routes.Answer("PATCH", one, call => ChangeAsync(call, Patched));
        routes.Answer("PUT", one, call => ChangeAsync(call, (_, body) => body));
        routes.Answer("DELETE", one, DeleteAsync);
    }

    private Task<JsonObject?> List(Call call)
    {
        var all = catalog.ListTables(call.Path("project"), BigQueryRoutes.DatasetOf(call));
        var (page, next) = Pages.Of(call, all, entry => entry.TableId.Name);
        var answer = new JsonObject
        {
            ["kind"] = "bigquery#tableList",
            ["tables"] = new JsonArray([.. page.Select(TableResource.WriteListed)]),
            ["totalItems"] = all.Count,
        };
        if (next is not null) answer["nextPageToken"] = next;
        return Task.FromResult<JsonObject?>(answer);
    }

    private async Task<JsonObject?> InsertAsync(Call call)
    {
        var body = new Fields(await call.BodyAsync());
        var name = (body.Object("tableReference") ?? new([])).Required("tableId", "tableReference.tableId");
        var dataset = BigQueryRoutes.DatasetOf(call);
        var entry = TableResource.Read(call.Path("project"), BigQueryRoutes.Table(dataset, name), body);
        return Resource(call, await catalog.CreateTableAsync(entry, call.Cancellation));
    }

    private async Task<JsonObject?> GetAsync(Call call)
    {
        var table = BigQueryRoutes.TableOf(call);
        var metadataOnly = string.Equals(call.Query("view"), "BASIC", StringComparison.OrdinalIgnoreCase);
        return Resource(call, metadataOnly && catalog.FindTable(table) is { } entry ? entry : await catalog.GetTableAsync(table, call.Cancellation));
    }

    private async Task<JsonObject?> ChangeAsync(Call call, Func<JsonObject, JsonObject, JsonObject> change)
    {
        var body = await call.BodyAsync();
        var entry = await catalog.UpdateTableAsync(BigQueryRoutes.TableOf(call), old =>
        {
            Etag.Check(call.Header("If-Match"), (string)Resource(call, old)["etag"]!);
            var declared = change(TableResource.Declared(old), body);
            if (old.TableType == TableType.View && declared["view"] is null) throw Failures.Invalid($"{old.Project}:{old.TableId} is a view: its view.query cannot be removed.");
            if (old.TableType == TableType.MaterializedView && declared["materializedView"]?["query"]?.ToString() != old.Query)
                throw Failures.Invalid($"Cannot change the query of materialized view {old.Project}:{old.TableId}: delete it and create it again.");
            return TableResource.With(old, declared);
        }, call.Cancellation);
        return Resource(call, entry);
    }

    private async Task<JsonObject?> DeleteAsync(Call call)
    {
        var table = BigQueryRoutes.TableOf(call);
        if (call.Header("If-Match") is { } etag) Etag.Check(etag, (string)Resource(call, await catalog.GetTableAsync(table, call.Cancellation))["etag"]!);
        await catalog.DeleteTableAsync(table, call.Cancellation);
        return null;
    }

    // A schema and the columns of a clustering are lists: a patch replaces them whole, as JSON merges.
    private static JsonObject Patched(JsonObject declared, JsonObject body)
    {
        // A new SQL without useLegacySql would mean legacy SQL; a patch keeps what the view has.
        var changes = (JsonObject)body.DeepClone();
        if (changes["schema"] is JsonObject { Count: 0 }) changes.Remove("schema");
        return Fields.Merge(declared, changes);
    }

    private JsonObject Resource(Call call, TableEntry entry) =>
        TableResource.Write(call, entry, catalog.FindDataset(entry.Project, entry.TableId.Dataset)?.Location ?? "US");
}
