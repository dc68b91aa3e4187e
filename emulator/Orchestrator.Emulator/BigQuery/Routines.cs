using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;
using Orchestrator.Engine;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>BigQuery's resource <c>routines</c>: functions and procedures are kept and answered; the engine does not call them.</summary>
internal sealed class Routines(RoutineBook book, Catalog catalog, EmulatorClock clock)
{
    private const int LongestName = 256;

    private static readonly string[] Kept =
    [
        "routineType", "language", "arguments", "returnType", "returnTableType", "importedLibraries", "definitionBody", "description", "determinismLevel", "securityMode",
        "strictMode", "remoteFunctionOptions", "sparkOptions", "dataGovernanceType",
    ];

    private static readonly string[] Listed = ["etag", "routineReference", "routineType", "creationTime", "lastModifiedTime", "language", "remoteFunctionOptions"];

    private static readonly string[] Types = ["SCALAR_FUNCTION", "AGGREGATE_FUNCTION", "PROCEDURE", "TABLE_VALUED_FUNCTION"];

    /// <summary>Serves the methods of the resource. There is no patch.</summary>
    public void Map(BigQueryRoutes routes)
    {
        const string all = "/datasets/{dataset}/routines", one = all + "/{routine}";
        routes.Answer("GET", all, List);
        routes.Answer("POST", all, InsertAsync);
        routes.Answer("GET", one, call => Task.FromResult<JsonObject?>(Answered(book.Find(Name(call)) ?? throw NotFound(Name(call)))));
        routes.Answer("PUT", one, UpdateAsync);
        routes.Answer("DELETE", one, DeleteAsync);
    }

    private Task<JsonObject?> List(Call call)
    {
        var (project, dataset) = (call.Path("project"), BigQueryRoutes.DatasetOf(call));
        catalog.GetDataset(project, dataset);
        var (page, next) = Pages.Of(call, book.Of(project, dataset), document => (string)document["routineReference"]!["routineId"]!);
        var answer = new JsonObject { ["routines"] = new JsonArray([.. page.Select(document => Fields.Only(Answered(document), Listed))]) };
        if (next is not null) answer["nextPageToken"] = next;
        return Task.FromResult<JsonObject?>(answer);
    }

    private async Task<JsonObject?> InsertAsync(Call call)
    {
        var body = await call.BodyAsync();
        var (project, dataset) = (call.Path("project"), BigQueryRoutes.DatasetOf(call));
        catalog.GetDataset(project, dataset);
        var id = (new Fields(body).Object("routineReference") ?? new([])).Required("routineId", "routineReference.routineId");
        if (id.Length > LongestName || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw Failures.Invalid($"Invalid routine ID \"{id}\". Routine IDs must be alphanumeric (plus underscores) and must be at most {LongestName} characters long.");
        var name = new RoutineName(project, dataset, id);
        var now = Fields.Milliseconds(clock.Now);
        var document = await book.ChangeAsync(name, old => old is null ? Document(name, body, created: now, modified: now) : throw Failures.Duplicate($"Routine {name}"), call.Cancellation);
        return Answered(document!);
    }

    private async Task<JsonObject?> UpdateAsync(Call call)
    {
        var (name, body) = (Name(call), await call.BodyAsync());
        var document = await book.ChangeAsync(name, old =>
        {
            if (old is null) throw NotFound(name);
            Etag.Check(call.Header("If-Match"), (string)Answered(old)["etag"]!);
            return Document(name, body, (string)old["creationTime"]!, Fields.Milliseconds(clock.Now));
        }, call.Cancellation);
        return Answered(document!);
    }

    private async Task<JsonObject?> DeleteAsync(Call call)
    {
        var name = Name(call);
        await book.ChangeAsync(name, old =>
        {
            if (old is null) throw NotFound(name);
            Etag.Check(call.Header("If-Match"), (string)Answered(old)["etag"]!);
            return null;
        }, call.Cancellation);
        return null;
    }

    private static JsonObject Document(RoutineName name, JsonObject body, string created, string modified)
    {
        var fields = new Fields(body);
        var type = fields.Required("routineType", "routineType");
        if (!Types.Contains(type)) throw Failures.Invalid($"Invalid value for routineType: {type} is not a valid value.");
        fields.Required("definitionBody", "definitionBody");
        foreach (var argument in fields.Objects("arguments"))
            if (argument.Text("argumentKind") is null or "FIXED_TYPE" && argument.Object("dataType") is null) throw Failures.Invalid($"Argument {argument.Text("name")} of routine {name} has no dataType.");
        var document = Fields.Only(body, Kept);
        document["language"] ??= "SQL";
        document["routineReference"] = new JsonObject { ["projectId"] = name.Project, ["datasetId"] = name.Dataset.Name, ["routineId"] = name.Name };
        document["creationTime"] = created;
        document["lastModifiedTime"] = modified;
        return document;
    }

    private static JsonObject Answered(JsonObject document)
    {
        var answer = (JsonObject)document.DeepClone();
        answer["etag"] = Etag.Of(document, NodaTime.Instant.FromUnixTimeMilliseconds(long.Parse((string)document["lastModifiedTime"]!, CultureInfo.InvariantCulture)));
        return answer;
    }

    private static RoutineName Name(Call call) => new(call.Path("project"), BigQueryRoutes.DatasetOf(call), call.Path("routine"));

    private static GoogleFailure NotFound(RoutineName name) => Failures.NotFound($"Routine {name}");
}
