using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Cli.Tests.Faults;

/// <summary>What a run of a verb under a fault came to.</summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Text">The report without its project, or the failure's sentence.</param>
/// <param name="Failed">Whether it is a failure's sentence.</param>
/// <param name="Network">What was sent.</param>
internal sealed record Outcome(int Exit, string Text, bool Failed, FaultyNetwork Network);

/// <summary>One local Google in memory, and a small pipeline whose deploy needs every kind of request; each run has a project of its own.</summary>
internal sealed class SmallCloud : IAsyncDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2025, 10, 21, 18, 0);
    private static readonly string[] Permitted = ["table/st.raw", "table/st.moved"];

    private readonly LocalGoogle google;
    private readonly Session session;
    private readonly string folder;

    private SmallCloud(LocalGoogle google, Session session, string folder) => (this.google, this.session, this.folder) = (google, session, folder);

    public static async Task<SmallCloud> StartAsync()
    {
        var google = await LocalGoogle.StartAsync(new() { Now = Now, VirtualClock = true, Time = TimeProvider.System }, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("orchestrator-faults-").FullName;
        var terminal = Terminal(folder, new CloudTransport());
        var session = await Session.OpenAsync(Options(folder, null), terminal, new CloudConnection(GoogleEndpoint.Local(google.BaseUri), google), CancellationToken.None);
        Assert.DoesNotContain(session.Analyzed.Diagnostics, d => d.Severity == Severity.Error);
        return new SmallCloud(google, session, folder);
    }

    /// <summary>Creates the world as it was before the declaration changed.</summary>
    public async Task<string> PrepareAsync(string project)
    {
        await using var cloud = At(project);
        foreach (var change in Planner.Plan(SmallPipeline.Before(project), new([], []), (_, _, _, _) => SqlComparison.Unknown).Changes) await cloud.ApplyAsync(change, CancellationToken.None);
        return project;
    }

    /// <summary>Runs a verb with one fault.</summary>
    public async Task<Outcome> RunAsync(string verb, string project, Fault fault, int at)
    {
        var time = new FaultTime();
        FaultyNetwork? network = null;
        var token = 1;
        var transport = new CloudTransport { Around = inner => network = new FaultyNetwork(inner, fault, at, time), Time = time, Chance = () => new Random(at) };
        var endpoint = GoogleEndpoint.Local(google.BaseUri) with { AccessToken = _ => Task.FromResult<string?>($"token-{Volatile.Read(ref token)}"), TokenRefused = _ => Interlocked.Increment(ref token) };
        using var terminal = Terminal(folder, transport);
        await using var run = session.Elsewhere(Options(folder, project), terminal, new CloudConnection(endpoint, google));
        try
        {
            var report = verb switch
            {
                "up" => await UpVerb.RunAsync(run, Permitted.ToHashSet(), direct: false, CancellationToken.None),
                "plan" => await PlanVerb.RunAsync(run, CancellationToken.None),
                _ => await DriftVerb.RunAsync(run, CancellationToken.None),
            };
            return new(report.Exit, Orchestrator.Reports.JsonReport.Write(report).Replace(project, "PROJECT", StringComparison.Ordinal), Failed: false, network!);
        }
        catch (Exception error) when (Failures.Explain(error, CancellationToken.None) is { } failure)
        {
            return new(failure.Exit, failure.Message, Failed: true, network!);
        }
    }

    /// <summary>Everything that is there, as lines.</summary>
    public async Task<string> WorldAsync(string project)
    {
        await using var cloud = At(project);
        var seen = await cloud.ObserveAsync(CancellationToken.None);
        Assert.Empty(seen.Unobserved);
        var resources = string.Join('\n', seen.Resources.Select(r => $"{r.Id}: {string.Join("; ", r.Properties.Select(p => $"{p.Key} = {p.Value}"))}")).Replace(project, "PROJECT", StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = google.BaseUri };
        var jobs = await http.GetStringAsync(new Uri($"/bigquery/v2/projects/{project}/jobs?maxResults=1000&projection=full", UriKind.Relative));
        return $"{resources}\nstatements that changed something: {System.Text.Json.Nodes.JsonNode.Parse(jobs)!["jobs"]?.AsArray().Count ?? 0}";
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await google.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Cloud At(string project) => Cloud.At(GoogleEndpoint.Local(google.BaseUri), SmallPipeline.Declare() with { Project = project });

    private static VerbOptions Options(string folder, string? project) => new() { Pipeline = SmallPipeline.Name, Project = project, At = Now, StateFolder = folder };

    private static Terminal Terminal(string folder, CloudTransport transport) => new Terminal
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        WallClock = () => Now,
        Folder = folder,
        Transport = transport,
    }.With(SmallPipeline.Declare());
}
