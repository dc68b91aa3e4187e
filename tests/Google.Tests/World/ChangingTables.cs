using System.Globalization;
using System.Text.Json.Nodes;

namespace Orchestrator.Google.Tests;

/// <summary>The dataset <c>raw</c> with tables that change, and the query that says when they did. Several changes in one millisecond show one time.</summary>
internal sealed class ChangingTables : AnsweringHandler
{
    private const string Root = "/bigquery/v2/projects/acme/";

    private readonly SortedDictionary<string, (string Type, string Description, long Modified)> _tables = new(StringComparer.Ordinal);

    /// <summary>BigQuery's clock, milliseconds since the epoch.</summary>
    public long Now { get; set; } = 1_763_640_000_000;

    /// <summary>What the query for times is answered with instead.</summary>
    public Func<HttpResponseMessage>? RefusesTimes { get; set; }

    /// <summary>What the query for the clock is answered with instead.</summary>
    public Func<HttpResponseMessage>? RefusesClock { get; set; }

    /// <summary>The statements that were sent.</summary>
    public IEnumerable<string> Statements => Requests.Where(r => r.Method == "POST").Select(r => r.Body!["query"]!.GetValue<string>());

    /// <summary>How many tables were read one by one.</summary>
    public int Gets => Requests.Count(r => r.PathOnly.Contains("/tables/", StringComparison.Ordinal));

    public IReadOnlyCollection<string> Names => _tables.Keys;

    public static ChangingTables With(int count)
    {
        var tables = new ChangingTables();
        for (var i = 0; i < count; i++) tables.Put($"t{i:000}", "as it was");
        return tables;
    }

    public void Put(string name, string description, string type = "TABLE") => _tables[name] = (type, description, Now);

    public void Remove(string name) => _tables.Remove(name);

    protected override HttpResponseMessage Answer(Asked asked)
    {
        var path = asked.PathOnly[Root.Length..].Split('/');
        if (path is ["datasets", "raw", "routines"]) return Text(200, "{}");
        if (path is ["queries"]) return asked.Body!["query"]!.GetValue<string>().Contains("__TABLES__", StringComparison.Ordinal) ? RefusesTimes?.Invoke() ?? Times() : RefusesClock?.Invoke() ?? Clock();
        if (path is ["datasets", "raw"]) return Text(200, """{"location":"US"}""");
        if (path is ["datasets", "raw", "tables"]) return Json(200, new JsonObject { ["tables"] = new JsonArray([.. _tables.Select(t => Head(t.Key, t.Value.Type))]) });
        if (!_tables.TryGetValue(path[^1], out var table)) return BigQueryError(404, "notFound", $"Not found: Table acme:raw.{path[^1]}");
        var resource = Head(path[^1], table.Type);
        resource["description"] = table.Description;
        resource["lastModifiedTime"] = Text(table.Modified);
        return Json(200, resource);
    }

    private static JsonObject Head(string name, string type) => new() { ["type"] = type, ["tableReference"] = new JsonObject { ["tableId"] = name } };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private HttpResponseMessage Times() => Rows(
        [new() { ["name"] = "table_id", ["type"] = "STRING" }, Number("last_modified_time"), Number("asked_at")],
        [.. _tables.Select(t => new JsonArray(Cell(t.Key), Cell(Text(t.Value.Modified)), Cell(Text(Now))))]);

    private HttpResponseMessage Clock() => Rows([Number("asked_at")], [new JsonArray(Cell(Text(Now)))]);

    private static HttpResponseMessage Rows(JsonObject[] fields, JsonArray[] rows) => Json(200, new JsonObject
    {
        ["jobComplete"] = true,
        ["jobReference"] = new JsonObject { ["jobId"] = "times" },
        ["schema"] = new JsonObject { ["fields"] = new JsonArray([.. fields]) },
        ["rows"] = new JsonArray([.. rows.Select(row => new JsonObject { ["f"] = row })]),
    });

    private static JsonObject Number(string name) => new() { ["name"] = name, ["type"] = "INTEGER" };

    private static JsonObject Cell(string value) => new() { ["v"] = value };
}
