using System.Collections.Immutable;
using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

/// <summary>The adapter over a server of the tests.</summary>
internal static class Given
{
    public const string Project = "acme";
    public const string Location = "us-central1";
    public const string Jobs = "/v1/projects/acme/locations/us-central1/jobs";

    public static GoogleConnection Connection(HttpMessageHandler server, TimeProvider? time = null, string? token = null, bool limited = false) => new(
        new HttpClient(server) { Timeout = Timeout.InfiniteTimeSpan },
        GoogleEndpoint.Local(new Uri("http://127.0.0.1:9050")) with { AccessToken = _ => Task.FromResult(token), Limited = limited },
        time ?? new ManualTime(),
        new Random(7));

    public static CloudScheduler Scheduler(HttpMessageHandler server, TimeProvider? time = null, string? token = null) =>
        new(Connection(server, time, token), Project, Location);

    public static BigQueryWarehouse Warehouse(HttpMessageHandler server, TimeProvider? time = null, string? token = null, bool limited = false) =>
        new(Connection(server, time, token, limited), Project);

    public static Pipeline Pipeline(params IReadOnlyList<string> datasets) => new()
    {
        Name = "servicetitan",
        Project = Project,
        Location = "US",
        SchedulerLocation = Location,
        Zone = "America/Phoenix",
        SqlFolder = "sql",
        SqlFiles = ImmutableDictionary<string, string>.Empty,
        ServiceAccount = "runner",
        Datasets = [.. datasets.Select(d => new Dataset { Id = new DatasetId(d), Layer = Layer.Raw })],
        Relations = [],
        Jobs = [],
        Checks = [],
    };

    public static ResourceState State(ResourceKind kind, string name, params IReadOnlyList<(string Name, string? Value)> properties) => new()
    {
        Id = new(kind, name),
        Properties = properties.Where(p => p.Value is not null).ToPropertyDictionary(p => p.Name, p => p.Value!),
    };

    /// <summary>The change that the planner makes of two states; null when there is none.</summary>
    public static Change? Change(ResourceState desired, ResourceState? live) =>
        Planner.Plan([desired], new(live is null ? [] : [live], []), (_, _, _, _) => SqlComparison.Different).Changes.SingleOrDefault();

    public static async Task<ResourceState> Job(IScheduler scheduler) => Assert.Single((await scheduler.ObserveAsync(Pipeline(), default)).Resources);

    /// <summary>A state as lines, so that a difference can be read.</summary>
    public static string Lines(ResourceState state) => string.Join('\n', state.Properties.Select(p => $"{p.Key} = {p.Value}").Prepend($"{state.Id}"));
}
