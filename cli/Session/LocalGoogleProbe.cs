using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Cli;

/// <summary>Finds a local Google that is running already, and asks it for its time.</summary>
internal static class LocalGoogleProbe
{
    /// <summary>Where other verbs look when no endpoint is given.</summary>
    public static Uri DefaultEndpoint { get; } = new($"http://127.0.0.1:{EmulateVerb.DefaultPort}/");

    /// <summary>The clock of the local Google that the options mean; null on gcp, or when none answers at the usual port.</summary>
    /// <exception cref="VerbFailedException">An endpoint was named and does not answer (exit 3).</exception>
    public static async Task<Instant?> NowAsync(VerbOptions options, CloudConnection? connection, CancellationToken cancellation)
    {
        if (options.Target == Target.Gcp) return null;
        if (connection is not null) return connection.Embedded?.Clock.Now;
        var endpoint = options.Endpoint ?? DefaultEndpoint;
        if (await AskAsync(endpoint, cancellation).ConfigureAwait(false) is { } now) return now;
        if (options.Endpoint is null) return null;
        throw new VerbFailedException(3, $"No local Google answers at {endpoint}: start one with 'orchestrator emulate --port {endpoint.Port}', or leave --endpoint out.");
    }

    /// <summary>The clock of a local Google at an address, or null when none answers there within a second.</summary>
    public static async Task<Instant?> AskAsync(Uri endpoint, CancellationToken cancellation) =>
        (string?)(await ClockAsync(endpoint, cancellation).ConfigureAwait(false))?["now"] is { } text && OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant() : null;

    /// <summary>The name of the data of a local Google at an address, or null when none answers there within a second or it gives none.</summary>
    public static async Task<string?> DataAsync(Uri endpoint, CancellationToken cancellation) =>
        (string?)(await ClockAsync(endpoint, cancellation).ConfigureAwait(false))?["data"];

    /// <summary>Whether the clock of a local Google at an address stands still until it is run forward.</summary>
    public static async Task<bool> IsVirtualAsync(Uri endpoint, CancellationToken cancellation) =>
        (bool?)(await ClockAsync(endpoint, cancellation).ConfigureAwait(false))?["virtual"] ?? false;

    private static async Task<JsonObject?> ClockAsync(Uri endpoint, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        try
        {
            return JsonNode.Parse(await http.GetStringAsync(new Uri(endpoint, "/emulator/clock"), cancellation).ConfigureAwait(false)) as JsonObject;
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or InvalidOperationException or OperationCanceledException)
        {
            // Nobody listens there, or somebody else does: both mean that no local Google is running.
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}
