using System.CommandLine;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator calendar</c>: the jobs of a day, or of some days, in local time and UTC.</summary>
internal static class CalendarVerb
{
    public static Command Command(Terminal terminal)
    {
        var flags = new CalendarOptions(terminal.Pipelines.Keys);
        var command = new Command("calendar", "Draw the jobs of a day or a week, in local time and UTC: of a pipeline, or of a list of jobs in CSV or JSON.");
        flags.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = flags.Read(parsed, terminal.Folder);
            if (asked.Lists.Count > 0) return await OfListsAsync(asked, terminal, cancellation).ConfigureAwait(false);
            var session = await Session.OpenAsync(asked.Common, terminal, connection: null, cancellation).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                if (session.Analyzed.HasErrors) return Printing.Print(terminal, ReportFormat.Text, MistakesReport.Of("calendar", session));
                return await OfPipelineAsync(asked, session, cancellation).ConfigureAwait(false);
            }
        });
        return command;
    }

    /// <summary>The report of one day of a pipeline.</summary>
    public static Task<VerbReport> RunAsync(Session session, LocalDate? date, bool live, CancellationToken cancellation) =>
        ReportAsync(session, Declared(session, session.Zone, date, 1), live, cancellation);

    private static async Task<int> OfPipelineAsync(CalendarFlags asked, Session session, CancellationToken cancellation)
    {
        var page = Declared(session, asked.Zone ?? session.Zone, asked.Date, asked.Days);
        if (CalendarFiles.Drawn(asked.Format, page) is { } drawn) return CalendarFiles.Write(session.Terminal, asked.Out, drawn, 0);
        var report = await ReportAsync(session, page, asked.Live, cancellation).ConfigureAwait(false);
        return CalendarFiles.Write(session.Terminal, asked.Out, CalendarFiles.Printed(asked, report, session.Terminal), report.Exit);
    }

    private static async Task<int> OfListsAsync(CalendarFlags asked, Terminal terminal, CancellationToken cancellation)
    {
        var title = string.Join(", ", asked.Lists.Select(JobListFiles.Shown));
        var list = await JobListFiles.ReadAsync(asked.Lists, asked.Edges, terminal, cancellation).ConfigureAwait(false);
        var now = asked.Common.At ?? terminal.WallClock();
        var (page, diagnostics) = CalendarPages.Of(title, list, asked.Zone, asked.Date, asked.Days, ProveRequest.DefaultWithin, now);
        var mistakes = diagnostics.Count(d => d.Severity == Severity.Error);
        var report = CalendarReport.Of(new VerbReport { Verb = "calendar", Pipeline = title, Target = "local", At = now, Exit = mistakes > 0 ? 1 : 0, Headline = "", Diagnostics = diagnostics }, page, "Listed");
        if (CalendarFiles.Drawn(asked.Format, page) is not { } drawn) return CalendarFiles.Write(terminal, asked.Out, CalendarFiles.Printed(asked, report, terminal), report.Exit);
        foreach (var mistake in diagnostics.Where(d => d.Severity == Severity.Error)) await terminal.Error.WriteLineAsync($"orchestrator: {mistake.Place}: {mistake.Message} {mistake.Remedy}").ConfigureAwait(false);
        return CalendarFiles.Write(terminal, asked.Out, drawn, report.Exit);
    }

    private static CalendarPage Declared(Session session, DateTimeZone zone, LocalDate? date, int days) =>
        CalendarPages.Of(session.Analyzed.Pipeline.Name, DeclaredList.Of(session.Analyzed), zone, date, days, session.Analyzed.Pipeline.Within, session.Now).Page;

    private static async Task<VerbReport> ReportAsync(Session session, CalendarPage page, bool live, CancellationToken cancellation)
    {
        var report = CalendarReport.Of(session.Report("calendar"), page, "Declared");
        if (!live) return report;
        var compared = await session.CompareAsync(cancellation).ConfigureAwait(false);
        var found = DeclaredList.Of(session.Analyzed, JobTiming.Live(compared.Observed.Resources));
        var (other, _) = CalendarPages.Of(page.Title, found, page.Zone, page.FirstDay, page.Days, session.Analyzed.Pipeline.Within, session.Now);
        return report with { Sections = [.. report.Sections, .. CalendarReport.Sections(other, "Live")] };
    }
}
