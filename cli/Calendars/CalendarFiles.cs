using System.Text;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>Writes calendars to a file or to the output.</summary>
internal static class CalendarFiles
{
    /// <summary>The calendar in a format of its own; null for the formats that every report has.</summary>
    public static string? Drawn(CalendarFormat format, CalendarPage page) => format switch
    {
        CalendarFormat.Ics => IcsCalendar.Write(page),
        CalendarFormat.Svg => SvgTimeline.Draw(page),
        CalendarFormat.Html => HtmlCalendar.Write(page),
        _ => null,
    };

    /// <summary>The report in one of the formats that every report has.</summary>
    public static string Printed(CalendarFlags asked, VerbReport report, Terminal terminal) => asked.Format switch
    {
        CalendarFormat.Json => JsonReport.Write(report),
        CalendarFormat.Markdown => MarkdownReport.Render(report),
        _ => TextReport.Render(report, terminal.Width, terminal.Colour && asked.Out is null),
    };

    /// <summary>Writes the text and gives the exit code.</summary>
    public static int Write(Terminal terminal, string? file, string text, int exit)
    {
        if (file is null)
        {
            terminal.Out.Write(text);
            terminal.Out.Flush();
            return exit;
        }

        var path = Path.GetFullPath(file, terminal.Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".new", text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(path + ".new", path, overwrite: true);
        terminal.Progress($"{file} written");
        return exit;
    }
}
