using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Wire;

/// <summary>An answer that is an error, in Google's terms.</summary>
internal sealed class GoogleFailure : Exception
{
    /// <summary>An error of an API that speaks google.rpc codes (Cloud Scheduler).</summary>
    public GoogleFailure(int code, string status, string message) : base(message)
    {
        Code = code;
        Status = status;
    }

    /// <summary>An error of BigQuery, which has a reason and sometimes a place.</summary>
    public GoogleFailure(int code, string status, string reason, string message, string? location = null) : this(code, status, message)
    {
        Reason = reason;
        Location = location;
    }

    /// <summary>The HTTP status.</summary>
    public int Code { get; }

    /// <summary>The google.rpc code's name.</summary>
    public string Status { get; }

    /// <summary>BigQuery's reason; null for other APIs.</summary>
    public string? Reason { get; }

    /// <summary>What the reason refers to (a query, a parameter), or null.</summary>
    public string? Location { get; }

    /// <summary>Fields that are wrong, each with its sentence; they become the error's details.</summary>
    public IReadOnlyList<(string Field, string Description)> Violations { get; init; } = [];

    /// <summary>A request that cannot be understood or is out of range.</summary>
    public static GoogleFailure InvalidArgument(string message) => new(400, "INVALID_ARGUMENT", message);

    /// <summary>The resource is not in a state in which this can be done.</summary>
    public static GoogleFailure FailedPrecondition(string message) => new(400, "FAILED_PRECONDITION", message);

    /// <summary>The envelope both families of clients read; only BigQuery's has <c>errors</c>.</summary>
    public JsonObject Envelope()
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (Reason is not null) error["errors"] = new JsonArray(Entry());
        error["status"] = Status;
        if (Violations.Count > 0)
            error["details"] = new JsonArray(new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.BadRequest",
                ["fieldViolations"] = new JsonArray([.. Violations.Select(v => new JsonObject { ["field"] = v.Field, ["description"] = v.Description })]),
            });
        return new() { ["error"] = error };
    }

    /// <summary>The error as a BigQuery job carries it in its status.</summary>
    public JsonObject Proto()
    {
        var proto = new JsonObject { ["reason"] = Reason ?? "invalid", ["message"] = Message };
        if (Location is not null) proto["location"] = Location;
        return proto;
    }

    private JsonObject Entry()
    {
        var entry = new JsonObject { ["message"] = Message, ["domain"] = "global", ["reason"] = Reason };
        if (Location is not null) entry["location"] = Location;
        return entry;
    }
}
