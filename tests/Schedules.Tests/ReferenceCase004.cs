using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>The case that source document 004 reports, with its figures.</summary>
public sealed class ReferenceCase004
{
    private const string Phoenix = "America/Phoenix";
    private static readonly ProofHorizon TenYears = ProofHorizon.TenYearsFrom(Instant.FromUtc(2026, 1, 1, 7, 0));
    private static readonly (string Cron, int Minutes)[] Syncs =
        [("0 2 * * *", 10), ("10 2 * * *", 10), ("15 2 * * *", 15), ("30 2 * * *", 30), ("45 2 * * *", 15), ("0 3 * * *", 20), ("15 3 * * *", 10)];

    [Fact]
    public void The_rebuild_at_four_in_Phoenix_holds_for_ten_years() => Assert.All(Prove("0 4 * * *", Phoenix), verdict => Assert.True(verdict.Holds));

    [Fact]
    public void The_rebuild_at_three_UTC_waits_16_h_45_min_less_the_run_of_the_last_sync()
    {
        var verdict = Prove("0 3 * * *", "UTC")[^1];
        Assert.False(verdict.Holds);
        Assert.Equal(Duration.FromMinutes((16 * 60) + 35), verdict.WorstWait);
        Assert.Equal(365, verdict.FailingDaysPerYear[2026]);
        Assert.Null(verdict.Cause);
    }

    [Fact]
    public void The_rebuild_at_four_in_Denver_fails_on_238_days_of_2026_from_the_change_of_clocks_on()
    {
        var verdict = Prove("0 4 * * *", "America/Denver")[^1];
        Assert.Equal(238, verdict.FailingDaysPerYear[2026]);
        Assert.Equal(new LocalDate(2026, 3, 8), verdict.FirstFailingDay);
        Assert.Equal(new LocalDate(2026, 10, 31), verdict.LastFailingDay);
        Assert.Equal(Instant.FromUtc(2026, 3, 8, 9, 0), verdict.Cause?.At);
        Assert.Equal("America/Denver", verdict.Cause?.Zone);
    }

    [Fact]
    public void The_synthesis_gives_the_documents_own_answer()
    {
        var found = ScheduleSynthesis.Earliest([.. Syncs.Select(s => Run(s.Cron, Phoenix, s.Minutes))], Duration.FromMinutes(15), DateTimeZoneProviders.Tzdb[Phoenix], Duration.FromHours(2), Duration.FromMinutes(15), TenYears);
        Assert.Equal(new Schedule("0 4 * * *", Phoenix), found.Schedule);
    }

    [Fact]
    public void A_synthesis_without_an_answer_names_the_producer_that_prevents_one()
    {
        var found = ScheduleSynthesis.Earliest([Run("0 2 * * *", Phoenix, 10), Run("0 14 * * *", Phoenix, 10)], Duration.FromMinutes(15), DateTimeZoneProviders.Tzdb[Phoenix], Duration.FromHours(2), Duration.FromMinutes(15), TenYears);
        Assert.Null(found.Schedule);
        Assert.NotNull(found.Conflict);
    }

    [Fact]
    public void What_reads_the_dimension_is_stale_from_03_25_to_20_00()
    {
        var zone = DateTimeZoneProviders.Tzdb[Phoenix];
        var window = Assert.Single(Staleness.Windows([Run("15 3 * * *", Phoenix, 10)], Run("0 3 * * *", "UTC", 15), Instant.FromUtc(2025, 10, 21, 18, 0), zone));
        Assert.Equal(new LocalDateTime(2025, 10, 21, 3, 25), window.From.InZone(zone).LocalDateTime);
        Assert.Equal(new LocalDateTime(2025, 10, 21, 20, 0), window.Until.InZone(zone).LocalDateTime);
    }

    [Fact]
    public void On_every_day_a_view_on_the_dimension_lacks_customers_from_03_25_until_the_rebuild_at_20_00_has_ended()
    {
        ScheduledJob[] jobs =
        [
            .. Syncs.Select(s => Job(Run(s.Cron, Phoenix, s.Minutes), [], [s.Cron])),
            Job(Run("0 3 * * *", "UTC", 15) with { Name = "rebuild" }, [.. Syncs.Select(s => s.Cron)], ["dim_jobs"]),
        ];
        var view = Assert.Single(Staleness.OfViews(jobs, [new("leads_daily", ["dim_jobs"])], DateTimeZoneProviders.Tzdb[Phoenix], TenYears));
        Assert.Equal(7, view.Sources.Count);
        var customers = view.Sources.Single(s => s.Source == "15 3 * * *");
        Assert.Equal(new DailyStaleWindow(new LocalTime(3, 25), new LocalTime(20, 15), Duration.FromMinutes((16 * 60) + 50)), Assert.Single(customers.Stale));
        Assert.Equal(Duration.FromHours(41), customers.Worst);
        Assert.Equal(new DailyStaleWindow(new LocalTime(2, 10), new LocalTime(20, 15), Duration.FromMinutes((18 * 60) + 5)), Assert.Single(view.Stale));
    }

