using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>Prints a report in the format that the user chose.</summary>
internal static class Printing
{
    /// <summary>Writes the report to the output and gives its exit code.</summary>
    public static int Print(Terminal terminal, ReportFormat format, VerbReport report)
    {
        terminal.Out.Write(format switch
        {
            ReportFormat.Json => JsonReport.Write(report),
            ReportFormat.Markdown => MarkdownReport.Render(report),
            _ => TextReport.Render(report, terminal.Width, terminal.Colour),
        });
        terminal.Out.Flush();
        return report.Exit;
    }
}
