using System.Diagnostics;
using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>The schedules of source document 004, and when their views are complete.</summary>
public sealed class Completeness_of_the_reference_case
{
    private const string Phoenix = "America/Phoenix";
    private static readonly DateTimeZone Local = DateTimeZoneProviders.Tzdb[Phoenix];
    private static readonly ProofHorizon TenYears = ProofHorizon.TenYearsFrom(Instant.FromUtc(2026, 1, 1, 7, 0));

    private static readonly ScheduledView[] Views =
        [.. new[] { "opportunity_jobs", "leads_jobs", "leads_daily", "leads_daily_bu", "opportunity_daily", "total_sales_daily", "total_sales_daily_bu" }.Select(name => new ScheduledView(name, name.StartsWith("total", StringComparison.Ordinal) ? ["dim_jobs", "raw_estimates"] : ["dim_jobs"]))];

    [Fact]
    public void With_the_declared_schedules_every_view_is_complete_at_04_15_on_every_day()
    {
        foreach (var view in Completeness.OfViews(Jobs("0 4 * * *", Phoenix), Views, Local, TenYears))
        {
            Assert.Equal("04:15", view.Usual!.ToString());
            Assert.Equal(new CompletionTime(0, new LocalTime(4, 15)), view.Worst!.Local);
            Assert.Equal(3652, view.Days.Count);
            Assert.Empty(view.Late);
            Assert.Equal(
                [("customers", "03:15", "03:25"), ("rebuild", "04:00", "04:15")],
                view.CriticalChain.Select(run => (run.Job, $"{run.Start.InZone(Local):HH:mm}", $"{run.End.InZone(Local):HH:mm}")));
            Assert.Equal((7, "customers", 35.0), (view.Slack.Count, view.Slack.MinBy(s => s.Least)!.Producer, view.Slack.Min(s => s.Least).TotalMinutes));
        }
    }

    [Fact]
    public void With_the_rebuild_at_three_UTC_every_view_is_complete_at_20_15()
    {
        var views = Completeness.OfViews(Jobs("0 3 * * *", "UTC"), Views, Local, TenYears);
        Assert.Equal(7, views.Count);
        Assert.All(views, view => Assert.Equal(("20:15", "20:15", 0), ($"{view.Usual}", $"{view.Worst!.Local}", view.Late.Count)));
    }

    [Fact]
    public void With_the_rebuild_at_four_in_Denver_they_are_complete_a_day_later_all_summer()
    {
        var view = Completeness.OfViews(Jobs("0 4 * * *", "America/Denver"), Views, Local, new(TenYears.From, TenYears.From + Duration.FromDays(365)))[0];
        Assert.Equal(new CompletionTime(1, new LocalTime(3, 15)), view.Usual);
        Assert.Equal(new LocalDate(2026, 3, 8), view.Days.First(day => day.Local.DaysAfter == 1).Date);

        // On the morning after the last of them Denver's clocks show Phoenix's time again.
        Assert.Equal((new LocalDate(2026, 10, 31), "04:15 a day later"), (view.Worst!.Date, $"{view.Worst.Local}"));
        Assert.Equal(view.Worst, Assert.Single(view.Late));
        Assert.Equal(238, view.Days.Count(day => day.Local.DaysAfter == 1));
    }

    [Fact]
    public void A_day_without_source_runs_is_no_day_and_a_missing_writer_is_unknown()
    {
        ScheduledJob[] jobs = [Job("sync", "0 2 * * MON", Phoenix, 10, [], ["raw"]), Job("dim", "0 4 * * *", Phoenix, 10, ["raw"], ["dim"])];
        var views = Completeness.OfViews(jobs, [new("v", ["dim"]), new("w", ["other"])], Local, new(TenYears.From, TenYears.From + Duration.FromDays(28)));
        Assert.All(views[0].Days, day => Assert.Equal(IsoDayOfWeek.Monday, day.Date.DayOfWeek));
        Assert.Equal(4, views[0].Days.Count);
        Assert.Equal("No job of the list writes a table that it reads.", views[1].Unknown);
        Assert.Null(views[1].Worst);
    }

    [Fact]
    public void A_run_that_ends_just_as_its_consumer_starts_is_taken_up_and_one_at_midnight_is_of_the_day_that_begins()
    {
        ScheduledJob[] jobs = [Job("sync", "0 0 * * *", Phoenix, 10, [], ["raw"]), Job("dim", "10 0 * * *", Phoenix, 10, ["raw"], ["dim"])];
        var view = Completeness.OfViews(jobs, [new("v", ["dim"])], Local, new(TenYears.From, TenYears.From + Duration.FromDays(28)))[0];
        Assert.Equal((28, "00:20", "00:20"), (view.Days.Count, $"{view.Usual}", $"{view.Worst!.Local}"));
        Assert.Equal(Duration.Zero, Assert.Single(view.Slack).Least);
    }

    [Fact]
    public void A_job_without_foretold_fires_makes_its_views_unknown()
    {
        ScheduledJob[] jobs = [Job("sync", "0 2 * * *", Phoenix, 10, [], ["raw"]) with { Schedule = null, Unknown = "It counts from the end of its last run." }];
        Assert.Equal("sync has no fires that can be foretold: It counts from the end of its last run.", Completeness.OfViews(jobs, [new("v", ["raw"])], Local, TenYears)[0].Unknown);
    }

    [Fact]
    public void Twenty_jobs_in_six_zones_over_ten_years_take_less_than_a_second()
    {
        string[] zones = [Phoenix, "America/Denver", "Europe/London", "Australia/Sydney", "Etc/UTC", "America/New_York"];
        var jobs = Enumerable.Range(0, 20).Select(i => Job($"job{i:00}", $"{i % 4 * 15} {i % 7} * * *", zones[i % 6], 20, i < 8 ? [] : [$"t{i - 8}", $"t{i - 5}"], [$"t{i}"])).ToList();
        var watch = Stopwatch.StartNew();
        var view = Completeness.OfViews(jobs, [new("v", [.. jobs.Select(j => j.Writes[0])])], Local, TenYears)[0];
        Assert.Equal(3652, view.Days.Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5); // a debug build on a busy machine; Release takes a tenth
    }

    private static List<ScheduledJob> Jobs(string cron, string zone) =>
    [
        .. new[] { ("jobs", "0 2 * * *", 10), ("appointments", "10 2 * * *", 10), ("invoices", "15 2 * * *", 15), ("estimates", "30 2 * * *", 30), ("payments", "45 2 * * *", 15), ("payroll", "0 3 * * *", 20), ("customers", "15 3 * * *", 10) }
            .Select(s => Job(s.Item1, s.Item2, Phoenix, s.Item3, [], [$"raw_{s.Item1}"])),
        Job("rebuild", cron, zone, 15, ["raw_jobs", "raw_appointments", "raw_invoices", "raw_estimates", "raw_payments", "raw_payroll", "raw_customers"], ["dim_jobs"]),
    ];

    private static ScheduledJob Job(string name, string cron, string zone, int minutes, string[] reads, string[] writes) =>
        new() { Name = name, Schedule = ZonedSchedule.Parse(cron, zone), Longest = Duration.FromMinutes(minutes), Reads = reads, Writes = writes };
}
