using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Cli.Tests.Drifting;

/// <summary>A local Google on which the watched pipeline was deployed, changed by hand in every way there is, and healed; with what each verb said.</summary>
public sealed class DriftedCloud : IAsyncLifetime
{
    private readonly CommandRun run = new(WatchedPipeline.Declare());
    private LocalGoogle? google;
    private HttpClient? http;

    /// <summary>What <c>drift</c> found before anything was changed.</summary>
    public IReadOnlyList<string> BeforeAnything { get; private set; } = [];

    /// <summary>What it found after every mutation: code, subject, property.</summary>
    public IReadOnlyList<string> Found { get; private set; } = [];

    /// <summary>The answer of <c>up</c> without any permission.</summary>
    public VerbReport? WithoutPermission { get; private set; }

    /// <summary>What <c>drift</c> found after the refusal.</summary>
    public IReadOnlyList<string> AfterRefusal { get; private set; } = [];

    /// <summary>The answer of <c>up</c> with a permission for each resource that loses data.</summary>
    public VerbReport? WithPermission { get; private set; }

    /// <summary>What <c>drift</c> found after the healing.</summary>
    public IReadOnlyList<string> AfterHealing { get; private set; } = [];

    internal Planter Planter => new(http!, WatchedPipeline.Project, WatchedPipeline.Location);

    public async Task InitializeAsync()
    {
        google = await LocalGoogle.StartAsync(new() { Now = Instant.FromUtc(2026, 11, 20, 12, 0), VirtualClock = true, Time = TimeProvider.System }, CancellationToken.None);
        http = new HttpClient { BaseAddress = google.BaseUri };
        var options = new VerbOptions { Pipeline = WatchedPipeline.Name, StateFolder = Path.Combine(run.Folder, "state") };
        await using var session = await Session.OpenAsync(options, run.Terminal, new CloudConnection(GoogleEndpoint.Local(google.BaseUri), google), CancellationToken.None);
        Assert.False(session.Analyzed.HasErrors, string.Join('\n', session.Analyzed.Diagnostics));
        var created = await UpAsync(session);
        Assert.True(created.Exit == 0, created.Headline);
        BeforeAnything = await DriftAsync(session);
        foreach (var mutation in MutationFacts.All) await mutation.Plant(Planter);
        Found = await DriftAsync(session);
        WithoutPermission = await UpAsync(session);
        AfterRefusal = await DriftAsync(session);
        WithPermission = await UpAsync(session, [.. MutationFacts.All.Where(m => m.LosesData).Select(m => m.Permission)]);
        AfterHealing = await DriftAsync(session);
    }

    public async Task DisposeAsync()
    {
        http?.Dispose();
        if (google is not null) await google.DisposeAsync();
        run.Dispose();
    }

    private static Task<VerbReport> UpAsync(Session session, params IReadOnlyList<string> permitted) =>
        UpVerb.RunAsync(session, permitted.ToHashSet(StringComparer.Ordinal), direct: false, CancellationToken.None);

    private static async Task<IReadOnlyList<string>> DriftAsync(Session session) =>
        [.. (await DriftVerb.RunAsync(session, CancellationToken.None)).Findings.Select(f => $"{f.Code} {f.Subject} {f.Property}".TrimEnd())];
}
