using System.Text;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>A report as one HTML file to read, print or attach. No scripts, nothing from elsewhere; everything that comes from the cloud or a declaration is escaped.</summary>
public static class HtmlReport
{
    private const string Style = """
        body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:#1f2933;background:#fff;margin:24px auto;padding:0 16px;max-width:1080px}
        h1{font-size:24px;margin-bottom:4px}h2{font-size:18px;margin-top:32px}.facts{color:#52606d}.headline{font-weight:600}h1,h2,p,li{overflow-wrap:anywhere}
        .wide{overflow-x:auto;margin:12px 0}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:6px 14px 6px 0;border-bottom:1px solid #d9e2ec;font-variant-numeric:tabular-nums}
        th{white-space:nowrap}pre{background:#f5f7fa;padding:12px;overflow:auto;max-height:480px;font:13px/1.45 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        li{margin:8px 0}.error{color:#a30000;font-weight:600}.warning{color:#8a5200;font-weight:600}.info{color:#1f5199;font-weight:600}.more{color:#52606d}
        @media print{body{margin:0;max-width:none}.wide{overflow:visible}td{overflow-wrap:anywhere}tr{break-inside:avoid}h2{break-after:avoid}pre{overflow:visible;max-height:none;white-space:pre-wrap;overflow-wrap:anywhere} }
        """;

    /// <summary>The file.</summary>
    public static string Write(VerbReport report)
    {
        var html = HtmlPage.Begin(XmlText.Escape(report.Title ?? $"{report.Verb} {report.Pipeline}"), Style);
        html.Append($"<p class=\"facts\">pipeline {XmlText.Escape(report.Pipeline)}, target {XmlText.Escape(report.Target)}, at {InstantPattern.ExtendedIso.Format(report.At)}, exit {report.Exit}</p>\n");
        html.Append($"<p class=\"headline\">{XmlText.Escape(report.Headline)}</p>\n");
        foreach (var diagnostic in report.Diagnostics)
            html.Append($"<p>{Severe(diagnostic.Severity)} {XmlText.Escape($"{diagnostic.Code} {diagnostic.Subject}{(diagnostic.Place is null ? "" : $" {diagnostic.Place}")}: {diagnostic.Message} {diagnostic.Remedy}")}</p>\n");
        // A document tells its story first and lists what was found at its end.
        if (report.Title is null) Findings(html, report.Findings);
        foreach (var section in report.Sections) Section(html, section);
        if (report.Title is not null) Findings(html, report.Findings);
        return HtmlPage.End(html);
    }

    private static void Findings(StringBuilder html, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0) return;
        html.Append("<h2>Findings</h2>\n<ul>\n");
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            html.Append($"<li>{Severe(finding.Severity)} {XmlText.Escape(finding.Code)} <code>{XmlText.Escape(finding.Subject)}</code>: {XmlText.Escape(finding.Message)}");
            if (finding.Consequence is { } consequence && !Consequences.SaidAgain(findings, i)) More(html, $"→ {consequence.Says}");
            if (finding.Cause is { } cause && cause != finding.Subject) More(html, $"because of {cause}");
            if (finding.Muted is { } mute) More(html, FindingWords.Muted(mute));
            if (finding.Remedy is { } remedy && !FindingWords.RemedySaidAgain(findings, i)) More(html, $"remedy: {remedy}");
            foreach (var row in finding.Rows) More(html, string.Join(", ", row.Select(c => $"{c.Key} {c.Value ?? "NULL"}")));
            if (finding.Sql is { } sql && !FindingWords.SqlSaidAgain(findings, i)) Pre(html, sql.Split('\n'));
            html.Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static void Section(StringBuilder html, ReportSection section)
    {
        html.Append($"<h2>{XmlText.Escape(section.Title)}</h2>\n");
        foreach (var block in section.Blocks)
        {
            switch (block)
            {
                case ReportBlock.Paragraph paragraph: html.Append($"<p>{XmlText.Escape(paragraph.Text)}</p>\n"); break;
                case ReportBlock.Grid grid: Grid(html, grid); break;
                case ReportBlock.Picture picture: Pre(html, picture.Lines); break;
                case ReportBlock.Diagram diagram: Pre(html, diagram.Lines); break;
            }
        }
    }

    private static void Grid(StringBuilder html, ReportBlock.Grid grid)
    {
        html.Append("<div class=\"wide\" tabindex=\"0\"><table>\n");
        if (!grid.Header.All(string.IsNullOrEmpty)) html.Append($"<thead><tr>{string.Concat(grid.Header.Select(h => $"<th scope=\"col\">{XmlText.Escape(h)}</th>"))}</tr></thead>\n");
        html.Append("<tbody>\n");
        foreach (var row in grid.Rows) html.Append($"<tr>{string.Concat(row.Select(c => $"<td>{XmlText.Escape(c)}</td>"))}</tr>\n");
        html.Append("</tbody>\n</table></div>\n");
    }

    private static void Pre(StringBuilder html, IEnumerable<string> lines) => html.Append($"<pre tabindex=\"0\">{string.Join('\n', lines.Select(XmlText.Escape))}</pre>\n");

    private static void More(StringBuilder html, string text) => html.Append($"<br><span class=\"more\">{XmlText.Escape(text)}</span>");

    private static string Severe(Severity severity) => $"<span class=\"{FindingJson.Word(severity)}\">{FindingJson.Word(severity)}</span>";
}
