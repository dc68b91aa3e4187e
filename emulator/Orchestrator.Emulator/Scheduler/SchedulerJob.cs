using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>A job as it is kept: what the user declared, what happened, and what is next.</summary>
internal sealed record SchedulerJob
{
    /// <summary><c>projects/P/locations/L/jobs/J</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The user's fields in canonical form, defaults filled. Never changed in place.</summary>
    public required JsonObject Declared { get; init; }

    /// <summary>Whether the job is paused.</summary>
    public bool Paused { get; init; }

    /// <summary>The last edit by a user.</summary>
    public required Instant UserUpdateTime { get; init; }

    /// <summary>The next slot of the schedule; null when there is none.</summary>
    public Instant? NextSlot { get; init; }

    /// <summary>A failed execution that will be attempted again.</summary>
    public PendingRetry? Retry { get; init; }

    /// <summary>When the last attempt started.</summary>
    public Instant? LastAttemptTime { get; init; }

    /// <summary>How the last attempt ended; null before the first.</summary>
    public AttemptStatus? Status { get; init; }

    /// <summary>The last part of the name.</summary>
    public string ShortName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>When the job will be attempted next; null when it is paused or has nothing to come.</summary>
    public Instant? Due => Paused ? null : Retry is { } retry && (NextSlot is not { } slot || retry.At <= slot) ? retry.At : NextSlot;

    /// <summary>The schedule as declared.</summary>
    public string Schedule => Declared["schedule"]!.GetValue<string>();

    /// <summary>The time zone as declared.</summary>
    public string Zone => Declared["timeZone"]!.GetValue<string>();

    /// <summary>The resource as Cloud Scheduler answers it.</summary>
    public JsonObject Resource()
    {
        var resource = new JsonObject { ["name"] = Name };
        foreach (var (field, value) in Declared) resource[field] = value?.DeepClone();
        resource["userUpdateTime"] = WireText.Write(UserUpdateTime);
        resource["state"] = Paused ? "PAUSED" : "ENABLED";
        if (Due is { } due) resource["scheduleTime"] = WireText.Write(due);
        if (LastAttemptTime is { } attempted) resource["lastAttemptTime"] = WireText.Write(attempted);
        if (Status is not null) resource["status"] = Status.Json();
        return resource;
    }
}

/// <summary>What a failed execution still has to do.</summary>
/// <param name="Slot">The instant for which the execution was scheduled.</param>
/// <param name="FirstAttempt">When it was first attempted.</param>
/// <param name="Attempts">How many attempts have failed.</param>
/// <param name="At">When to try again.</param>
internal sealed record PendingRetry(Instant Slot, Instant FirstAttempt, int Attempts, Instant At);

/// <summary>A google.rpc.Status.</summary>
/// <param name="Code">0 is success.</param>
/// <param name="Message">Empty on success.</param>
internal sealed record AttemptStatus(int Code, string Message)
{
    /// <summary>The target acknowledged.</summary>
    public static AttemptStatus Ok { get; } = new(0, "");

    /// <summary>As protobuf's JSON writes it: zero and empty are left out.</summary>
    public JsonObject Json() => Code == 0 ? [] : new() { ["code"] = Code, ["message"] = Message };
}
