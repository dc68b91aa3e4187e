using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>The feed that source document 003 describes: predictions are synchronised hourly at minute 5, and sent to Google every 30 minutes.</summary>
public sealed class Staleness_of_the_conversion_feed
{
    private static readonly DateTimeZone Utc = DateTimeZone.Utc;
    private static readonly ProofHorizon TenYears = ProofHorizon.TenYearsFrom(Instant.FromUtc(2026, 1, 1, 0, 0));

    [Fact]
    public void Google_reads_what_is_55_minutes_old_on_the_hour_and_25_at_half_past_and_every_second_run_finds_nothing_new()
    {
        var ages = Staleness.AtStarts(Feed("0,30 * * * *", "Etc/UTC"), "google-conversions", Utc, TenYears);
        Assert.Equal(
            [new MinuteAge(0, Duration.FromMinutes(55), 87_648, 87_648), new MinuteAge(30, Duration.FromMinutes(25), 87_648, 0)], ages.ByMinute);
        Assert.Equal(0.5, ages.WithoutNewInput);
    }

    [Fact]
    public void Five_minutes_after_each_sync_the_input_is_fresh_and_never_the_same()
    {
        var age = Assert.Single(Staleness.AtStarts(Feed("10 * * * *", "Etc/UTC"), "google-conversions", Utc, TenYears).ByMinute);
        Assert.Equal((10, Duration.FromMinutes(5), 0), (age.Minute, age.Worst, age.WithoutNewInput));
    }

    [Fact]
    public void A_check_that_runs_with_what_it_watches_reads_what_is_five_minutes_old()
    {
        // Document 003: a timeliness check every five minutes over an aggregator that runs every five minutes.
        ScheduledJob[] jobs = [Job("aggregator", "*/5 * * * *", "Etc/UTC", [], ["sync"]), Job("timeliness", "*/5 * * * *", "Etc/UTC", ["sync"], [])];
        var ages = Staleness.AtStarts(jobs, "timeliness", Utc, new(TenYears.From, TenYears.From + Duration.FromDays(40)));
        Assert.Equal(12, ages.ByMinute.Count);
        Assert.All(ages.ByMinute, age => Assert.Equal(Duration.FromMinutes(5), age.Worst));
    }

    [Fact]
    public void Through_two_hops_the_hops_add_up()
    {
        ScheduledJob[] jobs = [Job("models", "50 * * * *", "Etc/UTC", [], ["predictions"]), .. Feed("0,30 * * * *", "Etc/UTC").Select(j => j.Name == "airflow-sync" ? j with { Reads = ["predictions"] } : j)];
        var ages = Staleness.AtStarts(jobs, "google-conversions", Utc, TenYears).ByMinute;
        Assert.Equal([(0, 70.0), (30, 40.0)], ages.Select(a => (a.Minute, a.Worst.TotalMinutes)));
    }

    [Fact]
    public void Under_the_policy_that_fires_once_in_a_repeated_hour_the_input_gets_an_hour_older()
    {
        var ages = Staleness.AtStarts(Feed("0,30 * * * *", "Etc/UTC", "America/Denver"), "google-conversions", Utc, TenYears).ByMinute;
        Assert.Equal([(0, 115.0), (30, 85.0)], ages.Select(a => (a.Minute, a.Worst.TotalMinutes)));
    }

    [Fact]
    public void A_job_that_reads_nothing_of_the_list_is_unknown() =>
        Assert.Equal("It reads no table that another job of the list writes.", Staleness.AtStarts(Feed("0 * * * *", "Etc/UTC"), "airflow-sync", Utc, TenYears).Unknown);

    [Fact]
    public void What_comes_through_jobs_that_read_each_other_in_a_circle_is_unknown()
    {
        ScheduledJob[] jobs = [Job("a", "0 1 * * *", "Etc/UTC", ["y"], ["x"]), Job("b", "0 2 * * *", "Etc/UTC", ["x"], ["y"])];
        Assert.Equal("The jobs b -> a -> b read each other in a circle: remove one of the reads.", Staleness.OfViews(jobs, [new("v", ["x"])], Utc, TenYears)[0].Unknown);
    }

    [Fact]
    public void Two_jobs_of_one_name_are_refused()
    {
        ScheduledJob[] jobs = [Job("a", "0 1 * * *", "Etc/UTC", [], ["x"]), Job("a", "0 2 * * *", "Etc/UTC", ["x"], ["y"])];
        Assert.StartsWith("Two jobs of the list are called 'a'", Assert.Throws<ArgumentException>(() => Staleness.OfViews(jobs, [new("v", ["x"])], Utc, TenYears)).Message, StringComparison.Ordinal);
    }

    private static ScheduledJob[] Feed(string cron, string zone, string? syncZone = null) =>
        [Job("airflow-sync", "5 * * * *", syncZone ?? zone, [], ["contact_conversion_probability"]), Job("google-conversions", cron, zone, ["contact_conversion_probability"], [])];

    private static ScheduledJob Job(string name, string cron, string zone, string[] reads, string[] writes) =>
        new() { Name = name, Schedule = ZonedSchedule.Parse(cron, zone), Longest = Duration.FromMinutes(5), Reads = reads, Writes = writes };
}
