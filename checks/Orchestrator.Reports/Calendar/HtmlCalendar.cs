using System.Text;
using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Reports;

/// <summary>A calendar page as one HTML file: the pictures, what fails in words, and the runs as a table. No scripts, nothing from elsewhere.</summary>
public static class HtmlCalendar
{
    private const string Style = """
        body{font:14px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:#1f2933;background:#fff;margin:16px auto;padding:0 16px;max-width:1280px}
        h1{font-size:20px}h2{font-size:16px;margin-top:28px}figure{margin:8px 0;overflow-x:auto}svg{max-width:100%;height:auto}
        table{border-collapse:collapse}th,td{text-align:left;padding:3px 12px 3px 0;border-bottom:1px solid #d9e2ec;font-variant-numeric:tabular-nums}
        .f{color:#a30000;font-weight:600}
        """;

    private const int MostRows = 2000;
    private const int MostDays = 7;

    /// <summary>The file.</summary>
    public static string Write(CalendarPage page)
    {
        var html = HtmlPage.Begin(XmlText.Escape(SvgTimeline.Heading(page)), Style);
        Failures(html, page);
        html.Append($"<figure>{SvgTimeline.Draw(page, "all")}</figure>\n");
        if (page.Days is > 1 and <= MostDays)
            for (var day = 0; day < page.Days; day++) html.Append($"<figure>{SvgTimeline.Draw(page.Of(day), $"day{day + 1}")}</figure>\n");
        Runs(html, page);
        if (page.Silent.Count > 0) html.Append($"<h2>Not shown</h2>\n<ul>\n{string.Concat(page.Silent.Select(s => $"<li>{XmlText.Escape(s)}</li>\n"))}</ul>\n");
        return HtmlPage.End(html);
    }

    private static void Failures(StringBuilder html, CalendarPage page)
    {
        if (page.Failures.Count == 0) return;
        html.Append("<h2>Orders that fail</h2>\n<ul>\n");
        foreach (var failure in page.Failures.OrderBy(f => f.ConsumerStart).Take(MostRows))
            html.Append($"<li class=\"f\">✗ {Time(failure.ConsumerStart, page.Zone)}: {XmlText.Escape(FailureText.Say(failure))}</li>\n");
        html.Append("</ul>\n");
    }

    private static void Runs(StringBuilder html, CalendarPage page)
    {
        var runs = page.Runs.OrderBy(r => r.Start).ThenBy(r => r.Name, StringComparer.Ordinal).ToList();
        html.Append($"<h2>Runs</h2>\n<table>\n<thead><tr><th scope=\"col\">job</th><th scope=\"col\">{XmlText.Escape(page.Zone.Id)}</th><th scope=\"col\">UTC</th><th scope=\"col\">at most</th></tr></thead>\n<tbody>\n");
        foreach (var run in runs.Take(MostRows))
            html.Append($"<tr><td>{XmlText.Escape(run.Name)}</td><td>{run.Start.InZone(page.Zone):uuuu-MM-dd HH:mm}</td><td>{run.Start.InUtc():uuuu-MM-dd HH:mm}</td><td>{Span.Say(run.Longest)}</td></tr>\n");
        html.Append("</tbody>\n</table>\n");
        if (runs.Count > MostRows) html.Append($"<p>{runs.Count - MostRows:#,0} more runs.</p>\n");
    }

    private static string Time(Instant at, DateTimeZone zone) => $"{at.InZone(zone):uuuu-MM-dd HH:mm} ({at.InUtc():HH:mm} UTC)";
}
