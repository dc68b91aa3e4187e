using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Reports;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator calendar</c>: the jobs of one day, in local time and UTC.</summary>
internal static class CalendarVerb
{
    private static readonly Option<LocalDate?> Date = new("--date")
    {
        Description = "The date in the pipeline's zone. Default: today.",
        HelpName = "2026-03-08",
        CustomParser = ParseDate,
    };

    private static readonly Option<bool> Live = new("--live") { Description = "Show the schedules as they are live beside the declared ones." };

    public static Command Command(Terminal terminal) => VerbCommand.Create(
        terminal,
        "calendar",
        "Draw the jobs of one day on a 24-hour calendar, in local time and UTC.",
        (session, parsed, cancellation) => RunAsync(session, parsed.GetValue(Date), parsed.GetValue(Live), cancellation),
        Date,
        Live);

    public static async Task<VerbReport> RunAsync(Session session, LocalDate? date, bool live, CancellationToken cancellation)
    {
        var day = date ?? session.Now.InZone(session.Zone).Date;
        var declared = JobTiming.Declared(session.Analyzed.Pipeline);
        var sections = new List<ReportSection> { Section($"Declared, {LocalDatePattern.Iso.Format(day)}", session, declared, day) };
        if (live)
        {
            var compared = await session.CompareAsync(cancellation).ConfigureAwait(false);
            sections.Add(Section($"Live, {LocalDatePattern.Iso.Format(day)}", session, JobTiming.Live(compared.Observed.Resources), day));
        }

        var runs = Runs(session, declared, day);
        return session.Report("calendar") with
        {
            Headline = $"{runs.Count} runs of {runs.Select(r => r.Name).Distinct(StringComparer.Ordinal).Count()} jobs on {LocalDatePattern.Iso.Format(day)} in {session.Zone.Id}.",
            Summary = new Dictionary<string, object?>
            {
                ["date"] = LocalDatePattern.Iso.Format(day),
                ["zone"] = session.Zone.Id,
                ["runs"] = runs.Select(r => new Dictionary<string, object?>
                {
                    ["job"] = r.Name,
                    ["local"] = LocalDateTimePattern.GeneralIso.Format(r.Start.InZone(session.Zone).LocalDateTime),
                    ["utc"] = InstantPattern.General.Format(r.Start),
                    ["longestMinutes"] = r.Longest.TotalMinutes,
                }).ToList(),
            },
            Sections = sections,
        };
    }

    /// <summary>The calendar of a day as a section.</summary>
    public static ReportSection Section(string title, Session session, IReadOnlyDictionary<string, JobTiming> timings, LocalDate day)
    {
        var silent = timings.Where(t => !t.Value.Fires).Select(t => t.Key).Order(StringComparer.Ordinal).ToList();
        var picture = new ReportBlock.Picture(CalendarPicture.Draw(day, session.Zone, Runs(session, timings, day)));
        return new(title, silent.Count == 0 ? [picture] : [picture, new ReportBlock.Paragraph($"Paused: {string.Join(", ", silent)}.")]);
    }

    private static List<CalendarRun> Runs(Session session, IReadOnlyDictionary<string, JobTiming> timings, LocalDate day)
    {
        var jobs = session.Analyzed.Pipeline.Jobs;
        var longest = jobs.ToDictionary(j => j.Name, j => j.LongestRun, StringComparer.Ordinal);
        var schedules = from job in jobs
                        where timings.GetValueOrDefault(job.Name) is { Fires: true }
                        let cron = timings[job.Name].Schedule.Read().Zoned
                        where cron is not null
                        select new NamedSchedule(job.Name, cron);
        return [.. FireCalendar.On(day, session.Zone, schedules, DstPolicy.Default).Select(fire => new CalendarRun(fire.Name, fire.At, longest[fire.Name], ""))];
    }

    private static LocalDate? ParseDate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date) return date.Value;
        result.AddError($"'{text}' is not a date: write it as 2026-03-08.");
        return null;
    }
}
