using NodaTime.Text;
using Orchestrator.Model;
using Spectre.Console;

namespace Orchestrator.Reports;

/// <summary>A report for the terminal, at a given width. With colour it uses ANSI sequences; without, plain text that a pipe or file can hold.</summary>
public static class TextReport
{
    // A statement that compares two tables has sixty lines and more: whoever reads a terminal wants the findings beside each other.
    private const int MostLinesOfSql = 12;

    /// <summary>The report as text.</summary>
    /// <param name="report">What a verb found.</param>
    /// <param name="width">Columns of the terminal, at least 40.</param>
    /// <param name="colour">Whether ANSI colours may be used.</param>
    public static string Render(VerbReport report, int width, bool colour)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new FixedWidthOutput(writer, Math.Max(40, width)),
        });
        console.Profile.Capabilities.Unicode = true;
        Write(console, report);
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd(' ')));
    }

    private static void Write(IAnsiConsole console, VerbReport report)
    {
        console.Write(new Text(report.Title is { } title ? $"{Clean(title)}\n" : $"{report.Verb} {report.Pipeline} ", new Style(decoration: Decoration.Bold)));
        console.Write(new Text($"(target {report.Target}, at {InstantPattern.ExtendedIso.Format(report.At)})\n"));
        foreach (var diagnostic in report.Diagnostics) Line(console, diagnostic.Severity, $"{diagnostic.Code} {diagnostic.Subject}{(diagnostic.Place is null ? "" : $" {diagnostic.Place}")}: {diagnostic.Message} {diagnostic.Remedy}");
        if (report.Title is null) Findings(console, report);
        foreach (var section in report.Sections) Section(console, section);
        // A document tells its story first and lists what was found at its end.
        if (report.Title is not null && report.Findings.Count > 0)
        {
            console.Write(new Text("\nFindings\n", new Style(decoration: Decoration.Bold | Decoration.Underline)));
            Findings(console, report);
        }

        console.Write(new Text(Clean(report.Headline) + "\n", new Style(report.Exit == 0 ? Color.Green : report.Exit == 2 ? Color.Yellow : Color.Red, decoration: Decoration.Bold)));
    }

    private static void Findings(IAnsiConsole console, VerbReport report)
    {
        for (var i = 0; i < report.Findings.Count; i++)
        {
            var finding = report.Findings[i];
            Line(console, finding.Severity, $"{finding.Code} {finding.Subject}: {finding.Message}");
            // Several properties of one resource have one consequence: it is said once, after the last of them.
            if (finding.Consequence is { } consequence && !Consequences.SaidAgain(report.Findings, i)) console.Write(new Padder(new Text("→ " + Clean(consequence.Says)), new Padding(9, 0, 0, 0)));
            if (finding.Cause is { } cause && cause != finding.Subject) console.Write(new Padder(new Text($"because of {Clean(cause)}"), new Padding(9, 0, 0, 0)));
            if (finding.Muted is { } mute) console.Write(new Padder(new Text(Clean(FindingWords.Muted(mute))), new Padding(9, 0, 0, 0)));
            if (finding.Remedy is { } remedy && !FindingWords.RemedySaidAgain(report.Findings, i)) console.Write(new Padder(new Text("remedy: " + Clean(remedy)), new Padding(9, 0, 0, 0)));
            foreach (var row in finding.Rows.Take(3))
                console.Write(new Padder(new Text("· " + Clean(string.Join(", ", row.Select(c => $"{c.Key} {c.Value ?? "NULL"}"))), new Style(Color.Grey)), new Padding(9, 0, 0, 0)));
            if (finding.Sql is { } sql && !FindingWords.SqlSaidAgain(report.Findings, i)) console.Write(new Padder(new Text("sql: " + Clean(Shortened(sql)), new Style(Color.Grey)), new Padding(9, 0, 0, 0)));
        }
    }

    private static string Shortened(string sql)
    {
        var lines = sql.TrimEnd().Split('\n');
        return lines.Length <= MostLinesOfSql ? sql : $"{string.Join('\n', lines.Take(MostLinesOfSql))}\n… {lines.Length - MostLinesOfSql} more lines; the whole statement is in json, markdown and html.";
    }

    private static void Line(IAnsiConsole console, Severity severity, string text)
    {
        var (word, colour) = severity switch
        {
            Severity.Error => ("error", Color.Red),
            Severity.Warning => ("warning", Color.Yellow),
            _ => ("info", Color.Blue),
        };
        var grid = new Grid().AddColumn(new GridColumn().Width(7).NoWrap().PadRight(2).PadLeft(0)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        grid.AddRow(new Text(word, new Style(colour, decoration: Decoration.Bold)), new Text(Clean(text)));
        console.Write(grid);
    }

    private static void Section(IAnsiConsole console, ReportSection section)
    {
        console.Write(new Text("\n" + Clean(section.Title) + "\n", new Style(decoration: Decoration.Bold | Decoration.Underline)));
        foreach (var block in section.Blocks)
        {
            switch (block)
            {
                case ReportBlock.Paragraph paragraph: console.Write(new Text(Clean(paragraph.Text) + "\n")); break;
                case ReportBlock.Picture picture: console.Write(new Text(string.Join('\n', picture.Lines.Select(Clean)) + "\n")); break;
                case ReportBlock.Diagram diagram: console.Write(new Text(string.Join('\n', diagram.Lines.Select(Clean)) + "\n")); break;
                case ReportBlock.Grid grid: console.Write(Grid(grid)); break;
            }
        }
    }

    private static Spectre.Console.Table Grid(ReportBlock.Grid grid)
    {
        var table = new Spectre.Console.Table { Border = TableBorder.Simple };
        if (grid.Header.All(string.IsNullOrEmpty)) table.HideHeaders();
        foreach (var heading in grid.Header) table.AddColumn(new TableColumn(new Text(heading)));
        foreach (var row in grid.Rows) table.AddRow(row.Select(cell => new Text(Clean(cell))));
        return table;
    }

    /// <summary>Without control characters: a name from the cloud must not move the cursor or ring the bell.</summary>
    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c));
}
