using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Cli.Tests.Checking;

public sealed class JobsThatChecksStart : IAsyncLifetime
{
    private const string Project = "checked-project";

    private LocalGoogle google = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        google = await LocalGoogle.StartAsync(new() { Now = Instant.FromUtc(2025, 10, 21, 18, 0), VirtualClock = true, Time = TimeProvider.System }, CancellationToken.None);
        http = new HttpClient { BaseAddress = google.BaseUri };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await google.DisposeAsync();
    }

    [Fact]
    public async Task Are_labelled_and_limited_each_of_them()
    {
        using var run = new CommandRun(CheckedPipeline.Declare());
        var options = new VerbOptions { Pipeline = "checked", Verb = "check", StateFolder = Path.Combine(run.Folder, "state") };
        await using var session = await Session.OpenAsync(options, run.Terminal, new CloudConnection(GoogleEndpoint.Local(google.BaseUri), google), CancellationToken.None);
        Assert.Equal(0, (await UpVerb.RunAsync(session, new HashSet<string>(), direct: false, CancellationToken.None)).Exit);
        var before = (await JobsAsync()).Count;
        Assert.Equal(2, (await CheckVerb.RunAsync(session, CancellationToken.None)).Exit);
        var jobs = (await JobsAsync()).SkipLast(before).Select(j => j["configuration"]!).ToList();
        Assert.Equal(3, jobs.Count);
        Assert.All(jobs, j => Assert.Equal(("orchestrator", "checked", "check"), ((string)j["labels"]!["tool"]!, (string)j["labels"]!["pipeline"]!, (string)j["labels"]!["verb"]!)));
        Assert.Equal(["filled", "quiet", "rightly"], jobs.Select(j => (string)j["labels"]!["checks"]!).Order());
        Assert.All(jobs, j => Assert.True(long.Parse((string)j["query"]!["maximumBytesBilled"]!, System.Globalization.CultureInfo.InvariantCulture) > 0));
    }

    [Fact]
    public async Task Are_cancelled_on_the_service_when_the_user_stops()
    {
        const string Endless = "SELECT COUNT(*) FROM UNNEST(GENERATE_ARRAY(1, 100000)) AS a, UNNEST(GENERATE_ARRAY(1, 100000)) AS b, UNNEST(GENERATE_ARRAY(1, 1000)) AS c WHERE MOD(a * b + c, 7) = 3";
        using var connection = new GoogleConnection(http, GoogleEndpoint.Local(google.BaseUri), TimeProvider.System, new Random(7));
        using var stop = new CancellationTokenSource();
        var query = new BigQueryWarehouse(connection, Project).QueryAsync(new Query(Endless, []), stop.Token);
        while ((await JobsAsync()).Count == 0) await Task.Delay(50, CancellationToken.None);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        var job = Assert.Single(await JobsAsync());
        Assert.Equal("DONE stopped", $"{job["status"]!["state"]} {job["status"]!["errorResult"]!["reason"]}");
    }

    private async Task<List<JsonNode>> JobsAsync() =>
        [.. JsonNode.Parse(await http.GetStringAsync(new Uri($"/bigquery/v2/projects/{Project}/jobs?maxResults=1000", UriKind.Relative)))!["jobs"]!.AsArray().OfType<JsonNode>()];
}
