using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Zetasql.LocalService;

namespace Orchestrator.GoogleSql;

/// <summary>One running analyzer process with its connection. It dies when this object is disposed, and when our own process ends in any way.</summary>
internal sealed class AnalyzerServer : IAsyncDisposable
{
    // The shell waits on a pipe that we hold open: when we close it, or die, the read ends and the server is killed. The server is the
    // shell's child and stays unreaped until then, so its number cannot have passed to another process. Only the server holds the
    // output pipe, so its end tells us of the server's death. The shell ignores signals meant for the terminal's group, or it would
    // leave the server behind.
    private const string Script =
        "\"$0\" localhost \"$1\" </dev/null 2>&1 & pid=$!; trap '' INT HUP QUIT TERM; echo $pid; exec >/dev/null 2>&1; while read -r line; do :; done; kill -9 $pid; wait $pid; exit 0";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);

    private readonly Process _shell;
    private readonly UnaryCaller _caller;
    private readonly StringBuilder _output = new();
    private readonly Task _outputEnd;
    private int _disposed;

    private AnalyzerServer(Process shell, int pid, int port)
    {
        _shell = shell;
        ProcessId = pid;
        _caller = new UnaryCaller(port);
        _outputEnd = Task.Run(ReadOutputAsync);
    }

    public int ProcessId { get; }

    public UnaryCaller Caller => _caller;

    /// <summary>Starts the binary on a free port and returns when it answers.</summary>
    public static async Task<AnalyzerServer> StartAsync(AnalyzerBinary binary)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { "-c", Script, binary.Path, port.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        var shell = Process.Start(start) ?? throw new AnalyzerFailedException($"The GoogleSQL analyzer could not be started: {binary.Path}.");
        var first = await shell.StandardOutput.ReadLineAsync();
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            throw new AnalyzerFailedException($"The GoogleSQL analyzer could not be started: {binary.Path} ({first}).");
        var server = new AnalyzerServer(shell, pid, port);
        try
        {
            await server.AnswersAsync(binary);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        // Someone killed the shell: while the server holds the output pipe it lives, and its number is its own.
        if (_shell.ExitCode != 0 && !_outputEnd.IsCompleted) Process.GetProcessById(ProcessId).Kill();
        await _outputEnd;
        _caller.Dispose();
        _shell.Dispose();
    }

    private async Task AnswersAsync(AnalyzerBinary binary)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await _caller.CallAsync("FormatSql", new FormatSqlRequest { Sql = "SELECT 1" }, FormatSqlResponse.Parser, StartLimit);
                return;
            }
            catch (HttpRequestException) when (!_outputEnd.IsCompleted && Stopwatch.GetElapsedTime(started) < StartLimit)
            {
                await Task.WhenAny(Task.Delay(3), _outputEnd);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                throw new AnalyzerFailedException(_outputEnd.IsCompleted
                    ? $"The GoogleSQL analyzer {binary.Path} ended while it started: {Output()}"
                    : $"The GoogleSQL analyzer {binary.Path} did not answer within {StartLimit.TotalSeconds:0} s of its start.", e);
            }
        }
    }

    private string Output()
    {
        lock (_output) return _output.ToString().Trim();
    }

    private async Task ReadOutputAsync()
    {
        while (await _shell.StandardOutput.ReadLineAsync() is { } line)
            lock (_output)
                if (_output.Length < 4000) _output.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
