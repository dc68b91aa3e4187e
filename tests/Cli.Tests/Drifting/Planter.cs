using System.Text;
using System.Text.Json.Nodes;

namespace Cli.Tests.Drifting;

/// <summary>Somebody who changes the cloud by hand: REST calls past the product.</summary>
internal sealed class Planter(HttpClient http, string project, string location)
{
    private string BigQuery => $"/bigquery/v2/projects/{project}";

    private string Jobs => $"/v1/projects/{project}/locations/{location}/jobs";

    public Task Dataset(string dataset, string patch) => SendAsync("PATCH", $"{BigQuery}/datasets/{dataset}", patch);

    public Task DeleteDataset(string dataset) => SendAsync("DELETE", $"{BigQuery}/datasets/{dataset}?deleteContents=true");

    /// <summary>Changes the list of those who may use a dataset.</summary>
    public async Task Access(string dataset, Func<JsonArray, IEnumerable<JsonNode?>> change)
    {
        var live = (JsonArray)(await SendAsync("GET", $"{BigQuery}/datasets/{dataset}"))["access"]!;
        await SendAsync("PATCH", $"{BigQuery}/datasets/{dataset}", new JsonObject { ["access"] = new JsonArray([.. change(live).Select(e => e!.DeepClone())]) });
    }

    public Task Table(string table, string patch) => SendAsync("PATCH", TablePath(table), patch);

    public Task DeleteTable(string table) => SendAsync("DELETE", TablePath(table));

    public Task CreateTable(string table, string body)
    {
        var json = (JsonObject)JsonNode.Parse(body)!;
        json["tableReference"] = new JsonObject { ["tableId"] = table.Split('.')[1] };
        return SendAsync("POST", $"{BigQuery}/datasets/{table.Split('.')[0]}/tables", json);
    }

    /// <summary>Changes the columns of a table as a schema update.</summary>
    public async Task Columns(string table, Action<JsonArray> change)
    {
        var schema = (JsonObject)(await SendAsync("GET", TablePath(table)))["schema"]!.DeepClone();
        change((JsonArray)schema["fields"]!);
        await SendAsync("PATCH", TablePath(table), new JsonObject { ["schema"] = schema });
    }

    public Task Run(string sql) => SendAsync("POST", $"{BigQuery}/queries", new JsonObject { ["query"] = sql, ["useLegacySql"] = false });

    /// <summary>Updates a routine: there is no patch, so what is not changed is sent back.</summary>
    public async Task Routine(string routine, Action<JsonObject> change)
    {
        var live = await SendAsync("GET", RoutinePath(routine));
        change(live);
        await SendAsync("PUT", RoutinePath(routine), live);
    }

    public Task DeleteRoutine(string routine) => SendAsync("DELETE", RoutinePath(routine));

    public Task CreateRoutine(string routine, string body)
    {
        var json = (JsonObject)JsonNode.Parse(body)!;
        json["routineReference"] = new JsonObject { ["routineId"] = routine.Split('.')[1] };
        return SendAsync("POST", $"{BigQuery}/datasets/{routine.Split('.')[0]}/routines", json);
    }

    public Task Job(string job, string mask, string patch) => SendAsync("PATCH", $"{Jobs}/{job}?updateMask={mask}", patch);

    public Task Pause(string job) => SendAsync("POST", $"{Jobs}/{job}:pause", "{}");

    public Task DeleteJob(string job) => SendAsync("DELETE", $"{Jobs}/{job}");

    public Task CreateJob(string job) => SendAsync(
        "POST", Jobs, new JsonObject
        {
            ["name"] = $"projects/{project}/locations/{location}/jobs/{job}",
            ["schedule"] = "0 5 * * *",
            ["timeZone"] = "UTC",
            ["httpTarget"] = new JsonObject { ["uri"] = "https://elsewhere.run.app/", ["oidcToken"] = new JsonObject { ["serviceAccountEmail"] = "caller@elsewhere.iam.gserviceaccount.com" } },
        });

    /// <summary>Whether something can be read.</summary>
    public async Task<bool> Exists(string path) => (await http.GetAsync(new Uri(path, UriKind.Relative))).IsSuccessStatusCode;

    public string PathOf(string subject) => subject.Split('/') switch
    {
        ["job", var job] => $"{Jobs}/{job}",
        ["routine", var routine] => RoutinePath(routine),
        ["dataset", var dataset] => $"{BigQuery}/datasets/{dataset}",
        [_, var table] => TablePath(table),
        _ => throw new ArgumentException($"'{subject}' is not a subject of a finding.", nameof(subject)),
    };

    /// <summary>A change of a job's body, which its target carries in base64.</summary>
    public static string Body(string json) => new JsonObject { ["httpTarget"] = new JsonObject { ["body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(json)) } }.ToJsonString();

    private string TablePath(string table) => $"{BigQuery}/datasets/{table.Split('.')[0]}/tables/{table.Split('.')[1]}";

    private string RoutinePath(string routine) => $"{BigQuery}/datasets/{routine.Split('.')[0]}/routines/{routine.Split('.')[1]}";

    private Task<JsonObject> SendAsync(string method, string path, string body) => SendAsync(method, path, JsonNode.Parse(body));

    private async Task<JsonObject> SendAsync(string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? [] : (JsonObject)JsonNode.Parse(text)!;
    }
}
