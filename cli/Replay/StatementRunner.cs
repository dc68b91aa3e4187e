using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Cli;

/// <summary>Runs statements in the local Google with BigQuery's <c>jobs.query</c>, as a function in the cloud does.</summary>
/// <param name="http">A client whose base address is the local Google.</param>
/// <param name="project">The project.</param>
internal sealed class StatementRunner(HttpClient http, string project)
{
    /// <summary>Runs one statement to its end.</summary>
    /// <exception cref="VerbFailedException">The local Google refuses it.</exception>
    public async Task RunAsync(string sql, CancellationToken cancellation)
    {
        var request = new JsonObject { ["query"] = sql, ["useLegacySql"] = false, ["timeoutMs"] = 600_000 };
        using var answer = await http.PostAsJsonAsync(new Uri($"bigquery/v2/projects/{project}/queries", UriKind.Relative), request, cancellation).ConfigureAwait(false);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode || (bool?)body?["jobComplete"] != true) throw new VerbFailedException(1, $"The local Google refuses '{sql.Split('\n')[0]}': {body?["error"]?["message"]}");
    }
}
