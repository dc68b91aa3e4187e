using System.Text;
using NodaTime;
using static Orchestrator.Reports.TimelineScale;

namespace Orchestrator.Reports;

/// <summary>
/// A calendar page as a picture (SVG, 1280 wide): a lane for every job, local time above UTC, days with a change of clocks as long as they are,
/// failures hatched in red and said in words. It has no scripts and refers to nothing outside itself.
/// </summary>
public static class SvgTimeline
{
    private const double Lane = 24;
    private const double Top = 104;

    private const string Style =
        """
        text{font:12px system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#1f2933}
        .t{font-size:17px;font-weight:600}.s{fill:#52606d}.d{font-weight:600}.h{fill:#1f2933;font-size:11px}.u{fill:#616e7c;font-size:11px}.n{font-size:12px}.nf{font-weight:600;fill:#a30000}
        .r{fill:#2f6690}.rt{font-size:11px;fill:#243b53;paint-order:stroke;stroke:#fff;stroke-width:3px}.ft{font-size:11px;font-weight:600;fill:#a30000}
        .g{stroke:#d9e2ec}.g0{stroke:#9fb3c8}.c{stroke:#8a5a00;stroke-width:1.5;stroke-dasharray:4 3}.ct{font-size:11px;font-weight:600;fill:#7a4f00}.k{stroke:#c00000;stroke-width:1;stroke-opacity:.55;fill:none}
        """;

    /// <summary>The picture, as a file of its own.</summary>
    public static string Draw(CalendarPage page) => Draw(page, "timeline");

    /// <summary>The picture with ids of its own, so that several can stand in one page.</summary>
    internal static string Draw(CalendarPage page, string id)
    {
        var lanes = TimelineLane.Of(page);
        var bottom = Top + (Math.Max(1, lanes.Count) * Lane);
        var (svg, scale) = (new StringBuilder(), new TimelineScale(page));
        var says = Caption(page, lanes.Count);
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(Width)} {N(bottom + 34)}\" width=\"{N(Width)}\" height=\"{N(bottom + 34)}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\n");
        svg.Append($"<title id=\"{id}-t\">{XmlText.Escape(Heading(page))}</title>\n<desc id=\"{id}-d\">{XmlText.Escape(says)}</desc>\n<style>{Style}</style>\n");
        svg.Append($"<defs><pattern id=\"{id}-f\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fde2e2\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#c00000\" stroke-width=\"2\"/></pattern></defs>\n");
        svg.Append($"<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<text class=\"t\" x=\"16\" y=\"26\">{XmlText.Escape(XmlText.Shorten(Heading(page), 110))}</text>\n<text class=\"s\" x=\"16\" y=\"45\">{XmlText.Escape(XmlText.Shorten(says, 175))}</text>\n");
        for (var i = 0; i < lanes.Count; i += 2) svg.Append($"<rect x=\"0\" y=\"{N(Top + (i * Lane))}\" width=\"{N(scale.Right)}\" height=\"{N(Lane)}\" fill=\"#f5f7fa\"/>\n");
        TimelineAxis.Draw(svg, page, scale, Top, bottom);
        if (page.Days == 1) Connectors(svg, page, lanes, scale);
        for (var i = 0; i < lanes.Count; i++) lanes[i].Draw(svg, page, scale, Top + (i * Lane), id);
        svg.Append($"<text class=\"s\" x=\"16\" y=\"{N(bottom + 22)}\">A bar is a run at its longest. {(page.Failures.Count == 0 ? "No order fails on these days." : "Hatched red with ✗: an order that fails, from the end of the job that writes to the start of the job that reads.")}</text>\n</svg>\n");
        return svg.ToString();
    }

    /// <summary>What the picture is of.</summary>
    internal static string Heading(CalendarPage page) => page.Days == 1
        ? $"{page.Title}, {Day(page.FirstDay)}"
        : $"{page.Title}, {Day(page.FirstDay)} to {Day(page.FirstDay.PlusDays(page.Days - 1))}";

    private static string Caption(CalendarPage page, int lanes)
    {
        var runs = page.Runs.Count(r => r.Start >= page.From && r.Start < page.Until);
        var steps = string.Concat(page.Steps.Select(s => $", {s.Says} on {s.At.InZone(page.Zone):uuuu-MM-dd}{(page.Days == 1 ? $", a day of {(page.Until - page.From).TotalHours:0.##} hours" : "")}"));
        var failing = page.Failures.Count == 0 ? "" : $" {page.Failures.Count} {(page.Failures.Count == 1 ? "order fails" : "failures of an order")}.";
        return $"{runs:#,0} runs of {lanes:#,0} jobs; days of {page.Zone.Id}{steps}.{failing}";
    }

    private static string Day(LocalDate day) => $"{day:ddd uuuu-MM-dd}";

    // From the producer's lane to the consumer's, at the end of the producer's run.
    private static void Connectors(StringBuilder svg, CalendarPage page, IReadOnlyList<TimelineLane> lanes, TimelineScale scale)
    {
        var rows = lanes.Select((lane, i) => (lane.Name, i)).ToDictionary(l => l.Name, l => l.i, StringComparer.Ordinal);
        foreach (var failures in lanes.SelectMany(l => l.Failures))
        {
            var last = failures.MaxBy(f => f.ProducerEnd)!;
            if (last.ProducerEnd < page.From || last.ProducerEnd > page.Until || !rows.TryGetValue(last.Producer, out var from) || !rows.TryGetValue(last.Consumer, out var to)) continue;
            var x = scale.X(last.ProducerEnd);
            svg.Append($"<path class=\"k\" d=\"M{N(x)} {N(Top + (from * Lane) + (Lane / 2))}V{N(Top + (to * Lane) + (Lane / 2))}\"/><circle cx=\"{N(x)}\" cy=\"{N(Top + (from * Lane) + (Lane / 2))}\" r=\"3\" fill=\"#c00000\"/>\n");
        }
    }
}
