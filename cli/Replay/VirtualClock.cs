using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Cli;

/// <summary>The local Google's clock, run forward over HTTP: every job that is due on the way fires at its instant, in order.</summary>
/// <param name="http">A client whose base address is the local Google.</param>
internal sealed class VirtualClock(HttpClient http)
{
    /// <summary>Runs the clock forward to an instant.</summary>
    /// <returns>The fires on the way, in order.</returns>
    /// <exception cref="VerbFailedException">The local Google refuses.</exception>
    public async Task<IReadOnlyList<JsonObject>> RunToAsync(Instant instant, CancellationToken cancellation)
    {
        var request = new JsonObject { ["now"] = InstantPattern.ExtendedIso.Format(instant) };
        using var answer = await http.PostAsJsonAsync(new Uri("emulator/clock", UriKind.Relative), request, cancellation).ConfigureAwait(false);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) throw new VerbFailedException(1, $"The local Google's clock cannot be run to {instant}: {body?["error"]?["message"]}");
        return [.. (body?["fires"] as JsonArray ?? []).OfType<JsonObject>()];
    }
}
