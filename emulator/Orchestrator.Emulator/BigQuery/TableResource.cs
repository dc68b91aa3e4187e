using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;
using Orchestrator.Engine;
using Orchestrator.Model;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>A table of the catalog as BigQuery's JSON, and a request's JSON as a table of the catalog.</summary>
internal static class TableResource
{
    /// <summary>Where the metadata keeps what a schema says beyond the columns.</summary>
    private const string Remarks = "fieldRemarks";

    private static readonly string[] Kept =
    [
        "friendlyName", "description", "labels", "expirationTime", "requirePartitionFilter", "timePartitioning", "rangePartitioning", "clustering", "maxStaleness",
        "defaultCollation", "defaultRoundingMode", "encryptionConfiguration", "tableConstraints", "resourceTags", "materializedView",
    ];

    /// <summary>Reads the table that a request creates.</summary>
    public static TableEntry Read(string project, TableId id, Fields body)
    {
        foreach (var kind in (string[])["externalDataConfiguration", "snapshotDefinition", "cloneDefinition", "biglakeConfiguration"])
            if (body.Object(kind) is not null) throw Failures.NotImplemented($"The emulator has no tables with {kind}: load the rows into a table instead.");
        var view = body.Object("view");
        var materialized = body.Object("materializedView");
        if (view is not null && materialized is not null) throw Failures.Invalid("A table has a view or a materializedView, not both.");
        return With(new TableEntry
        {
            Project = project,
            TableId = id,
            TableType = view is not null ? TableType.View : materialized is not null ? TableType.MaterializedView : TableType.Table,
        }, body.Json);
    }

    /// <summary>The table with the fields that can change, as the JSON gives them.</summary>
    public static TableEntry With(TableEntry entry, JsonObject json)
    {
        Labels.Check(json);
        var body = new Fields(json);
        var metadata = Fields.Only(json, Kept);
        var schema = body.Object("schema");
        if (schema is not null && Schemas.ReadRemarks(schema) is { Count: > 0 } remarks) metadata[Remarks] = remarks;
        if (metadata["materializedView"] is JsonObject materialized) metadata["materializedView"] = Settings(entry, materialized);
        var partitioning = body.Object("timePartitioning");
        return entry with
        {
            Columns = entry.TableType == TableType.Table ? schema is null ? [] : Schemas.Read(schema) : entry.Columns,
            Query = Query(entry, body),
            Partitioning = partitioning is null ? null : new(partitioning.Text("type") ?? "DAY", partitioning.Text("field")),
            Clustering = body.Object("clustering") is { Json: var clustering } ? [.. (clustering["fields"] as JsonArray ?? []).Select(field => field!.ToString())] : [],
            Metadata = metadata,
        };
    }

    /// <summary>The resource without what only the service knows: what a client's patch is merged into.</summary>
    public static JsonObject Declared(TableEntry entry)
    {
        var json = (JsonObject)entry.Metadata.DeepClone();
        json.Remove(Remarks);
        json.Remove("materializedView");
        if (entry.Columns.Count > 0 || entry.TableType == TableType.Table) json["schema"] = Schemas.Write(entry.Columns, entry.Metadata[Remarks] as JsonObject);
        if (entry.Partitioning is { } partitioning && json["timePartitioning"] is null)
        {
            json["timePartitioning"] = new JsonObject { ["type"] = partitioning.Type };
            if (partitioning.Field is not null) json["timePartitioning"]!["field"] = partitioning.Field;
        }

        if (entry.Clustering.Count > 0) json["clustering"] = new JsonObject { ["fields"] = new JsonArray([.. entry.Clustering.Select(name => (JsonNode)name)]) };
        if (entry.TableType == TableType.View) json["view"] = new JsonObject { ["query"] = entry.Query, ["useLegacySql"] = false };
        if (entry.TableType == TableType.MaterializedView) json["materializedView"] = Materialized(entry);
        return json;
    }

