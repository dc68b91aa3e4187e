using NodaTime;
using Orchestrator.Model;
using Orchestrator.Reports;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>Makes calendar pages of jobs: their runs under the default rule for changes of clocks, and what fails among them.</summary>
internal static class CalendarPages
{
    /// <summary>A page of some days.</summary>
    /// <param name="title">What it is a calendar of.</param>
    /// <param name="list">The jobs.</param>
    /// <param name="zone">The zone of the days; null takes the one in which most jobs are scheduled.</param>
    /// <param name="firstDay">The first date; null takes today.</param>
    /// <param name="days">How many days.</param>
    /// <param name="within">How long after a producer's run a consumer must start.</param>
    /// <param name="now">The one instant of this run.</param>
    public static (CalendarPage Page, IReadOnlyList<Diagnostic> Diagnostics) Of(string title, JobList list, DateTimeZone? zone, LocalDate? firstDay, int days, Duration within, Instant now)
    {
        var read = ListedSchedules.Read(TableNames.Unify(list.Jobs), DateTimeZoneProviders.Tzdb);
        var shown = zone ?? Most(read.Jobs);
        var page = new CalendarPage { Title = title, Zone = shown, FirstDay = firstDay ?? now.InZone(shown).Date, Days = days, Now = now, Runs = [] };
        return (page with
        {
            Runs = [.. read.Jobs.Select(j => j.Run).OfType<RunSpan>().SelectMany(run => Runs(run, page))],
            Failures = [.. ReadAfterWrite.Of(read.Jobs).SelectMany(order => Failures(order, page, within))],
            Silent = [.. list.LeftOut.Select(l => $"{l.Name}: {l.Reason}"), .. read.Jobs.Where(j => j.Unknown is not null).Select(j => j.Unknown!)],
        }, DiagnosticOrder.Sort(list.Diagnostics.Concat(read.Diagnostics)));
    }

    // The first of the names when two zones have as many jobs; UTC when no job has one.
    private static DateTimeZone Most(IReadOnlyList<ScheduledJob> jobs) => jobs.Select(j => j.Schedule?.Zone).OfType<DateTimeZone>()
        .GroupBy(z => z.Id, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.First() ?? DateTimeZoneProviders.Tzdb["Etc/UTC"];

    // A run that began the day before and goes on is shown, too.
    private static IEnumerable<CalendarRun> Runs(RunSpan run, CalendarPage page) => run.Schedule.Fires(page.From - run.Longest + Duration.Epsilon, page.Until, DstPolicy.Default)
        .Select(start => new CalendarRun(run.Name, start, run.Longest, ""));

    private static IEnumerable<CalendarFailure> Failures(ReadAfterWrite order, CalendarPage page, Duration within)
    {
        if (order.Producer.Run is not { } producer || order.Consumer.Run is not { } consumer) yield break;
        foreach (var start in producer.Schedule.Fires(page.From - producer.Longest - within - Duration.FromDays(1), page.Until, DstPolicy.Default))
        {
            var end = start + producer.Longest;
            var during = producer.AtomicWrites ? end : consumer.Schedule.Next(start - Duration.Epsilon, DstPolicy.Default);
            if (during < end && during >= page.From && during < page.Until) yield return new(producer.Name, consumer.Name, end, during);
            var next = consumer.Schedule.Next(end - Duration.Epsilon, DstPolicy.Default);
            if (next - end > within && next > page.From && end < page.Until) yield return new(producer.Name, consumer.Name, end, next);
        }
    }
}
