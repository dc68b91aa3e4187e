using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator;

namespace Cli.Tests.Drifting;

/// <summary>A local Google on which the watched pipeline was deployed, changed by hand in every way there is, and healed; with what each verb said.</summary>
public sealed class DriftedCloud : IAsyncLifetime
{
    private LocalGoogle? google;
    private HttpClient? http;

    /// <summary>What <c>drift</c> found before anything was changed.</summary>
    public IReadOnlyList<string> BeforeAnything { get; private set; } = [];

    /// <summary>What it found after every mutation: code, subject, property.</summary>
    public IReadOnlyList<string> Found { get; private set; } = [];

    /// <summary>Exit code and output of <c>up</c> without any permission.</summary>
    public (int Exit, string Output) WithoutPermission { get; private set; }

    /// <summary>What <c>drift</c> found after the refusal.</summary>
    public IReadOnlyList<string> AfterRefusal { get; private set; } = [];

    /// <summary>Exit code and output of <c>up</c> with a permission for each resource that loses data.</summary>
    public (int Exit, string Output) WithPermission { get; private set; }

    /// <summary>What <c>drift</c> found after the healing.</summary>
    public IReadOnlyList<string> AfterHealing { get; private set; } = [];

    internal Planter Planter => new(http!, WatchedPipeline.Project, WatchedPipeline.Location);

    public async Task InitializeAsync()
    {
        google = await LocalGoogle.StartAsync(new() { Now = Instant.FromUtc(2026, 11, 20, 12, 0), VirtualClock = true, Time = TimeProvider.System }, CancellationToken.None);
        http = new HttpClient { BaseAddress = google.BaseUri };
        using var run = new CommandRun(WatchedPipeline.Declare());
        var created = await UpAsync(run);
        Assert.True(created.Exit == 0, created.Output);
        BeforeAnything = await DriftAsync(run);
        // What is deleted must not take anything along that another mutation is about.
        foreach (var mutation in MutationFacts.All) await mutation.Plant(Planter);
        Found = await DriftAsync(run);
        WithoutPermission = await UpAsync(run);
        AfterRefusal = await DriftAsync(run);
        WithPermission = await UpAsync(run, [.. MutationFacts.All.Where(m => m.LosesData).Select(m => m.Subject).Distinct().SelectMany(s => new[] { "--allow-destroy", s })]);
        AfterHealing = await DriftAsync(run);
    }

    public async Task DisposeAsync()
    {
        http?.Dispose();
        if (google is not null) await google.DisposeAsync();
    }

    private async Task<(int Exit, string Output)> UpAsync(CommandRun run, params string[] more)
    {
        run.Forget();
        var exit = await run.RunAsync(["up", WatchedPipeline.Name, "--endpoint", google!.BaseUri.ToString(), .. more]);
        return (exit, run.Output + run.Errors);
    }

    private async Task<IReadOnlyList<string>> DriftAsync(CommandRun run)
    {
        run.Forget();
        await run.RunAsync("drift", WatchedPipeline.Name, "--endpoint", google!.BaseUri.ToString(), "--format", "json");
        Assert.True(run.Output.Length > 0, run.Errors);
        return [.. JsonNode.Parse(run.Output)!["findings"]!.AsArray().Select(f => $"{f!["code"]} {f["subject"]} {f["property"]}".TrimEnd())];
    }
}