    /// <summary>The resource as BigQuery answers it.</summary>
    /// <param name="call">The request, for links.</param>
    /// <param name="entry">The table; with its rows and bytes when they are wanted.</param>
    /// <param name="location">The dataset's location.</param>
    public static JsonObject Write(Call call, TableEntry entry, string location)
    {
        var resource = Head(entry);
        foreach (var (field, value) in Declared(entry)) resource[field] = value?.DeepClone();
        resource["creationTime"] = Fields.Milliseconds(entry.CreatedAt);
        resource["lastModifiedTime"] = Fields.Milliseconds(entry.ModifiedAt);
        resource["location"] = location;
        resource["etag"] = Etag.Of(resource, entry.ModifiedAt);
        if (entry.Rows is { } rows) resource["numRows"] = rows.ToString(CultureInfo.InvariantCulture);
        if (entry.Bytes is { } bytes)
        {
            resource["numBytes"] = bytes.ToString(CultureInfo.InvariantCulture);
            resource["numLongTermBytes"] = "0";
        }

        if (entry.LastRefresh is { } refreshed)
        {
            resource["materializedView"]!["lastRefreshTime"] = Fields.Milliseconds(refreshed);
            resource["materializedViewStatus"] = new JsonObject { ["refreshWatermark"] = WireText.Write(refreshed) };
        }

        resource["selfLink"] = BigQueryRoutes.Link(call, $"/datasets/{entry.TableId.Dataset.Name}/tables/{entry.TableId.Name}");
        return resource;
    }

    /// <summary>The resource as a list of tables shows it.</summary>
    public static JsonObject WriteListed(TableEntry entry)
    {
        var item = Head(entry);
        var declared = Declared(entry);
        foreach (var name in (string[])["labels", "friendlyName", "timePartitioning", "rangePartitioning", "clustering", "expirationTime"])
            if (declared[name] is { } value) item[name] = value.DeepClone();
        item["creationTime"] = Fields.Milliseconds(entry.CreatedAt);
        if (entry.TableType == TableType.View) item["view"] = new JsonObject { ["useLegacySql"] = false };
        return item;
    }

    /// <summary><c>{projectId, datasetId, tableId}</c>.</summary>
    public static JsonObject Reference(TableReference table) =>
        new() { ["projectId"] = table.Project, ["datasetId"] = table.Id.Dataset.Name, ["tableId"] = table.Id.Name };

    private static JsonObject Head(TableEntry entry) => new()
    {
        ["kind"] = "bigquery#table",
        ["id"] = $"{entry.Project}:{entry.TableId}",
        ["tableReference"] = Reference(entry.Reference),
        ["type"] = entry.TableType switch { TableType.View => "VIEW", TableType.MaterializedView => "MATERIALIZED_VIEW", _ => "TABLE" },
    };

    private static string? Query(TableEntry entry, Fields body)
    {
        if (entry.TableType == TableType.Table)
            return body.Has("view") || body.Has("materializedView") ? throw Failures.Invalid($"{entry.Project}:{entry.TableId} is a table: it has no view.") : null;
        if (entry.TableType == TableType.MaterializedView) return body.Object("materializedView")!.Required("query", "materializedView.query");
        var view = body.Object("view")!;
        if (view.Flag("useLegacySql") ?? true)
            throw Failures.Invalid("The emulator does not support legacy SQL: set view.useLegacySql to false (BigQuery takes a missing value for true).");
        return view.Required("query", "view.query");
    }

    private static JsonObject Settings(TableEntry entry, JsonObject materialized)
    {
        var fields = new Fields(materialized);
        var interval = fields.Number("refreshIntervalMs") ?? 1_800_000;
        if (interval is < 60_000 or > 604_800_000) throw Failures.Invalid($"The refresh interval of {entry.Project}:{entry.TableId} must be between 1 minute and 7 days; it is {interval} ms.");
        var settings = new JsonObject { ["enableRefresh"] = fields.Flag("enableRefresh") ?? true, ["refreshIntervalMs"] = interval.ToString(CultureInfo.InvariantCulture) };
        if (fields.Flag("allowNonIncrementalDefinition") is { } allow) settings["allowNonIncrementalDefinition"] = allow;
        return settings;
    }

    private static JsonObject Materialized(TableEntry entry)
    {
        var view = new JsonObject { ["query"] = entry.Query };
        foreach (var (name, value) in entry.Metadata["materializedView"] as JsonObject ?? Settings(entry, [])) view[name] = value?.DeepClone();
        return view;
    }
}
