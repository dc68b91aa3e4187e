using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>A finished query job as a stored document, without its rows, and back.</summary>
internal static class QueryJobDocument
{
    /// <summary>The document to store.</summary>
    public static JsonObject Write(QueryJob job)
    {
        var document = new JsonObject
        {
            ["project"] = job.Project,
            ["id"] = job.Id,
            ["location"] = job.Location,
            ["number"] = job.Number,
            ["configuration"] = job.Configuration.DeepClone(),
            ["created"] = WireText.Write(job.Created),
            ["ended"] = WireText.Write(job.Ended!.Value),
            ["statistics"] = job.Statistics?.DeepClone(),
        };
        if (job.Error is { } error)
            document["error"] = new JsonObject
            {
                ["code"] = error.Code,
                ["status"] = error.Status,
                ["reason"] = error.Reason,
                ["message"] = error.Message,
                ["location"] = error.Location,
            };
        return document;
    }

    /// <summary>The job of a stored document.</summary>
    public static QueryJob Read(JsonObject document) => new(Text(document, "project"), Text(document, "id"), Text(document, "location"),
        document["number"]!.GetValue<long>(), (JsonObject)document["configuration"]!.DeepClone(), WireText.TryInstant(Text(document, "created"))!.Value)
    {
        Ended = WireText.TryInstant(Text(document, "ended")),
        Statistics = (JsonObject?)document["statistics"]?.DeepClone(),
        Error = document["error"] is JsonObject error
            ? new(error["code"]!.GetValue<int>(), Text(error, "status"), Text(error, "reason"), Text(error, "message"), error["location"]?.ToString())
            : null,
    };

    private static string Text(JsonObject document, string field) => document[field]!.GetValue<string>();
}
