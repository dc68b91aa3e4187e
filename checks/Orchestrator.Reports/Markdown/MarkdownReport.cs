using System.Text;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>A report as GitHub-flavoured Markdown. Everything that comes from the cloud or a declaration is escaped.</summary>
public static class MarkdownReport
{
    /// <summary>The report under a heading of the given level.</summary>
    /// <param name="report">What a verb found.</param>
    /// <param name="level">Heading level of the report's title, 1 to 4.</param>
    public static string Render(VerbReport report, int level = 1)
    {
        var text = new StringBuilder();
        var marks = new string('#', level);
        text.Append(marks).Append(' ').Append(MarkdownText.Escape(report.Title ?? $"{report.Verb} {report.Pipeline}")).Append("\n\n");
        text.Append("**").Append(MarkdownText.Escape(report.Headline)).Append("**  \n");
        text.Append($"target `{report.Target}`, at `{InstantPattern.ExtendedIso.Format(report.At)}`, exit {report.Exit}\n\n");
        Diagnostics(text, report.Diagnostics);
        // A document tells its story first and lists what was found at its end.
        if (report.Title is null) Findings(text, report.Findings);
        foreach (var section in report.Sections) Section(text, section, marks + "#");
        if (report.Title is null || report.Findings.Count == 0) return text.ToString();
        text.Append(marks).Append("# Findings\n\n");
        Findings(text, report.Findings);
        return text.ToString();
    }

    private static void Diagnostics(StringBuilder text, IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics.Count == 0) return;
        Grid(text, ["code", "severity", "subject", "where", "what", "remedy"], diagnostics.Select(d => (IReadOnlyList<string>)
            [MarkdownText.Escape(d.Code), FindingJson.Word(d.Severity), MarkdownText.Code(d.Subject), d.Place is null ? "" : MarkdownText.Code(d.Place.ToString()), MarkdownText.Escape(d.Message), MarkdownText.Escape(d.Remedy)]));
    }

    private static void Findings(StringBuilder text, IReadOnlyList<Finding> findings)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            text.Append($"- **{FindingJson.Word(finding.Severity)}** {MarkdownText.Escape(finding.Code)} {MarkdownText.Code(finding.Subject)}: {MarkdownText.Escape(finding.Message)}");
            if (finding.Consequence is { } consequence && !Consequences.SaidAgain(findings, i)) text.Append("  \n  → ").Append(MarkdownText.Escape(consequence.Says));
            if (finding.Cause is { } cause && cause != finding.Subject) text.Append("  \n  because of ").Append(MarkdownText.Code(cause));
            if (finding.Muted is { } mute) text.Append("  \n  ").Append(MarkdownText.Escape(FindingWords.Muted(mute)));
            if (finding.Remedy is { } remedy && !FindingWords.RemedySaidAgain(findings, i)) text.Append("  \n  remedy: ").Append(MarkdownText.Escape(remedy));
            text.Append('\n');
            foreach (var row in finding.Rows)
                text.Append("  - ").Append(string.Join(", ", row.Select(c => $"{MarkdownText.Escape(c.Key)} {(c.Value is null ? "NULL" : MarkdownText.Code(c.Value))}"))).Append('\n');
            if (finding.Sql is { } sql && !FindingWords.SqlSaidAgain(findings, i)) Fenced(text, "sql", sql.Split('\n'), "  ");
        }

        if (findings.Count > 0) text.Append('\n');
    }

    private static void Section(StringBuilder text, ReportSection section, string marks)
    {
        text.Append(marks).Append(' ').Append(MarkdownText.Escape(section.Title)).Append("\n\n");
        foreach (var block in section.Blocks)
        {
            switch (block)
            {
                case ReportBlock.Paragraph paragraph: text.Append(MarkdownText.Escape(paragraph.Text)).Append("\n\n"); break;
                case ReportBlock.Grid grid: Grid(text, grid.Header, grid.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(MarkdownText.Escape)])); break;
                case ReportBlock.Picture picture: Fenced(text, "text", picture.Lines); break;
                case ReportBlock.Diagram diagram: Fenced(text, "mermaid", diagram.Mermaid); break;
            }
        }
    }

    private static void Fenced(StringBuilder text, string language, IReadOnlyList<string> lines, string indent = "")
    {
        var fence = "```";
        while (lines.Any(l => l.Contains(fence, StringComparison.Ordinal))) fence += "`";
        text.Append(indent).Append(fence).Append(language).Append('\n');
        foreach (var line in lines) text.Append(indent).Append(line).Append('\n');
        text.Append(indent).Append(fence).Append("\n\n");
    }

    private static void Grid(StringBuilder text, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        text.Append("| ").Append(string.Join(" | ", header.Select(MarkdownText.Escape))).Append(" |\n|").Append(string.Concat(header.Select(_ => " --- |"))).Append('\n');
        foreach (var row in rows) text.Append("| ").Append(string.Join(" | ", row)).Append(" |\n");
        text.Append('\n');
    }
}
