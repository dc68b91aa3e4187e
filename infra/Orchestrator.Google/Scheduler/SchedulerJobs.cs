using System.Text.Json.Nodes;

namespace Orchestrator.Google;

/// <summary>Cloud Scheduler's jobs resource: one method per call of the service.</summary>
internal sealed class SchedulerJobs(GoogleConnection google, string project, string location)
{
    private readonly string _parent = $"projects/{Uri.EscapeDataString(project)}/locations/{Uri.EscapeDataString(location)}";

    /// <summary>The list, as messages name it.</summary>
    public string ListName => $"the jobs of projects/{project}/locations/{location}";

    public IAsyncEnumerable<IReadOnlyList<SchedulerJob>> ListAsync(CancellationToken cancellation) => Paging.PagesAsync(ListName, async token =>
    {
        var page = token is null ? "" : $"&pageToken={Uri.EscapeDataString(token)}";
        var request = new GoogleRequest(GoogleApi.Scheduler, HttpMethod.Get, $"v1/{_parent}/jobs?pageSize=500{page}", ListName);
        var list = await google.SendAsync(request, GoogleJson.Default.SchedulerJobList, cancellation);
        return (list.Jobs ?? [], list.NextPageToken);
    });

    public string FullName(string name) => $"projects/{project}/locations/{location}/jobs/{name}";

    public Task<SchedulerJob> GetAsync(string name, CancellationToken cancellation) => SendAsync(HttpMethod.Get, name, "", null, cancellation);

    public Task<SchedulerJob> CreateAsync(string name, JsonObject job, CancellationToken cancellation) => google.SendAsync(
        // The name is ours: a creation that is repeated after a lost answer is told that the job exists, and then compared with it.
        new(GoogleApi.Scheduler, HttpMethod.Post, $"v1/{_parent}/jobs", Words(name)) { Body = job, Repeatable = true },
        GoogleJson.Default.SchedulerJob,
        cancellation);

    public Task<SchedulerJob> PatchAsync(string name, JsonObject job, IEnumerable<string> mask, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Patch, name, $"?updateMask={Uri.EscapeDataString(string.Join(',', mask))}", job, cancellation);

    public Task<SchedulerJob> PauseAsync(string name, CancellationToken cancellation) => SendAsync(HttpMethod.Post, name, ":pause", [], cancellation);

    public Task<SchedulerJob> ResumeAsync(string name, CancellationToken cancellation) => SendAsync(HttpMethod.Post, name, ":resume", [], cancellation);

    public Task<SchedulerJob> RunAsync(string name, CancellationToken cancellation) => google.SendAsync(
        // Not repeatable: a second call is a second run.
        new(GoogleApi.Scheduler, HttpMethod.Post, $"v1/{_parent}/jobs/{Uri.EscapeDataString(name)}:run", Words(name)) { Body = new JsonObject() },
        GoogleJson.Default.SchedulerJob,
        cancellation);

    private Task<SchedulerJob> SendAsync(HttpMethod method, string name, string suffix, JsonObject? body, CancellationToken cancellation) => google.SendAsync(
        new(GoogleApi.Scheduler, method, $"v1/{_parent}/jobs/{Uri.EscapeDataString(name)}{suffix}", Words(name)) { Body = body, Repeatable = true },
        GoogleJson.Default.SchedulerJob,
        cancellation);

    private static string Words(string name) => $"job/{name}";
}