    [Fact]
    public void Seen_through_the_dimension_customers_are_oldest_when_the_rebuild_ends()
    {
        var ages = Staleness.ByHour(Run("15 3 * * *", Phoenix, 10), Run("0 3 * * *", "UTC", 15), new LocalDate(2025, 10, 21), DateTimeZoneProviders.Tzdb[Phoenix]);
        Assert.Equal(Duration.FromMinutes((41 * 60) + 0), ages[20].Age); // until 20:15 it holds yesterday's 03:15
        Assert.Equal(Duration.FromMinutes((18 * 60) + 45), ages[21].Age);
        Assert.Equal(Duration.FromMinutes((20 * 60) + 45 + 60), ages[0].Age);
    }

    [Fact]
    public void The_smallest_conflict_names_the_producers_that_are_too_far_apart()
    {
        var found = ScheduleSynthesis.Earliest(
            [Run("0 2 * * *", Phoenix, 10), Run("30 2 * * *", Phoenix, 10), Run("0 14 * * *", Phoenix, 10)],
            Duration.FromMinutes(15), DateTimeZoneProviders.Tzdb[Phoenix], Duration.FromHours(2), ScheduleSynthesis.DefaultMargin, TenYears);
        Assert.Equal(["30 2 * * *", "0 14 * * *"], found.Conflicting);
    }

    [Fact]
    public void A_half_hour_is_taken_where_no_full_hour_is_near_enough()
    {
        var found = ScheduleSynthesis.Earliest([Run("0 2 * * *", Phoenix, 10)], Duration.FromMinutes(15), DateTimeZoneProviders.Tzdb[Phoenix], Duration.FromMinutes(30), ScheduleSynthesis.DefaultMargin, TenYears);
        Assert.Equal(new Schedule("30 2 * * *", Phoenix), found.Schedule);
        Assert.Equal(Duration.FromMinutes(20), found.WorstWait);
    }

    [Fact]
    public void The_calendar_of_a_day_shows_each_fire_in_three_clocks()
    {
        var fires = FireCalendar.On(new LocalDate(2025, 10, 21), DateTimeZoneProviders.Tzdb[Phoenix],
            [new("rebuild", ZonedSchedule.Parse("0 3 * * *", "UTC")), new("backfill", ZonedSchedule.Parse("0 4 * * *", "America/Denver"))], DstPolicy.Default);
        Assert.Equal(["backfill", "rebuild"], fires.Select(f => f.Name));
        Assert.Equal(new LocalDateTime(2025, 10, 21, 3, 0), fires[0].Local);
        Assert.Equal(new LocalDateTime(2025, 10, 21, 4, 0), fires[0].Own);
        Assert.Equal(new LocalDateTime(2025, 10, 21, 20, 0), fires[1].Local);
        Assert.Equal(new LocalDateTime(2025, 10, 22, 3, 0), fires[1].Utc);
    }

    [Fact]
    public void The_lints_find_the_hourly_monthly_and_the_hour_that_does_not_exist()
    {
        var doubts = ScheduleLint.Find(
            [
                new("estimates-monthly-backfill", ZonedSchedule.Parse("0 * * * *", "America/Denver")),
                new("late", ZonedSchedule.Parse("30 2 * * *", "America/Denver")),
                new("customers-daily", ZonedSchedule.Parse("15 3 * * *", Phoenix)),
            ],
            TenYears);
        Assert.Equal([ScheduleLintKind.CadenceDiffersFromName, ScheduleLintKind.FiresInGap], doubts.Select(d => d.Kind));
        Assert.Equal(730, doubts[0].ActualPerMonth!.Value, 1);
        Assert.Equal(new LocalDate(2026, 3, 8), doubts[1].FirstDay);
    }

    [Theory]
    [InlineData("30 2 * * *", "America/Denver", true)] // skipped on 2026-03-08 under one policy of three: a day without a rebuild
    [InlineData("30 4 * * *", "America/Denver", false)]
    public void A_rebuild_in_the_hour_that_does_not_exist_breaks_under_a_named_policy(string cron, string zone, bool broken)
    {
        var verdict = OrderProof.Prove(new(Run("0 1 * * *", zone, 10), Run(cron, zone, 10), Duration.FromHours(5)), TenYears);
        Assert.Equal(broken ? new DstPolicy(GapPolicy.Skipped, OverlapPolicy.First) : null, verdict.BrokenUnder);
        Assert.Equal(broken ? new LocalDate(2026, 3, 8) : (LocalDate?)null, verdict.FirstFailingDay);
        Assert.Equal(broken ? Instant.FromUtc(2026, 3, 8, 9, 0) : (Instant?)null, verdict.Cause?.At);
    }

    private static List<OrderVerdict> Prove(string cron, string zone) =>
        [.. Syncs.Select(s => OrderProof.Prove(new(Run(s.Cron, Phoenix, s.Minutes), Run(cron, zone, 15) with { AtomicWrites = true }, Duration.FromHours(2)), TenYears))];

    private static ScheduledJob Job(RunSpan run, IReadOnlyList<string> reads, IReadOnlyList<string> writes) =>
        new() { Name = run.Name, Schedule = run.Schedule, Longest = run.Longest, Reads = reads, Writes = writes };

    private static RunSpan Run(string cron, string zone, int minutes) => new(cron, new Schedule(cron, zone).Read().Zoned!, Duration.FromMinutes(minutes), AtomicWrites: false);
}
