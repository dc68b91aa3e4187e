using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>The schedules that three documents state, as they state them.</summary>
public sealed class Lints_of_the_source_documents
{
    private static readonly ProofHorizon TenYears = ProofHorizon.TenYearsFrom(Instant.FromUtc(2026, 1, 1, 7, 0));

    // Document 001 lists crons from the console without the zone column.
    private static readonly ScheduledJob[] Budget =
    [
        Text("work-item-budget-vs-actual-daily-sync", "0 2 * * *"),
        Text("work-item-budget-vs-actual-full-sync-daily", "0 6 * * *"),
        Text("sync-work-item-details-daily", "30 6 * * *"),
    ];

    private static readonly ScheduledJob[] Matrix =
    [
        Text("airflow_sync", "Every hour at minute 5"), Text("google_conversions", "Every 30 minutes"), Text("facebook_conversions", "Every 60 minutes"),
        Text("bing_conversions", "Every 60 minutes"), Text("sync_hubspot_calls", "Hourly"), Text("hubspot_meetings", "Hourly"),
        Text("hubspot_email_engagements", "Hourly"), Text("hubspot_email_events", "Hourly"), Text("sync_hubspot_deals", "Every 2 hours"),
        Text("sync_hubspot_tickets", "Every 2 hours"), Text("sync_hubspot_company_bugs", "Every 2 hours"), Text("hubspot_user_usage_dispatcher", "Every 15 min"),
        Text("check_qualification_list_membership", "Hourly"), Text("hubspot_dqa_timeliness", "Every 5 min"), Text("hubspot_dqa_full", "Hourly"),
        Text("HubspotAlertsRunner", "On event"), Text("long_runs_cron", "Daily 21:00"), Text("daily_data_integrity_tasks", "Daily 6:00"),
        Text("HubspotPeriodicRunner", "60 min cooldown"), Text("HubspotBackfillWorker", "On-demand"), Text("hubspot_contact_list_membership_dag", "Hourly"),
    ];

    [Fact]
    public void Name_no_zone_in_001() =>
        Assert.Equal(Budget.Select(j => j.Name), Names(Find(Budget), ScheduleLintKind.NoZone));

    [Fact]
    public void Name_no_zone_in_any_of_21_schedules_of_003() =>
        Assert.Equal(21, Find(Matrix).Count(d => d.Kind == ScheduleLintKind.NoZone));

    [Fact]
    public void Say_hourly_without_a_minute_seven_times_in_003()
    {
        var unphased = Find(Matrix).Where(d => d.Kind == ScheduleLintKind.NoPhase).ToList();
        Assert.Equal(7, unphased.Count(d => d.Message.Contains("'Hourly' and names no minute", StringComparison.Ordinal)));
        Assert.Equal(15, unphased.Count);
    }

    [Fact]
    public void List_an_event_a_cool_down_and_a_call_on_demand_among_the_schedules_of_003() =>
        Assert.Equal(["HubspotAlertsRunner", "HubspotPeriodicRunner", "HubspotBackfillWorker"], Names(Find(Matrix), ScheduleLintKind.NotByClock));

    [Fact]
    public void Find_the_hourly_backfill_the_three_zones_and_what_the_daily_sync_makes_needless_in_004()
    {
        var doubts = Find(ServiceTitan("0 3 * * *", "UTC"));
        Assert.Equal([ScheduleLintKind.CadenceDiffersFromName, ScheduleLintKind.MixedZones, ScheduleLintKind.RedundantBackfill], doubts.Select(d => d.Kind));

        Assert.Equal("estimates-monthly-backfill is called monthly and fires about 730 times a month, 729 more than meant or up to 364 hours of running.", doubts[0].Message);
        Assert.Equal(729, doubts[0].ExcessPerMonth!.Value, 1);
        Assert.Equal(
            "The jobs have schedules in 3 zones: America/Phoenix (7 jobs); America/Denver (estimates-monthly-backfill); Etc/UTC (v2-rebuild-dim-jobs-daily).", doubts[1].Message);
        Assert.Equal(["estimates-monthly-backfill", "v2-sync-estimates-daily"], doubts[2].Names);
        Assert.Equal("Pause it, or let it run once a month: 0 2 1 * * America/Phoenix.", doubts[2].Remedy);
    }

    [Fact]
    public void Find_the_near_miss_of_004_by_its_zone() =>
        Assert.Contains(Find(ServiceTitan("0 4 * * *", "America/Denver")), d => d.Kind == ScheduleLintKind.MixedZones && d.Names.Contains("v2-rebuild-dim-jobs-daily"));

    [Fact]
    public void Lose_corrections_where_a_window_of_7_days_reads_estimates_of_180()
    {
        var window = Job("store-leads", "0 5 * * *", "America/Phoenix", 15, 7) with { Reads = ["dim_jobs"], Writes = ["leads_daily_table"] };
        var doubt = Assert.Single(Find([.. ServiceTitan("0 4 * * *", "America/Phoenix"), window]), d => d.Kind == ScheduleLintKind.LookBackTooShort);
        Assert.Equal(["store-leads", "estimates-monthly-backfill"], doubt.Names);
        Assert.Contains("7 d", doubt.Message, StringComparison.Ordinal);
        Assert.Contains("180 d", doubt.Message, StringComparison.Ordinal);
    }

    private static List<ScheduledJob> ServiceTitan(string cron, string zone) =>
    [
        .. new[] { ("jobs", "0 2 * * *", 10, 7), ("appointments", "10 2 * * *", 10, 7), ("invoices", "15 2 * * *", 15, 7), ("estimates", "30 2 * * *", 30, 180), ("payments", "45 2 * * *", 15, 7), ("payroll", "0 3 * * *", 20, 7), ("customers", "15 3 * * *", 10, 7) }
            .Select(s => Job($"v2-sync-{s.Item1}-daily", s.Item2, "America/Phoenix", s.Item3, s.Item4) with { Writes = [$"raw_{s.Item1}"] }),
        Job("estimates-monthly-backfill", "0 * * * *", "America/Denver", 30, 180) with { Writes = ["raw_estimates"] },
        Job("v2-rebuild-dim-jobs-daily", cron, zone, 15, null) with { Reads = ["raw_jobs", "raw_estimates", "raw_customers"], Writes = ["dim_jobs"] },
    ];

    private static IReadOnlyList<ScheduleDoubt> Find(IReadOnlyList<ScheduledJob> jobs) => ScheduleLint.Find(jobs, TenYears);

    private static IEnumerable<string> Names(IEnumerable<ScheduleDoubt> doubts, ScheduleLintKind kind) => doubts.Where(d => d.Kind == kind).SelectMany(d => d.Names);

    private static ScheduledJob Text(string name, string text) =>
        new() { Name = name, Schedule = null, Unknown = "The schedule names no time zone.", ScheduleText = text, Zone = "", Longest = Duration.FromMinutes(3) };

    private static ScheduledJob Job(string name, string cron, string zone, int minutes, int? back) => new()
    {
        Name = name,
        Schedule = ZonedSchedule.Parse(cron, zone),
        ScheduleText = cron,
        Zone = zone,
        Longest = Duration.FromMinutes(minutes),
        LookBack = back is { } days ? Duration.FromDays(days) : null,
    };
}
