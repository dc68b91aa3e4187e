using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What people do to jobs by hand, with the calls that the console and gcloud make: <c>:pause</c> and <c>:run</c>.</summary>
/// <param name="http">A client whose base address is the local Google.</param>
internal sealed class HandOnJobs(HttpClient http)
{
    /// <summary>Starts a run now and waits for its attempt.</summary>
    /// <exception cref="VerbFailedException">The local Google refuses, or the target answered with a failure.</exception>
    public async Task RunAsync(Pipeline pipeline, string job, CancellationToken cancellation)
    {
        var after = await AskAsync(pipeline, job, "run", cancellation).ConfigureAwait(false);
        if ((int?)after["status"]?["code"] is { } code and not 0) throw new VerbFailedException(1, $"{job}, run by hand, failed with code {code}: {after["status"]?["message"]}");
    }

    /// <summary>Pauses a job.</summary>
    /// <exception cref="VerbFailedException">The local Google refuses.</exception>
    public Task PauseAsync(Pipeline pipeline, string job, CancellationToken cancellation) => AskAsync(pipeline, job, "pause", cancellation);

    private async Task<JsonObject> AskAsync(Pipeline pipeline, string job, string verb, CancellationToken cancellation)
    {
        var path = new Uri($"v1/projects/{pipeline.Project}/locations/{pipeline.SchedulerLocation}/jobs/{job}:{verb}", UriKind.Relative);
        using var answer = await http.PostAsJsonAsync(path, new JsonObject(), cancellation).ConfigureAwait(false);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation).ConfigureAwait(false) ?? [];
        return answer.IsSuccessStatusCode ? body : throw new VerbFailedException(1, $"The local Google does not {verb} {job}: {body["error"]?["message"]}");
    }
}
