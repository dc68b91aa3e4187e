using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>BigQuery's errors, with the reason and HTTP status that its documentation gives for each.</summary>
internal static class Failures
{
    /// <summary>A dataset, table or job that does not exist.</summary>
    public static GoogleFailure NotFound(string what) => new(404, "NOT_FOUND", "notFound", $"Not found: {what}");

    /// <summary>A dataset, table or job that exists already.</summary>
    public static GoogleFailure Duplicate(string what) => new(409, "ALREADY_EXISTS", "duplicate", $"Already Exists: {what}");

    /// <summary>Something that cannot go while other things are in it.</summary>
    public static GoogleFailure InUse(string message) => new(400, "INVALID_ARGUMENT", "resourceInUse", message);

    /// <summary>A request that is wrong in itself.</summary>
    public static GoogleFailure Invalid(string message) => new(400, "INVALID_ARGUMENT", "invalid", message);

    /// <summary>A statement that is wrong.</summary>
    public static GoogleFailure InvalidQuery(string message) => new(400, "INVALID_ARGUMENT", "invalidQuery", message, "query");

    /// <summary>The resource changed since the client read it.</summary>
    public static GoogleFailure ConditionNotMet() => new(412, "FAILED_PRECONDITION", "conditionNotMet", "Precondition Failed");

    /// <summary>Something that BigQuery has and the emulator has not.</summary>
    public static GoogleFailure NotImplemented(string message) => new(501, "UNIMPLEMENTED", "notImplemented", message);
}
