using System.Text.Json.Nodes;

namespace Orchestrator.Google;

/// <summary>
/// A query from the moment it is sent. Only the first answer names its job, so whoever stops waiting still waits for that answer, and then has the job
/// cancelled: a job that nobody waits for would run on and be paid for.
/// </summary>
internal sealed class StartedJob : IDisposable
{
    // All of it together: a user who has pressed Ctrl-C is waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _sending = new();
    private readonly TimeProvider _time;
    private readonly BigQueryRest _rest;
    private readonly string _resource;
    private readonly Task<QueryResponse> _first;

    public StartedJob(TimeProvider time, BigQueryRest rest, string resource, JsonNode body)
    {
        (_time, _rest, _resource) = (time, rest, resource);
        _first = rest.JobAsync(HttpMethod.Post, "queries", resource, body, GoogleJson.Default.QueryResponse, _sending.Token);
    }

    /// <summary>Whether the job is known to have ended.</summary>
    public bool IsDone { get; set; }

    /// <summary>What the service says first: rows, or the job that is still running.</summary>
    public Task<QueryResponse> FirstAnswerAsync(CancellationToken cancellation) => _first.WaitAsync(cancellation);

    /// <summary>Has the job cancelled, as far as that is possible in five seconds. Never throws: what the caller has to tell is that it was stopped.</summary>
    public async Task CancelAsync()
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        try
        {
            var answer = await _first.WaitAsync(limit.Token);
            if (answer.JobComplete == true || answer.JobReference is not { JobId: { } id } job) return;
            var location = job.Location is { } place ? $"?location={BigQueryRest.Escape(place)}" : "";
            await _rest.JobAsync(HttpMethod.Post, $"jobs/{BigQueryRest.Escape(id)}/cancel{location}", _resource, null, GoogleJson.Default.JobCancelResponse, limit.Token);
        }
        catch (Exception lost) when (lost is GoogleException or OperationCanceledException)
        {
            // Best effort: the service ends the job by its own limits, and the bytes it may bill are limited too.
            return;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sending.Cancel();
        _sending.Dispose();
    }
}
