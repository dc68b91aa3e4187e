using System.Text;
using NodaTime;
using Orchestrator.Schedules;
using static Orchestrator.Reports.TimelineScale;

namespace Orchestrator.Reports;

/// <summary>The hours above the lanes, local and UTC, the days, and the changes of clocks.</summary>
internal static class TimelineAxis
{
    /// <summary>Draws the axis and its grid.</summary>
    public static void Draw(StringBuilder svg, CalendarPage page, TimelineScale scale, double top, double bottom)
    {
        // A label every hour on a day, every six hours in a week, none but the days in a month.
        var step = scale.Hour switch { >= 22 => 1, >= 10 => 3, >= 3.4 => 6, >= 1.8 => 12, _ => 24 };
        svg.Append($"<text class=\"d\" x=\"16\" y=\"{N(top - 24)}\">{XmlText.Escape(XmlText.Shorten(page.Zone.Id, 30))}</text><text class=\"u\" x=\"16\" y=\"{N(top - 8)}\">UTC</text>\n");
        foreach (var change in page.Steps) Change(svg, page, scale, change, top, bottom);
        foreach (var (at, local) in Hours(page.From, page.Until, page.Zone))
        {
            if (local.Hour % step != 0) continue;
            var x = N(scale.X(at));
            var midnight = local.Hour == 0;
            svg.Append($"<line class=\"{(midnight ? "g0" : "g")}\" x1=\"{x}\" y1=\"{N(midnight && page.Days > 1 ? top - 50 : top - 18)}\" x2=\"{x}\" y2=\"{N(bottom)}\"/>");
            if (step < 24) svg.Append($"<text class=\"h\" x=\"{N(scale.X(at) + 3)}\" y=\"{N(top - 24)}\">{local.Hour:00}</text>");
        }

        svg.Append('\n');
        foreach (var (at, utc) in Hours(page.From, page.Until, DateTimeZone.Utc))
            if (utc.Hour % step == 0 && step < 24) svg.Append($"<text class=\"u\" x=\"{N(scale.X(at) + 3)}\" y=\"{N(top - 8)}\">{utc.Hour:00}</text>");
        svg.Append($"\n<line class=\"g0\" x1=\"{N(scale.Right)}\" y1=\"{N(top - 18)}\" x2=\"{N(scale.Right)}\" y2=\"{N(bottom)}\"/>\n");
        if (page.Days > 1) Days(svg, page, scale, top);
    }

    private static void Days(StringBuilder svg, CalendarPage page, TimelineScale scale, double top)
    {
        var every = Math.Max(1, (int)Math.Ceiling(78 / (scale.Hour * 24)));
        for (var i = 0; i < page.Days; i += every)
        {
            var day = page.FirstDay.PlusDays(i);
            var (from, until) = (LocalDay.Start(day, page.Zone), LocalDay.Start(day.PlusDays(1), page.Zone));
            var hours = (until - from).TotalHours;
            var shown = scale.Hour * 24 >= 80 ? $"{day:ddd MM-dd}" : $"{day:MM-dd}";
            svg.Append($"<text class=\"d\" x=\"{N(scale.X(from) + 3)}\" y=\"{N(top - 40)}\">{shown}{(hours == 24 || every > 1 ? "" : $" · {hours:0.##} h")}</text>\n");
        }
    }

    // The hour that comes twice is tinted both times; a gap has no width, because no time passes in it.
    private static void Change(StringBuilder svg, CalendarPage page, TimelineScale scale, ClockStep step, double top, double bottom)
    {
        var x = scale.X(step.At);
        if (step.By < Duration.Zero)
            svg.Append($"<rect x=\"{N(scale.X(step.At + step.By))}\" y=\"{N(top - 18)}\" width=\"{N(scale.X(step.At - step.By) - scale.X(step.At + step.By))}\" height=\"{N(bottom - top + 18)}\" fill=\"#ffe8b3\" fill-opacity=\"0.7\"/>");
        svg.Append($"<line class=\"c\" x1=\"{N(x)}\" y1=\"{N(top - 46)}\" x2=\"{N(x)}\" y2=\"{N(bottom)}\"/>");
        if (page.Days == 1) svg.Append($"<text class=\"ct\" x=\"{N(x + 4)}\" y=\"{N(top - 40)}\">{step.Says} here: a day of {(page.Until - page.From).TotalHours:0.##} hours</text>");
        svg.Append('\n');
    }
}
