namespace Orchestrator.Cli;

/// <summary>How many scans have ended: a bar on a terminal when there are many, else a line for about every tenth of them, so that a log shows that work goes on.</summary>
internal sealed class ScanProgress(Terminal terminal, int scans) : IDisposable
{
    private const int Lines = 10;
    private readonly ProgressBar bar = terminal.Bar("scans", scans);

    /// <summary>Says that so many have ended.</summary>
    public void Ended(int done)
    {
        bar.Step();
        if (!bar.Shows && done * Lines / scans > (done - 1) * Lines / scans && done < scans) terminal.Progress($"{done} of {scans} scans");
    }

    /// <inheritdoc/>
    public void Dispose() => bar.Dispose();
}
