using System.Runtime.InteropServices;
using NodaTime;
using Orchestrator.Pipelines;

namespace Orchestrator.Cli;

/// <summary>
/// Everything that the command line takes from outside, in one place: streams, width, colour, clock, cancellation, pipelines. Verbs see nothing else
/// of the process, so a test can run them as a user would.
/// </summary>
public sealed class Terminal : IDisposable
{
    private readonly CancellationTokenSource stop;
    private PosixSignalRegistration? termination;

    /// <summary>A terminal that can be stopped.</summary>
    public Terminal()
        : this(new CancellationTokenSource())
    {
    }

    private Terminal(CancellationTokenSource stop) => this.stop = stop;

    /// <summary>Where the answer goes.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where progress and failures go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Columns that text may use. Default: 100, which is also what a pipe gets.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Whether ANSI colours may be used on <see cref="Out"/>. Default: no.</summary>
    public bool Colour { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal on which a progress line can be rewritten. Default: no.</summary>
    public bool Interactive { get; init; }

    /// <summary>What is read for a file named <c>-</c>. Default: nothing.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>The environment: the value of a variable, or null. Default: an empty one.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The wall clock, read once per run.</summary>
    public required Func<Instant> WallClock { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string Folder { get; init; }

    /// <summary>The account under which this runs, for the audit log. Default: not known.</summary>
    public string Account { get; init; } = "unknown";

    /// <summary>The pipelines that can be named.</summary>
    public IReadOnlyDictionary<string, Func<Model.Pipeline>> Pipelines { get; init; } = PipelineCatalog.All;

    /// <summary>How requests get to Google. Default: over the network.</summary>
    public CloudTransport Transport { get; init; } = new();

    /// <summary>Cancelled when the run is to stop: Ctrl-C, or SIGTERM.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>The terminal of this process. NO_COLOR (no-color.org) and redirected streams are respected.</summary>
    public static Terminal OfThisProcess()
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var plain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var terminal = new Terminal
        {
            In = Console.In,
            Out = Console.Out,
            Error = Console.Error,
            Width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 100 : Console.WindowWidth,
            Colour = !plain,
            Interactive = !Console.IsErrorRedirected,
#pragma warning disable RS0030 // The one place where the wall clock is read.
            WallClock = () => Instant.FromUnixTimeSeconds(SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds()),
#pragma warning restore RS0030
            Variable = Environment.GetEnvironmentVariable,
            Folder = Directory.GetCurrentDirectory(),
            Account = Environment.UserName,
        };
        Console.CancelKeyPress += (_, press) =>
        {
            // The first Ctrl-C lets the running step end and the journal be closed; the second one ends the process.
            if (terminal.stop.IsCancellationRequested) return;
            press.Cancel = true;
            terminal.Stop();
        };
        // What build servers and containers send: the same as Ctrl-C.
        terminal.termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            if (terminal.stop.IsCancellationRequested) return;
            signal.Cancel = true;
            terminal.Stop();
        });
        return terminal;
    }

    /// <summary>The same terminal with one pipeline more, or another in its place.</summary>
    public Terminal With(Model.Pipeline pipeline) => new(stop)
    {
        In = In,
        Out = Out,
        Error = Error,
        Width = Width,
        Colour = Colour,
        Interactive = Interactive,
        WallClock = WallClock,
        Variable = Variable,
        Folder = Folder,
        Transport = Transport,
        Account = Account,
        Pipelines = new Dictionary<string, Func<Model.Pipeline>>(Pipelines, StringComparer.Ordinal) { [pipeline.Name] = () => pipeline },
    };

    /// <summary>Asks the running verb to stop.</summary>
    public void Stop() => stop.Cancel();

    /// <summary>Says on the error stream what is being done, so that the answer stays alone on the other.</summary>
    public void Progress(string what)
    {
        Error.WriteLine($"  {what}");
        Error.Flush();
    }

    /// <summary>Waits until the wall clock shows an instant. In steps: a machine that slept, or whose clock was set, goes on soon after the instant and not hours later.</summary>
    public async Task WaitAsync(Instant until, CancellationToken cancellation)
    {
        while (until - WallClock() is var left && left > Duration.Zero)
            await Task.Delay(left < Duration.FromMinutes(1) ? left.ToTimeSpan() : TimeSpan.FromMinutes(1), cancellation).ConfigureAwait(false);
    }

    /// <summary>A progress bar on the error stream, if that is a terminal.</summary>
    internal ProgressBar Bar(string what, int steps) => new(Interactive ? Error : null, what, steps);

    /// <inheritdoc/>
    public void Dispose()
    {
        termination?.Dispose();
        stop.Dispose();
    }
}
