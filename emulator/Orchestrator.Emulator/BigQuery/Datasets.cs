using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;
using Orchestrator.Engine;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>BigQuery's resource <c>datasets</c>.</summary>
internal sealed class Datasets(Catalog catalog, RoutineBook routines)
{
    private const long ShortestExpirationMs = 3_600_000;

    private static readonly string[] Kept =
    [
        "friendlyName", "description", "labels", "access", "defaultTableExpirationMs", "defaultPartitionExpirationMs", "defaultEncryptionConfiguration",
        "defaultCollation", "defaultRoundingMode", "isCaseInsensitive", "maxTimeTravelHours", "storageBillingModel", "resourceTags",
    ];

    /// <summary>Serves the methods of the resource.</summary>
    public void Map(BigQueryRoutes routes)
    {
        routes.Answer("GET", "/datasets", List);
        routes.Answer("POST", "/datasets", InsertAsync);
        routes.Answer("GET", "/datasets/{dataset}", call => Task.FromResult<JsonObject?>(Resource(call, catalog.GetDataset(call.Path("project"), BigQueryRoutes.DatasetOf(call)))));
        routes.Answer("PATCH", "/datasets/{dataset}", call => ChangeAsync(call, Fields.Merge));
        routes.Answer("PUT", "/datasets/{dataset}", call => ChangeAsync(call, (_, body) => body));
        routes.Answer("DELETE", "/datasets/{dataset}", DeleteAsync);
    }

    private Task<JsonObject?> List(Call call)
    {
        var (page, next) = Pages.Of(call, catalog.ListDatasets(call.Path("project")), entry => entry.DatasetId.Name);
        var answer = new JsonObject
        {
            ["kind"] = "bigquery#datasetList",
            ["datasets"] = new JsonArray([.. page.Select(entry =>
            {
                var item = new JsonObject { ["kind"] = "bigquery#dataset", ["id"] = Id(entry), ["datasetReference"] = Reference(entry), ["location"] = entry.Location };
                foreach (var name in (string[])["labels", "friendlyName"])
                    if (entry.Metadata[name] is { } value) item[name] = value.DeepClone();
                return item;
            })]),
        };
        if (next is not null) answer["nextPageToken"] = next;
        return Task.FromResult<JsonObject?>(answer);
    }

    private async Task<JsonObject?> InsertAsync(Call call)
    {
        var body = new Fields(await call.BodyAsync());
        var id = BigQueryRoutes.Dataset((body.Object("datasetReference") ?? new([])).Required("datasetId", "datasetReference.datasetId"));
        Labels.Check(body.Json);
        var entry = await catalog.CreateDatasetAsync(new()
        {
            Project = call.Path("project"),
            DatasetId = id,
            Location = body.Text("location") ?? "US",
            Metadata = Checked(Fields.Only(body.Json, Kept)),
        }, call.Cancellation);
        return Resource(call, entry);
    }

    private async Task<JsonObject?> ChangeAsync(Call call, Func<JsonObject, JsonObject, JsonObject> change)
    {
        var body = await call.BodyAsync();
        var entry = await catalog.UpdateDatasetAsync(call.Path("project"), BigQueryRoutes.DatasetOf(call), old =>
        {
            Etag.Check(call.Header("If-Match"), (string)Resource(call, old)["etag"]!);
            if (body["location"] is { } location && !string.Equals(location.ToString(), old.Location, StringComparison.OrdinalIgnoreCase))
                throw Failures.Invalid($"Cannot change the location of dataset {Id(old)} from {old.Location} to {location}.");
            // What a client read and sends back whole must fit: a patch replaces only the fields that can change.
            var metadata = Fields.Only(change(old.Metadata, FieldsOf(body)), Kept);
            Labels.Check(metadata);
            // An update without a list keeps the one that is there: nobody is locked out by leaving it away.
            if (!metadata.ContainsKey("access")) metadata["access"] = old.Metadata["access"]?.DeepClone();
            return old with { Metadata = Checked(metadata) };
        }, call.Cancellation);
        return Resource(call, entry);
    }

    private async Task<JsonObject?> DeleteAsync(Call call)
    {
        var (project, dataset) = (call.Path("project"), BigQueryRoutes.DatasetOf(call));
        Etag.Check(call.Header("If-Match"), (string)Resource(call, catalog.GetDataset(project, dataset))["etag"]!);
        var contents = call.Flag("deleteContents");
        var held = routines.Of(project, dataset);
        if (held.Count > 0 && !contents) throw Failures.InUse($"Dataset {project}:{dataset.Name} is still in use");
        await catalog.DeleteDatasetAsync(project, dataset, contents, call.Cancellation);
        foreach (var routine in held) await routines.ChangeAsync(new(project, dataset, (string)routine["routineReference"]!["routineId"]!), _ => null, call.Cancellation);
        return null;
    }

    private static JsonObject Checked(JsonObject metadata)
    {
        metadata["access"] = metadata["access"] is { } access ? DatasetAccess.Canonical(access) : DatasetAccess.Default();
        if (new Fields(metadata).Number("defaultTableExpirationMs") is > 0 and < ShortestExpirationMs)
            throw Failures.Invalid($"Invalid value for defaultTableExpirationMs: the least is {ShortestExpirationMs} (one hour).");
        return metadata;
    }

    private static JsonObject FieldsOf(JsonObject body)
    {
        var fields = new JsonObject();
        foreach (var name in Kept)
            if (body.ContainsKey(name)) fields[name] = body[name]?.DeepClone();
        return fields;
    }

    private static JsonObject Resource(Call call, DatasetEntry entry)
    {
        var resource = new JsonObject { ["kind"] = "bigquery#dataset", ["id"] = Id(entry), ["datasetReference"] = Reference(entry), ["location"] = entry.Location };
        foreach (var (field, value) in entry.Metadata) resource[field] = value?.DeepClone();
        resource["creationTime"] = Fields.Milliseconds(entry.CreatedAt);
        resource["lastModifiedTime"] = Fields.Milliseconds(entry.ModifiedAt);
        resource["type"] = "DEFAULT";
        resource["etag"] = Etag.Of(resource, entry.ModifiedAt);
        resource["selfLink"] = BigQueryRoutes.Link(call, $"/datasets/{entry.DatasetId.Name}");
        return resource;
    }

    private static string Id(DatasetEntry entry) => $"{entry.Project}:{entry.DatasetId.Name}";

    private static JsonObject Reference(DatasetEntry entry) => new() { ["datasetId"] = entry.DatasetId.Name, ["projectId"] = entry.Project };
}
