using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>The etag of a resource: a digest of what it says and of when it changed.</summary>
internal static class Etag
{
    /// <summary>The etag, quoted in base64 as clients send it back.</summary>
    public static string Of(JsonObject resource, Instant changed) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{changed.ToUnixTimeTicks()} {resource.ToJsonString()}")).AsSpan(0, 16));

    /// <summary>Refuses a change of a resource that has changed since the client read it.</summary>
    /// <param name="ifMatch">The <c>If-Match</c> header: null and <c>*</c> fit every etag.</param>
    /// <param name="etag">The present etag.</param>
    public static void Check(string? ifMatch, string etag)
    {
        if (ifMatch is null or "*") return;
        foreach (var candidate in ifMatch.Split(',', StringSplitOptions.TrimEntries))
            if (candidate.Trim('"') == etag) return;
        throw Failures.ConditionNotMet();
    }
}
