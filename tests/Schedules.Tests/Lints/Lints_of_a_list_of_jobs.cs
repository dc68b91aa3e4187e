using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

public sealed class Lints_of_a_list_of_jobs
{
    private const string Phoenix = "America/Phoenix";
    private static readonly ProofHorizon TenYears = ProofHorizon.TenYearsFrom(Instant.FromUtc(2026, 1, 1, 7, 0));

    [Fact]
    public void Find_nothing_in_a_hundred_clean_jobs()
    {
        Assert.Equal(100, CleanModel.Jobs.Count);
        Assert.Empty(ScheduleLint.Find(CleanModel.Jobs, TenYears).Select(d => d.ToString()));
    }

    private static readonly Dictionary<ScheduleLintKind, ScheduledJob[]> Planted = new()
    {
        { ScheduleLintKind.NoZone, [Job("late", "0 4 * * *", CleanModel.Zone) with { Zone = "" }] },
        { ScheduleLintKind.MixedZones, [Job("late", "0 4 * * *", "Etc/UTC")] },
        { ScheduleLintKind.FiresInGap, [Job("late", "30 2 * * *", CleanModel.Zone)] },
        { ScheduleLintKind.FiresInOverlap, [Job("late", "30 1 * * *", CleanModel.Zone)] },
        { ScheduleLintKind.CadenceDiffersFromName, [Job("late-weekly", "0 4 * * *", CleanModel.Zone)] },
        { ScheduleLintKind.CadenceDiffersFromDeclared, [Job("late-daily", "0 4 * * *", CleanModel.Zone) with { Cadence = Cadence.Monthly }] },
        { ScheduleLintKind.NoPhase, [Unread("late", "Every 2 hours")] },
        { ScheduleLintKind.NotByClock, [Unread("late", "60 min cooldown")] },
        { ScheduleLintKind.SelfOverrun, [Job("late", "*/5 10 * * *", CleanModel.Zone, minutes: 7)] },
        { ScheduleLintKind.CrowdedMinute, [.. Enumerable.Range(0, 11).Select(i => Job($"late{i}", "0 5 * * *", CleanModel.Zone))] },
        { ScheduleLintKind.LookBackTooShort, [Job("late", "0 4 * * *", CleanModel.Zone, back: 7) with { CorrectedOver = Duration.FromDays(180) }] },
        { ScheduleLintKind.RedundantBackfill, [Job("late", "0 4 3 * *", CleanModel.Zone, back: 7) with { Writes = ["raw.entity01"] }] },
    };

    public static TheoryData<ScheduleLintKind> Kinds => [.. Enum.GetValues<ScheduleLintKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Find_the_one_that_is_planted_among_a_hundred_clean_ones(ScheduleLintKind kind)
    {
        var doubt = Assert.Single(ScheduleLint.Find([.. CleanModel.Jobs, .. Planted[kind]], TenYears));
        Assert.Equal(kind, doubt.Kind);
        Assert.StartsWith("late", doubt.Names[0], StringComparison.Ordinal);
        Assert.EndsWith(".", doubt.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", doubt.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Say_how_many_fires_a_run_that_outlasts_them_delays_and_loses()
    {
        var doubt = Assert.Single(Find(Job("refresh", "*/5 * * * *", Phoenix, minutes: 7)));
        // A run starts every seven minutes: 206 of them a day, and each of the other 82 fires finds one waiting already.
        Assert.Equal("refresh runs for up to 7 min and fires again after 5 min: on 2026-01-02, of 288 fires 206 start late and 82 are lost.", doubt.Message);
    }

    [Fact]
    public void Find_a_run_that_outlasts_the_next_fire_on_one_night_of_the_year_only()
    {
        var doubt = Assert.Single(Find(Job("refresh", "0 0,3 * * *", "America/Denver", minutes: 130)), d => d.Kind == ScheduleLintKind.SelfOverrun);
        Assert.Equal(new LocalDate(2026, 3, 8), doubt.FirstDay);
        Assert.Equal((1, 0), (doubt.DelayedOnWorstDay, doubt.LostOnWorstDay));
    }

    [Fact]
    public void Count_a_minute_in_which_fires_of_two_zones_meet_on_some_days_only()
    {
        var jobs = new[] { Job("a", "0 10 * * *", "Etc/UTC"), Job("b", "0 4 * * *", "America/Denver") };
        var doubt = Assert.Single(ScheduleLint.Find(jobs, TenYears, firesPerMinute: 1), d => d.Kind == ScheduleLintKind.CrowdedMinute);
        Assert.Equal(Instant.FromUtc(2026, 3, 8, 10, 0), doubt.WorstMinute);
        Assert.Equal(["a", "b"], doubt.Names);
    }

    [Fact]
    public void Let_targets_be_crowded_apart()
    {
        var jobs = Enumerable.Range(0, 20).Select(i => Job($"job{i}", "0 4 * * *", Phoenix) with { Target = $"host{i % 2}" }).ToList();
        Assert.Empty(ScheduleLint.Find(jobs, TenYears));
        Assert.Equal(2, ScheduleLint.Find(jobs, TenYears, firesPerMinute: 9).Count);
    }

    [Fact]
    public void Find_a_window_that_is_shorter_than_the_look_back_two_jobs_upstream()
    {
        var doubt = Assert.Single(Find(
            Job("sync", "0 2 * * *", Phoenix, back: 180) with { Writes = ["raw"] },
            Job("dim", "0 4 * * *", Phoenix) with { Reads = ["raw"], Writes = ["dim"] },
            Job("mart", "0 5 * * *", Phoenix, back: 7) with { Reads = ["dim"], Writes = ["mart"] }));
        Assert.Equal("mart looks back 7 d and sync loads again 180 d: later corrections never arrive.", doubt.Message);
    }

    private static IReadOnlyList<ScheduleDoubt> Find(params ScheduledJob[] jobs) => ScheduleLint.Find(jobs, TenYears);

    private static ScheduledJob Unread(string name, string text) => new() { Name = name, Schedule = null, Unknown = "Not a schedule.", ScheduleText = text, Longest = Duration.FromMinutes(5) };

    private static ScheduledJob Job(string name, string cron, string zone, int minutes = 5, int? back = null) => new()
    {
        Name = name,
        Schedule = ZonedSchedule.Parse(cron, zone),
        Longest = Duration.FromMinutes(minutes),
        LookBack = back is { } days ? Duration.FromDays(days) : null,
    };
}
