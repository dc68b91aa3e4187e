using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Reports;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>A calendar page as the report of the verb <c>calendar</c>: pictures in text, and every run as JSON.</summary>
internal static class CalendarReport
{
    /// <summary>Fills a report.</summary>
    /// <param name="report">The report's frame.</param>
    /// <param name="page">The days.</param>
    /// <param name="word">What the schedules are: declared, listed.</param>
    public static VerbReport Of(VerbReport report, CalendarPage page, string word)
    {
        var runs = page.Runs.Where(r => r.Start >= page.From).OrderBy(r => r.Start).ThenBy(r => r.Name, StringComparer.Ordinal).ToList();
        var last = page.FirstDay.PlusDays(page.Days - 1);
        var days = page.Days == 1 ? $"on {LocalDatePattern.Iso.Format(page.FirstDay)}" : $"from {LocalDatePattern.Iso.Format(page.FirstDay)} to {LocalDatePattern.Iso.Format(last)}";
        var fails = page.Failures.Count == 0 ? "" : $" {page.Failures.Count} {(page.Failures.Count == 1 ? "order fails" : "times an order fails")}; 'orchestrator prove' tells more.";
        return report with
        {
            Headline = $"{runs.Count} runs of {runs.Select(r => r.Name).Distinct(StringComparer.Ordinal).Count()} jobs {days} in {page.Zone.Id}.{fails}",
            Summary = new Dictionary<string, object?>
            {
                ["date"] = LocalDatePattern.Iso.Format(page.FirstDay),
                ["days"] = page.Days,
                ["zone"] = page.Zone.Id,
                ["runs"] = runs.Select(r => new Dictionary<string, object?>
                {
                    ["job"] = r.Name,
                    ["local"] = LocalDateTimePattern.GeneralIso.Format(r.Start.InZone(page.Zone).LocalDateTime),
                    ["utc"] = InstantPattern.General.Format(r.Start),
                    ["longestMinutes"] = r.Longest.TotalMinutes,
                }).ToList(),
                ["failures"] = page.Failures.Select(f => new Dictionary<string, object?>
                {
                    ["producer"] = f.Producer,
                    ["consumer"] = f.Consumer,
                    ["producerEnd"] = InstantPattern.General.Format(f.ProducerEnd),
                    ["consumerStart"] = InstantPattern.General.Format(f.ConsumerStart),
                    ["overlaps"] = f.Overlaps,
                }).ToList(),
            },
            Sections = [.. Sections(page, word)],
        };
    }

    /// <summary>One section a day.</summary>
    public static IEnumerable<ReportSection> Sections(CalendarPage page, string word) => Enumerable.Range(0, page.Days).Select(day =>
    {
        var one = page.Of(day);
        List<ReportBlock> blocks = [new ReportBlock.Picture(CalendarPicture.Draw(one.FirstDay, one.Zone, one.Runs))];
        if (one.Steps.Count > 0) blocks.Add(new ReportBlock.Paragraph($"On this day {string.Join(" and ", one.Steps.Select(s => s.Says))}: it has {(one.Until - one.From).TotalHours:0.##} hours."));
        foreach (var failure in one.Failures.Take(20)) blocks.Add(new ReportBlock.Paragraph($"FAILS: {failure.Consumer} starts {Span.Say(failure.Length)} {(failure.Overlaps ? "before" : "after")} {failure.Producer} has finished."));
        if (page.Silent.Count > 0 && day == page.Days - 1) blocks.Add(new ReportBlock.Paragraph($"Paused: {string.Join(", ", page.Silent.Select(s => s.Split(':')[0]))}."));
        return new ReportSection($"{word}, {LocalDatePattern.Iso.Format(one.FirstDay)}", blocks);
    });
}
