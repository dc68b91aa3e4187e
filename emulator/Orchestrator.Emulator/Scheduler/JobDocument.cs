using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>A job as a stored document, and back.</summary>
internal static class JobDocument
{
    /// <summary>The document to store.</summary>
    public static JsonObject Write(SchedulerJob job)
    {
        var document = new JsonObject
        {
            ["name"] = job.Name,
            ["declared"] = job.Declared.DeepClone(),
            ["paused"] = job.Paused,
            ["userUpdateTime"] = WireText.Write(job.UserUpdateTime),
        };
        if (job.NextSlot is { } slot) document["nextSlot"] = WireText.Write(slot);
        if (job.LastAttemptTime is { } attempted) document["lastAttemptTime"] = WireText.Write(attempted);
        if (job.Status is { } status) document["status"] = new JsonObject { ["code"] = status.Code, ["message"] = status.Message };
        if (job.Retry is { } retry)
            document["retry"] = new JsonObject
            {
                ["slot"] = WireText.Write(retry.Slot),
                ["firstAttempt"] = WireText.Write(retry.FirstAttempt),
                ["attempts"] = retry.Attempts,
                ["at"] = WireText.Write(retry.At),
            };
        return document;
    }

    /// <summary>The job of a stored document.</summary>
    public static SchedulerJob Read(JsonObject document) => new()
    {
        Name = document["name"]!.GetValue<string>(),
        Declared = (JsonObject)document["declared"]!.DeepClone(),
        Paused = document["paused"]!.GetValue<bool>(),
        UserUpdateTime = At(document, "userUpdateTime")!.Value,
        NextSlot = At(document, "nextSlot"),
        LastAttemptTime = At(document, "lastAttemptTime"),
        Status = document["status"] is JsonObject status ? new(status["code"]!.GetValue<int>(), status["message"]!.GetValue<string>()) : null,
        Retry = document["retry"] is JsonObject retry
            ? new(At(retry, "slot")!.Value, At(retry, "firstAttempt")!.Value, retry["attempts"]!.GetValue<int>(), At(retry, "at")!.Value)
            : null,
    };

    private static Instant? At(JsonObject document, string field) =>
        document[field] is { } text ? WireText.TryInstant(text.GetValue<string>()) ?? throw new InvalidDataException($"A stored job has {field} '{text}', which is no instant.") : null;
}
