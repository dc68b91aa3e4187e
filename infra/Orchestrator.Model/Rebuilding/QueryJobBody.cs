using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Model;

/// <summary>The request by which Cloud Scheduler runs a statement in BigQuery: <c>jobs.insert</c>.</summary>
public static class QueryJobBody
{
    // Statements stay readable: quotes and non-ASCII letters are written as they are.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body: the statement as GoogleSQL, since legacy SQL is the API's default.</summary>
    public static string For(string statement) => new JsonObject
    {
        ["configuration"] = new JsonObject { ["query"] = new JsonObject { ["query"] = statement, ["useLegacySql"] = false } },
    }.ToJsonString(Readable);

    /// <summary>The address of <c>jobs.insert</c> in a project.</summary>
    public static string TargetUri(string project) => $"https://bigquery.googleapis.com/bigquery/v2/projects/{project}/jobs";
}
