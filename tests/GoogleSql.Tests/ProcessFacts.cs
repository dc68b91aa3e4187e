using System.Diagnostics;
using System.Runtime.InteropServices;
using Orchestrator.GoogleSql;
using Zetasql;
using Zetasql.Internal;
using Zetasql.LocalService;

namespace GoogleSql.Tests;

public sealed class An_analyzer_process_that_fails
{
    [Fact]
    public async Task Is_replaced_when_it_was_killed()
    {
        await using var process = AnalyzerProcess.Create();
        await FormatAsync(process);
        var first = process.ProcessId!.Value;

        await SignalAsync("KILL", first);

        Assert.Equal("SELECT\n  1;", await FormatAsync(process));
        Assert.NotEqual(first, process.ProcessId);
    }

    [Fact]
    public async Task Is_killed_and_replaced_when_it_hangs()
    {
        await using var process = new AnalyzerProcess(AnalyzerBinary.Locate(), TimeSpan.FromSeconds(1));
        await FormatAsync(process);
        var first = process.ProcessId!.Value;

        await SignalAsync("STOP", first);

        Assert.Equal("SELECT\n  1;", await FormatAsync(process));
        await AssertGoneAsync(first);
    }

    [Fact]
    public async Task Fails_the_call_after_the_second_time_and_serves_the_next_one()
    {
        await using var process = AnalyzerProcess.Create();
        // The binary aborts at a CALL of a procedure without a result type.
        var catalog = CatalogSource.Of([], "p") with
        {
            Procedures = [new ProcedureProto { NamePath = { "p", "d", "poison" }, Signature = new FunctionSignatureProto { ReturnType = new FunctionArgumentTypeProto { Kind = SignatureArgumentKind.ArgTypeVoid, NumOccurrences = -1 } } }],
        };
        var others = Enumerable.Range(0, 8).Select(_ => Task.Run(() => FormatAsync(process))).ToList();

        var failure = await Assert.ThrowsAsync<AnalyzerFailedException>(() => new StatementAnalyzer(process).AnalyzeStatementAsync("CALL d.poison()", catalog, new AnalyzerOptions()));

        Assert.Equal("The GoogleSQL analyzer died twice in a call of Analyze: simplify the statement.", failure.Message);
        Assert.All(await Task.WhenAll(others), text => Assert.Equal("SELECT\n  1;", text));
        Assert.Equal("SELECT\n  1;", await FormatAsync(process));
    }

    [Fact]
    public async Task Is_not_started_without_end()
    {
        await using var process = new AnalyzerProcess(AnalyzerBinary.Locate(), startsPerMinute: 2);
        await FormatAsync(process);
        await SignalAsync("KILL", process.ProcessId!.Value);
        await FormatAsync(process);
        await SignalAsync("KILL", process.ProcessId!.Value);

        var failure = await Assert.ThrowsAsync<AnalyzerFailedException>(() => FormatAsync(process));

        Assert.StartsWith("The GoogleSQL analyzer was started 2 times within a minute and keeps failing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_the_binary_printed_when_it_does_not_start()
    {
        await using var process = new AnalyzerProcess(new AnalyzerBinary { Path = "/bin/false" });

        var failure = await Assert.ThrowsAsync<AnalyzerFailedException>(() => FormatAsync(process));

        Assert.StartsWith("The GoogleSQL analyzer /bin/false ended while it started", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_waiting_at_a_cancellation()
    {
        await using var process = AnalyzerProcess.Create();
        await FormatAsync(process);
        await SignalAsync("STOP", process.ProcessId!.Value);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FormatAsync(process, cancellation.Token));
    }

    [Fact]
    public async Task Ends_with_its_owner()
    {
        var process = AnalyzerProcess.Create();
        await FormatAsync(process);
        var pid = process.ProcessId!.Value;

        await process.DisposeAsync();

        await AssertGoneAsync(pid);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => FormatAsync(process));
    }

    [Fact]
    public async Task Ends_with_its_owner_even_when_the_shell_that_watches_it_was_killed()
    {
        var process = AnalyzerProcess.Create();
        await FormatAsync(process);
        var pid = process.ProcessId!.Value;
        await SignalAsync("KILL", $"$(ps -o ppid= -p {pid})");

        await process.DisposeAsync();

        await AssertGoneAsync(pid);
    }

    [Fact]
    public async Task Serves_several_calls_at_once()
    {
        await using var process = AnalyzerProcess.Create();

        var texts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => FormatAsync(process)));

        Assert.All(texts, text => Assert.Equal("SELECT\n  1;", text));
    }

    private static async Task<string> FormatAsync(AnalyzerProcess process, CancellationToken cancellation = default) =>
        (await process.CallAsync("FormatSql", new FormatSqlRequest { Sql = "select 1" }, FormatSqlResponse.Parser, cancellation: cancellation)).Sql.TrimEnd();

    private static async Task SignalAsync(string signal, string pid)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {pid}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static Task SignalAsync(string signal, int pid) => SignalAsync(signal, pid.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static async Task AssertGoneAsync(int pid)
    {
        // A kill is carried out a moment after it was asked for.
        var state = await StateAsync(pid);
        for (var wait = 0; wait < 100 && !IsGone(state); wait++)
        {
            await Task.Delay(50);
            state = await StateAsync(pid);
        }

        Assert.True(IsGone(state), $"process {pid} is in state {state}");
    }

    // Z: dead, and not yet reaped by whoever inherited it.
    private static bool IsGone(string state) => state.Length == 0 || state[0] == 'Z';

    private static async Task<string> StateAsync(int pid)
    {
        using var ps = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"ps -o stat= -p {pid}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var state = (await ps.StandardOutput.ReadToEndAsync()).Trim();
        await ps.WaitForExitAsync();
        return state;
    }
}

public sealed class The_analyzers_binary
{
    [Fact]
    public void Is_named_with_the_command_that_installs_it_when_it_is_missing()
    {
        var failure = Assert.Throws<AnalyzerMissingException>(() => AnalyzerBinary.Locate([Path.GetPathRoot(Path.GetTempPath())!], "remote_server.so"));

        Assert.Equal("The GoogleSQL analyzer (node_modules/@fivetrandevelopers/zetasql/lib/zetasql/remote_server.so) is not installed: run 'npm install --no-save' in the repository's root, or ./build.sh.", failure.Message);
    }

    [Fact]
    public void Is_found_upwards_from_the_program() => Assert.True(File.Exists(AnalyzerBinary.Locate().Path));

    [Fact]
    public void Does_not_exist_for_Windows() =>
        Assert.Equal(
            "No GoogleSQL analyzer exists for WINDOWS on X64: use Linux or macOS on x64 or arm64 (on Windows, WSL).",
            Assert.Throws<AnalyzerMissingException>(() => AnalyzerBinary.FileName(OSPlatform.Windows, Architecture.X64)).Message);

    [Theory]
    [InlineData("LINUX", Architecture.X64, "remote_server.so")]
    [InlineData("LINUX", Architecture.Arm64, "remote_server_arm.so")]
    [InlineData("OSX", Architecture.X64, "remote_server")]
    [InlineData("OSX", Architecture.Arm64, "remote_server_arm")]
    public void Is_the_one_for_the_machine(string system, Architecture processor, string expected) =>
        Assert.Equal(expected, AnalyzerBinary.FileName(OSPlatform.Create(system), processor));
}
