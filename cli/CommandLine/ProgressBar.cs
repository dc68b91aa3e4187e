namespace Orchestrator.Cli;

/// <summary>
/// A line on the error stream that fills while long work goes on. It is rewritten in place on a terminal and not written at all elsewhere, and
/// never for work of a few steps.
/// </summary>
internal sealed class ProgressBar(TextWriter? errors, string what, int steps) : IDisposable
{
    private const int Cells = 30;
    private const int Few = 50;
    private int done;
    private int shown = -1;

    /// <summary>Whether it is drawn at all.</summary>
    public bool Shows => errors is not null && steps >= Few;

    /// <summary>Says that one more step is done.</summary>
    public void Step()
    {
        done++;
        var percent = (int)(100L * done / Math.Max(1, steps));
        if (!Shows || percent == shown) return;
        shown = percent;
        var full = Cells * percent / 100;
        errors!.Write($"\r  [{new string('#', full)}{new string('.', Cells - full)}] {done:#,0} of {steps:#,0} {what}");
        errors.Flush();
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (shown < 0) return;
        errors!.Write($"\r{new string(' ', Cells + what.Length + 34)}\r");
        errors.Flush();
    }
}
