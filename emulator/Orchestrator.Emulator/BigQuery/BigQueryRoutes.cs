using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Emulator.Wire;
using Orchestrator.Engine;
using Orchestrator.Model;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>Serves BigQuery's methods under both prefixes that Google's clients use, and turns the warehouse's errors into BigQuery's.</summary>
internal sealed class BigQueryRoutes(IEndpointRouteBuilder routes)
{
    private const string Prefix = "/bigquery/v2";

    /// <summary>Serves one method; the path begins after the project.</summary>
    public void Answer(string method, string path, Func<Call, Task<JsonObject?>> answer)
    {
        foreach (var prefix in (string[])[Prefix, ""])
            routes.Answer(method, $"{prefix}/projects/{{project}}{path}", async call =>
            {
                try
                {
                    return await answer(call);
                }
                catch (WarehouseException e)
                {
                    throw Translate(e);
                }
            });
    }

    /// <summary>Where a resource is found, as <c>selfLink</c> says it.</summary>
    public static string Link(Call call, string path) => $"{call.Origin}{Prefix}/projects/{call.Path("project")}{path}";

    /// <summary>The dataset that the path names.</summary>
    public static DatasetId DatasetOf(Call call) => Dataset(call.Path("dataset"));

    /// <summary>The table that the path names.</summary>
    public static TableReference TableOf(Call call) => new(call.Path("project"), Table(DatasetOf(call), call.Path("table")));

    /// <summary>A dataset's name, or BigQuery's error.</summary>
    public static DatasetId Dataset(string name)
    {
        try
        {
            return new DatasetId(name);
        }
        catch (ArgumentException)
        {
            throw Failures.Invalid($"Invalid dataset ID \"{name}\". Dataset IDs must be alphanumeric (plus underscores) and must be at most 1024 characters long.");
        }
    }

    /// <summary>A table's name, or BigQuery's error.</summary>
    public static TableId Table(DatasetId dataset, string name)
    {
        try
        {
            return new TableId(dataset, name);
        }
        catch (ArgumentException)
        {
            throw Failures.Invalid($"Invalid table ID \"{name}\". Table IDs are 1 to 1024 characters without dots, slashes, backticks or control characters.");
        }
    }

    /// <summary>The warehouse's error as BigQuery answers it.</summary>
    public static GoogleFailure Translate(WarehouseException error) => error.Reason switch
    {
        "notFound" => new(404, "NOT_FOUND", error.Reason, error.Message),
        "duplicate" => new(409, "ALREADY_EXISTS", error.Reason, error.Message),
        "invalidQuery" => Failures.InvalidQuery(error.Message),
        "accessDenied" or "quotaExceeded" or "rateLimitExceeded" or "responseTooLarge" or "billingNotEnabled" => new(403, "PERMISSION_DENIED", error.Reason, error.Message),
        "notImplemented" => new(501, "UNIMPLEMENTED", error.Reason, error.Message),
        "backendError" => new(503, "UNAVAILABLE", error.Reason, error.Message),
        "internalError" => new(500, "INTERNAL", error.Reason, error.Message),
        _ => new(400, "INVALID_ARGUMENT", error.Reason, error.Message),
    };
}
