using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator;

/// <summary>One call of a job's target: what was sent when, and what came back.</summary>
public sealed record Attempt
{
    /// <summary><c>projects/P/locations/L/jobs/J</c>.</summary>
    public required string Job { get; init; }

    /// <summary>The fire: the instant for which the execution was scheduled.</summary>
    public required Instant ScheduleTime { get; init; }

    /// <summary>When the call started, on the emulator's clock.</summary>
    public required Instant AttemptTime { get; init; }

    /// <summary>1 for the first attempt of an execution.</summary>
    public required int Number { get; init; }

    /// <summary>The target as declared.</summary>
    public required string Target { get; init; }

    /// <summary>The google.rpc code: 0 when the target acknowledged.</summary>
    public required int Code { get; init; }

    /// <summary>Why the attempt failed; empty on success.</summary>
    public required string Message { get; init; }

    /// <summary>The fire as the clock's answer lists it.</summary>
    internal JsonObject Json() => new()
    {
        ["job"] = Job,
        ["scheduleTime"] = WireText.Write(ScheduleTime),
        ["attemptTime"] = WireText.Write(AttemptTime),
        ["attempt"] = Number,
        ["target"] = Target,
        ["status"] = new JsonObject { ["code"] = Code, ["message"] = Message },
    };
}
