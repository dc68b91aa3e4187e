using NodaTime;
using Orchestrator.Reports;

namespace Reports.Tests;

/// <summary>Calendar pages in Denver with good defaults.</summary>
internal static class SamplePage
{
    public static DateTimeZone Denver { get; } = DateTimeZoneProviders.Tzdb["America/Denver"];

    public static CalendarPage Of(LocalDate day, int days = 1, params string[] jobs)
    {
        var page = new CalendarPage { Title = "pipeline", Zone = Denver, FirstDay = day, Days = days, Now = Instant.FromUtc(2026, 1, 1, 0, 0), Runs = [] };
        return page with
        {
            Runs = [.. jobs.SelectMany((job, i) => Enumerable.Range(0, days).Select(d => new CalendarRun(job, Denver.AtStartOfDay(day.PlusDays(d)).ToInstant() + Duration.FromHours(3 + i), Duration.FromMinutes(20), "")))],
        };
    }

    public static CalendarPage Failing(string producer, string consumer)
    {
        var page = Of(new LocalDate(2026, 6, 1), 1, producer, consumer);
        return page with { Failures = [new(producer, consumer, page.Runs[0].Start + Duration.FromMinutes(20), page.Runs[1].Start)] };
    }
}
