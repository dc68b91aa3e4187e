using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orchestrator.Google.Tests;

/// <summary>BigQuery's datasets and tables in memory: PATCH merges and removes, schemas only grow over REST, versions are checked.</summary>
internal sealed class FakeBigQuery : AnsweringHandler
{
    private const string Root = "/bigquery/v2/projects/acme/";

    private int _version;

    /// <summary>Resources by path below the project.</summary>
    public SortedDictionary<string, JsonObject> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>Called with the number of the request, from 1: what to answer instead, and whether the request takes effect nevertheless.</summary>
    public Func<int, (HttpResponseMessage Answer, bool TakesEffect)?> Fault { get; set; } = _ => null;

    protected override HttpResponseMessage Answer(Asked asked)
    {
        if (Fault(Requests.Count) is not { } fault) return Do(asked);
        if (fault.TakesEffect) Do(asked).Dispose();
        return fault.Answer;
    }

    private HttpResponseMessage Do(Asked asked)
    {
        var path = asked.PathOnly[Root.Length..];
        if (path == "queries") return Alter((string)asked.Body!["query"]!);
        var isCollection = path.Split('/').Length % 2 == 1;
        if (isCollection) return asked.Method == "POST" ? Insert(path, asked.Body!.AsObject()) : List(path);
        if (!Resources.TryGetValue(path, out var resource)) return BigQueryError(404, "notFound", $"Not found: {path}");
        if (asked.IfMatch is { } etag && etag != (string?)resource["etag"]) return BigQueryError(412, "conditionNotMet", "Precondition check failed.");
        switch (asked.Method)
        {
            case "GET":
                return Json(200, resource);
            case "DELETE":
                Resources.Remove(path);
                return Json(200, null);
            case "PUT":
                var replaced = (JsonObject)asked.Body!.DeepClone();
                Resources[path] = replaced;
                return Changed(replaced);
            default:
                return Patch(resource, asked.Body!.AsObject());
        }
    }

    private HttpResponseMessage List(string collection) => Json(200, new JsonObject
    {
        [collection.Split('/')[^1]] = new JsonArray(
        [
            .. Resources.Where(r => r.Key.StartsWith(collection + "/", StringComparison.Ordinal))
                .Select(r => new JsonObject { [Reference(collection)] = r.Value[Reference(collection)]!.DeepClone(), ["type"] = r.Value["type"]?.DeepClone() }),
        ]),
    });

    private static string Reference(string collection) => collection.EndsWith("/routines", StringComparison.Ordinal) ? "routineReference" : "tableReference";

    private HttpResponseMessage Insert(string collection, JsonObject body)
    {
        var path = $"{collection}/{body["datasetReference"]?["datasetId"] ?? body["routineReference"]?["routineId"] ?? body["tableReference"]!["tableId"]}";
        if (Resources.ContainsKey(path)) return BigQueryError(409, "duplicate", $"Already Exists: {path}");
        var resource = (JsonObject)body.DeepClone();
        if (collection.EndsWith("/tables", StringComparison.Ordinal)) resource["type"] = body["view"] is not null ? "VIEW" : body["materializedView"] is not null ? "MATERIALIZED_VIEW" : "TABLE";
        Resources[path] = resource;
        return Changed(resource);
    }

    private HttpResponseMessage Patch(JsonObject resource, JsonObject body)
    {
        if (body["schema"] is { } schema && Refusal(resource["schema"]?["fields"]?.AsArray() ?? [], schema["fields"]!.AsArray()) is { } why) return BigQueryError(400, "invalid", why);
        Merge(resource, body);
        return Changed(resource);
    }

    private static string? Refusal(JsonArray live, JsonArray wanted) => live
        .Select(f => (Live: f!, Wanted: wanted.FirstOrDefault(w => (string)w!["name"]! == (string)f!["name"]!)))
        .Where(p => p.Wanted is null || (string)p.Wanted["type"]! != (string)p.Live["type"]!)
        .Select(p => $"Provided Schema does not match Table. Field {p.Live["name"]} is missing or has changed type.")
        .FirstOrDefault();

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null) into.Remove(name);
            else if (value is JsonObject members && into[name] is JsonObject known) Merge(known, members);
            else into[name] = value.DeepClone();
        }
    }

    private HttpResponseMessage Alter(string sql)
    {
        var match = Regex.Match(sql, "^ALTER TABLE `acme`.`(?<d>.*?)`.`(?<t>.*?)` (?<what>DROP|ALTER) COLUMN `(?<c>.*?)`( SET DATA TYPE (?<type>.*))?$");
        if (!match.Success) return BigQueryError(400, "invalidQuery", "Syntax error");
        var table = Resources[$"datasets/{match.Groups["d"]}/tables/{match.Groups["t"]}"];
        var fields = table["schema"]!["fields"]!.AsArray();
        if (fields.FirstOrDefault(f => (string)f!["name"]! == match.Groups["c"].Value) is not JsonObject field) return BigQueryError(400, "invalidQuery", "Column not found");
        if (match.Groups["what"].Value == "DROP") fields.Remove(field);
        else field["type"] = match.Groups["type"].Value;
        table["etag"] = $"\"{++_version}\"";
        return Json(200, new JsonObject { ["jobComplete"] = true, ["jobReference"] = new JsonObject { ["jobId"] = "alter" } });
    }

    private HttpResponseMessage Changed(JsonObject resource)
    {
        resource["etag"] = $"\"{++_version}\"";
        if (resource["materializedView"] is JsonObject view)
        {
            view["enableRefresh"] ??= true;
            view["refreshIntervalMs"] ??= "1800000";
        }
        return Json(200, resource);
    }
}
