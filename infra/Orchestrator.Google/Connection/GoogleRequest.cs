using System.Text.Json.Nodes;

namespace Orchestrator.Google;

/// <summary>The two services that are asked.</summary>
internal enum GoogleApi
{
    BigQuery,
    Scheduler,
}

/// <summary>One request, before credentials and retries.</summary>
/// <param name="Api">The service.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query below the service's address, escaped.</param>
/// <param name="Resource">What it is about, in words, for messages.</param>
internal sealed record GoogleRequest(GoogleApi Api, HttpMethod Method, string Path, string Resource)
{
    /// <summary>The body; null sends none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The version that is replaced; the request fails if the resource has another one by now.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Whether it waits for its turn among the reads that BigQuery allows in a second (<see cref="GoogleLimits"/>).</summary>
    public bool IsPacedRead { get; init; }

    /// <summary>Whether sending it twice does no more than sending it once. True of GET, PUT, PATCH and DELETE; a POST says so itself.</summary>
    public bool Repeatable { get; init; } = Method != HttpMethod.Post;
}
