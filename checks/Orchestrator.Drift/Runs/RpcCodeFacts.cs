namespace Orchestrator.Drift;

/// <summary>The codes of google.rpc.Status in words (source: google/rpc/code.proto), with the HTTP answers that Cloud Scheduler turns into them.</summary>
internal static class RpcCodeFacts
{
    private static readonly string[] Words =
    [
        "OK",
        "CANCELLED: the call was cancelled",
        "UNKNOWN: the target answered with an error of its own",
        "INVALID_ARGUMENT: the target refused the request (HTTP 400)",
        "DEADLINE_EXCEEDED: no answer within the attempt deadline (HTTP 504)",
        "NOT_FOUND: nothing answers at the target's path (HTTP 404)",
        "ALREADY_EXISTS: the target says that it exists already (HTTP 409)",
        "PERMISSION_DENIED: the service account may not call the target (HTTP 403)",
        "RESOURCE_EXHAUSTED: a quota is used up (HTTP 429)",
        "FAILED_PRECONDITION: the target is not in a state to run",
        "ABORTED: the target gave up because of a conflict (HTTP 409)",
        "OUT_OF_RANGE: the target refused a value",
        "UNIMPLEMENTED: the target does not know the method (HTTP 501)",
        "INTERNAL: the target failed (HTTP 500)",
        "UNAVAILABLE: the target could not be reached (HTTP 503)",
        "DATA_LOSS: the target lost data",
        "UNAUTHENTICATED: the call carried no valid token (HTTP 401)",
    ];

    /// <summary>A code in words; one that nobody documents is told as a number.</summary>
    public static string Say(int code) => code >= 0 && code < Words.Length ? $"code {code}, {Words[code]}" : $"code {code}";
}
