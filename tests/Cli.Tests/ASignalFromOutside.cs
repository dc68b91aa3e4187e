using System.Diagnostics;

namespace Cli.Tests;

public sealed class ASignalFromOutside
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ends_the_local_Google_which_keeps_everything(string signal)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-signal-");
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "orchestrator.dll"), "emulate", "--port", "0", "--data", folder.FullName]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            Assert.Contains("Ctrl-C ends it.", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                Assert.Fail($"SIG{signal} did not end it.");
            }

            Assert.Equal((0, "Stopped; everything is kept."), (process.ExitCode, (await process.StandardOutput.ReadToEndAsync()).Trim()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
