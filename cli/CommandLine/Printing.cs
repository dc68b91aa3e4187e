using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>Prints a report in the format that the user chose.</summary>
internal static class Printing
{
    /// <summary>Writes the report to the output, and to the files that were asked for, and gives its exit code.</summary>
    public static int Print(Terminal terminal, VerbOptions options, VerbReport report)
    {
        OutputFiles.Write(terminal, options.Outputs, report);
        return Print(terminal, options.Format, report);
    }

    /// <summary>Writes the report to the output and gives its exit code.</summary>
    public static int Print(Terminal terminal, ReportFormat format, VerbReport report)
    {
        terminal.Out.Write(Render(format, report, terminal.Width, terminal.Colour));
        terminal.Out.Flush();
        return report.Exit;
    }

    /// <summary>The report in a format.</summary>
    public static string Render(ReportFormat format, VerbReport report, int width, bool colour) => format switch
    {
        ReportFormat.Json => JsonReport.Write(report),
        ReportFormat.Markdown => MarkdownReport.Render(report),
        ReportFormat.JUnit => JUnitReport.Write(report),
        ReportFormat.Sarif => SarifReport.Write(report),
        ReportFormat.Html => HtmlReport.Write(report),
        _ => TextReport.Render(report, width, colour),
    };
}
