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

    private static List<OrderVerdict> Prove(string cron, string zone) =>
        [.. Syncs.Select(s => OrderProof.Prove(new(Run(s.Cron, Phoenix, s.Minutes), Run(cron, zone, 15) with { AtomicWrites = true }, Duration.FromHours(2)), TenYears))];

    private static RunSpan Run(string cron, string zone, int minutes) => new(cron, new Schedule(cron, zone).Read().Cron!, Duration.FromMinutes(minutes), AtomicWrites: false);
}
