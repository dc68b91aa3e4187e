using System.Text;
using Spectre.Console;

namespace Orchestrator.Reports;

/// <summary>A text writer that claims to be a console of a given width, so that rendering depends on nothing but its input.</summary>
internal sealed class FixedWidthOutput(TextWriter writer, int width) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    public int Width => width;

    public int Height => 80;

    public void SetEncoding(Encoding encoding)
    {
        // The text is handed over as a string; whoever writes it chooses the encoding.
    }
}
