using System.Text;
using NodaTime;
using Orchestrator.Schedules;
using static Orchestrator.Reports.TimelineScale;

namespace Orchestrator.Reports;

/// <summary>A job on a timeline: its runs and its failures.</summary>
internal sealed class TimelineLane
{
    private const double Bar = 14;
    private const double Letter = 6.4;

    /// <summary>The job.</summary>
    public required string Name { get; init; }

    /// <summary>Its runs, by start.</summary>
    public required IReadOnlyList<CalendarRun> Runs { get; init; }

    /// <summary>The failures of its runs, one list a run.</summary>
    public required IReadOnlyList<IReadOnlyList<CalendarFailure>> Failures { get; init; }

    /// <summary>The lanes of a page, by first run.</summary>
    public static IReadOnlyList<TimelineLane> Of(CalendarPage page)
    {
        var failures = page.Failures.ToLookup(f => f.Consumer, StringComparer.Ordinal);
        return
        [
            .. from job in page.Runs.Where(r => r.Start < page.Until && r.Start + r.Longest > page.From).GroupBy(r => r.Name, StringComparer.Ordinal)
               orderby job.Min(r => r.Start), job.Key
               select new TimelineLane
               {
                   Name = job.Key,
                   Runs = [.. job.OrderBy(r => r.Start)],
                   Failures = [.. failures[job.Key].GroupBy(f => f.ConsumerStart).OrderBy(g => g.Key).Select(g => (IReadOnlyList<CalendarFailure>)[.. g])],
               },
        ];
    }

    /// <summary>Draws the lane at a height.</summary>
    public void Draw(StringBuilder svg, CalendarPage page, TimelineScale scale, double y, string id)
    {
        var (mark, style) = Failures.Count == 0 ? ("", "n") : ("✗ ", "nf");
        svg.Append($"<g><title>{XmlText.Escape(Name)}</title><text class=\"{style}\" x=\"16\" y=\"{N(y + 16)}\">{mark}{XmlText.Escape(XmlText.Shorten(Name, mark.Length == 0 ? 31 : 27))}</text>");
        foreach (var failures in Failures) Wait(svg, scale, failures, y, id);
        foreach (var bar in Bars(scale)) Draw(svg, page, bar, y);
        for (var i = 0; i < Failures.Count; i++) Text(svg, page, scale, i, y);
        if (Failures.Count == 0) Times(svg, page, scale, y);
        svg.Append("</g>\n");
    }

    private static (double From, double Until) Stretch(TimelineScale scale, IReadOnlyList<CalendarFailure> failures)
    {
        var last = failures.MaxBy(f => f.ProducerEnd)!;
        return (scale.X(Instant.Min(last.ProducerEnd, last.ConsumerStart)), scale.X(Instant.Max(last.ProducerEnd, last.ConsumerStart)));
    }

    private static void Wait(StringBuilder svg, TimelineScale scale, IReadOnlyList<CalendarFailure> failures, double y, string id)
    {
        var (from, until) = Stretch(scale, failures);
        svg.Append($"<rect x=\"{N(from)}\" y=\"{N(y + 3)}\" width=\"{N(Math.Max(2, until - from))}\" height=\"{N(Bar + 4)}\" fill=\"url(#{id}-f)\" stroke=\"#c00000\"><title>{XmlText.Escape(string.Join(' ', failures.Select(FailureText.Say)))}</title></rect>");
    }

    // A sentence where it fits: in the stretch, behind the run, or before the stretch; the length of the wait alone in a week.
    private void Text(StringBuilder svg, CalendarPage page, TimelineScale scale, int index, double y)
    {
        var failures = Failures[index];
        var says = page.Days == 1 ? FailureText.Short(failures) : $"✗ {Span.Say(failures.MaxBy(f => f.ProducerEnd)!.Length)}";
        var width = (says.Length * Letter) + 8;
        var (from, until) = Stretch(scale, failures);
        var run = Runs.FirstOrDefault(r => r.Start == failures[0].ConsumerStart);
        var end = Math.Max(until, run is null ? until : Math.Max(scale.X(run.Start + run.Longest), scale.X(run.Start) + 2.5)) + 4;
        var next = index + 1 < Failures.Count ? Stretch(scale, Failures[index + 1]).From : scale.Right;
        double x;
        if (until - from > width) x = ((from + until) / 2) - (width / 2);
        else if (end + width < next) x = end;
        else if (index == 0 && from - width > Left) x = from - width - 2;
        else return;
        svg.Append($"<rect x=\"{N(x)}\" y=\"{N(y + 5)}\" width=\"{N(width)}\" height=\"{N(Bar)}\" rx=\"2\" fill=\"#fff\"/><text class=\"ft\" x=\"{N(x + 3)}\" y=\"{N(y + 16)}\">{XmlText.Escape(says)}</text>");
    }

    private static void Draw(StringBuilder svg, CalendarPage page, RunBar bar, double y)
    {
        var first = bar.Runs[0];
        var says = bar.Runs.Count == 1
            ? $"{first.Name}: {first.Start.InZone(page.Zone):uuuu-MM-dd HH:mm} {page.Zone.Id} = {first.Start.InUtc():HH:mm} UTC, at most {Span.Say(first.Longest)}"
            : $"{first.Name}: {bar.Runs.Count} runs from {first.Start.InZone(page.Zone):uuuu-MM-dd HH:mm} to {bar.Runs[^1].Start.InZone(page.Zone):uuuu-MM-dd HH:mm} {page.Zone.Id}";
        svg.Append($"<rect class=\"r\" x=\"{N(bar.From)}\" y=\"{N(y + 5)}\" width=\"{N(bar.Until - bar.From)}\" height=\"{N(Bar)}\" rx=\"1.5\"><title>{XmlText.Escape(says)}</title></rect>");
    }

    // Runs that would touch on the picture are one bar: a job of every minute is no thousand shapes.
    private IEnumerable<RunBar> Bars(TimelineScale scale)
    {
        RunBar? open = null;
        foreach (var run in Runs)
        {
            var from = scale.X(run.Start);
            var until = Math.Max(scale.X(run.Start + run.Longest), from + 2.5);
            if (open is not null && from < open.Until + 1)
            {
                open.Runs.Add(run);
                open = open with { Until = Math.Max(open.Until, until) };
                continue;
            }

            if (open is not null) yield return open;
            open = new(from, until, [run]);
        }

        if (open is not null) yield return open;
    }

    private void Times(StringBuilder svg, CalendarPage page, TimelineScale scale, double y)
    {
        if (page.Days > 1) return;
        var shown = Runs.Where(r => r.Start >= page.From).ToList();
        if (shown.Count > 2) return;
        foreach (var run in shown)
        {
            var text = $"{run.Start.InZone(page.Zone):HH:mm} = {run.Start.InUtc():HH:mm}Z";
            var end = Math.Max(scale.X(run.Start + run.Longest), scale.X(run.Start) + 2.5) + 5;
            var fits = end + (text.Length * Letter) < scale.Right;
            svg.Append($"<text class=\"rt\" x=\"{N(fits ? end : scale.X(run.Start) - 5)}\" y=\"{N(y + 16)}\" text-anchor=\"{(fits ? "start" : "end")}\">{text}</text>");
        }
    }

    private sealed record RunBar(double From, double Until, List<CalendarRun> Runs);
}
