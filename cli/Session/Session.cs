using NodaTime;
using Orchestrator.Drift;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>One run of a verb: the pipeline as GoogleSQL understands it, the one <c>now</c>, and, when asked for, the target.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly GoogleSqlAnalyzer analyzer;
    private readonly CloudConnection? connection;
    private readonly Session? lender;
    private readonly bool ownsAnalyzer;
    private Cloud? cloud;

    private Session(VerbOptions options, Terminal terminal, GoogleSqlAnalyzer analyzer, CloudConnection? connection, Instant now, AnalyzedPipeline analyzed, PipelineProof? declaredOrder, bool ownsAnalyzer = true)
    {
        Options = options;
        Terminal = terminal;
        this.analyzer = analyzer;
        this.connection = connection;
        this.ownsAnalyzer = ownsAnalyzer;
        Now = now;
        Analyzed = analyzed;
        DeclaredOrder = declaredOrder;
    }

    private Session(Session lender, Instant now)
        : this(lender.Options with { At = now }, lender.Terminal, lender.analyzer, lender.connection, now, lender.Analyzed, lender.DeclaredOrder) => this.lender = lender;

    /// <summary>What the user asked for.</summary>
    public VerbOptions Options { get; }

    /// <summary>Streams and progress.</summary>
    public Terminal Terminal { get; }

    /// <summary>The one instant of this run.</summary>
    public Instant Now { get; }

    /// <summary>The pipeline and all mistakes in it.</summary>
    public AnalyzedPipeline Analyzed { get; }

    /// <summary>The proof of the declared order over ten years from <see cref="Now"/>; null when other mistakes stand before it.</summary>
    public PipelineProof? DeclaredOrder { get; }

    /// <summary>The project that is looked at.</summary>
    public string Project => Options.Project ?? Analyzed.Pipeline.Project;

    /// <summary>The pipeline's business zone.</summary>
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[Analyzed.Pipeline.Zone];

    /// <summary>The folder of journals for this pipeline on this target.</summary>
    public string JournalFolder => Path.Combine(Options.StateFolder, Options.TargetName, Project, Options.Pipeline);

    /// <summary>Reads the declaration, has its SQL analyzed, and finds out what time it is.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="terminal">Streams, clock, pipelines.</param>
    /// <param name="connection">A cloud that is open already; null opens one when it is needed.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Session> OpenAsync(VerbOptions options, Terminal terminal, CloudConnection? connection, CancellationToken cancellation)
    {
        var pipeline = terminal.Pipelines[options.Pipeline]();
        var now = options.At ?? await LocalGoogleProbe.NowAsync(options, connection, cancellation).ConfigureAwait(false) ?? terminal.WallClock();
        var analyzer = GoogleSqlAnalyzer.Create();
        try
        {
            terminal.Progress($"analyzing {pipeline.Name}: {pipeline.SqlFiles.Count} SQL files");
            var analyzed = await PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, Today(pipeline, now), cancellation).ConfigureAwait(false);
            if (analyzed.HasErrors) return new Session(options, terminal, analyzer, connection, now, analyzed, null);

            // An order that does not hold is a mistake of the declaration like any other: nothing is deployed with it.
            terminal.Progress("proving the declared order over ten years");
            var order = PipelineProof.Prove(analyzed, now);
            var proven = analyzed with { Diagnostics = DiagnosticOrder.Sort(analyzed.Diagnostics.Concat(OrderDiagnostics.Find(order, pipeline.Within))) };
            return new Session(options, terminal, analyzer, connection, now, proven, order);
        }
        catch
        {
            await analyzer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The same declaration, analysis, proof and target at another instant: costs nothing, so that a monitor can poll hundreds of times. What it borrows
    /// belongs to this session, which must live longer; disposing it does nothing. <see cref="DeclaredOrder"/> still starts at the lender's instant.
    /// </summary>
    public Session At(Instant now) => new(lender ?? this, now);

    /// <summary>The same declaration at another target, without analyzing it again; to be disposed of before this one.</summary>
    internal Session Elsewhere(VerbOptions options, Terminal terminal, CloudConnection target) => new(options, terminal, analyzer, target, Now, Analyzed, DeclaredOrder, ownsAnalyzer: false);

    /// <summary>The target, opened at the first call.</summary>
    public async Task<Cloud> CloudAsync(CancellationToken cancellation) => lender is not null
        ? await lender.CloudAsync(cancellation).ConfigureAwait(false)
        : cloud ??= await Cloud.OpenAsync(this, connection, cancellation).ConfigureAwait(false);

    /// <summary>Reads the target and compares it with the declaration.</summary>
    public async Task<DeclaredAgainstLive> CompareAsync(CancellationToken cancellation)
    {
        var target = await CloudAsync(cancellation).ConfigureAwait(false);
        Terminal.Progress($"observing {Options.TargetName}: project {Project}");
        var observing = target.ObserveAsync(cancellation);
        var desired = DesiredState.Of(Analyzed, Project);
        var observed = await observing.ConfigureAwait(false);
        var applied = AppliedStates.Read(JournalFolder);
        var compareSql = await SqlComparisons.PrepareAsync(Analyzed, Project, desired, observed.Resources.Concat(applied ?? []), analyzer, cancellation).ConfigureAwait(false);
        return new DeclaredAgainstLive(desired, observed, Planner.Plan(desired, observed, compareSql), applied, compareSql);
    }

    /// <summary>An empty report of a verb, for the verb to fill.</summary>
    public VerbReport Report(string verb) => new() { Verb = verb, Pipeline = Options.Pipeline, Target = Options.TargetName, At = Now, Exit = 0, Headline = "" };

    private static LocalDate? Today(Pipeline pipeline, Instant now) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(pipeline.Zone) is { } zone ? now.InZone(zone).Date : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (lender is not null) return;
        if (cloud is not null) await cloud.DisposeAsync().ConfigureAwait(false);
        if (ownsAnalyzer) await analyzer.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>Declared against observed.</summary>
/// <param name="Desired">The declared states.</param>
/// <param name="Observed">What was found, and what could not be read.</param>
/// <param name="Plan">The difference.</param>
/// <param name="Applied">What the last complete <c>up</c> applied, or null.</param>
/// <param name="CompareSql">How SQL was compared.</param>
public sealed record DeclaredAgainstLive(IReadOnlyList<ResourceState> Desired, Observation Observed, Plan Plan, IReadOnlyList<ResourceState>? Applied, SqlComparer CompareSql);
