using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Pipelines.Tests;

/// <summary>The figures of incident 004, as they follow from its rows.</summary>
public sealed class Incident004Facts
{
    private static readonly Incident Incident = Incident004.Declare();
    private static readonly DateTimeZone Phoenix = DateTimeZoneProviders.Tzdb["America/Phoenix"];
    private static readonly LocalDate Yesterday = new(2025, 10, 20);
    private static readonly IncidentStep.Insert Before = (IncidentStep.Insert)Incident.Load[0];
    private static readonly IncidentStep.Insert After = (IncidentStep.Insert)Incident.Load[2];

    [Fact]
    public void Was_found_at_eleven_in_the_morning_in_Phoenix() =>
        Assert.Equal(new LocalDateTime(2025, 10, 21, 11, 0), Incident.At.InZone(Phoenix).LocalDateTime);

    [Fact]
    public void Found_the_two_jobs_of_the_document_on_other_schedules() =>
        Assert.Equal(
            [new("v2-rebuild-dim-jobs-daily", new("0 3 * * *", "UTC")), new("estimates-monthly-backfill", new("0 * * * *", "America/Denver"))],
            Incident.JobsAsFound);

    [Fact]
    public void The_dimension_was_rebuilt_at_eight_in_the_evening_between_the_two_loads()
    {
        var run = Assert.IsType<IncidentStep.Run>(Incident.Load[1]);
        Assert.Equal(new LocalDateTime(2025, 10, 20, 20, 0), run.At.InZone(Phoenix).LocalDateTime);
        Assert.All(RunLog(Before), row => Assert.True(Time(row, "syncTime") < run.At));
        Assert.All(RunLog(After), row => Assert.True(Time(row, "syncTime") > run.At));
    }

    [Fact]
    public void Jobs_of_yesterday_landed_only_after_the_rebuild()
    {
        Assert.DoesNotContain(Rows(Before, "raw_jobs"), row => Date(row, "createdOn") >= Yesterday);
        Assert.Equal(35, Rows(After, "raw_jobs").Count(row => Date(row, "createdOn") == Yesterday));
    }

    [Fact]
    public void Estimates_of_yesterday_and_sales_of_yesterday_landed_only_after_the_rebuild()
    {
        Assert.DoesNotContain(Rows(Before, "raw_estimates"), row => Date(row, "createdOn") >= Yesterday || (row["soldOn"] is not null && Date(row, "soldOn") >= Yesterday));
        var sold = Rows(After, "raw_estimates").Where(row => row["soldOn"] is not null && Date(row, "soldOn") == Yesterday).ToList();
        Assert.Contains(sold, row => Date(row, "createdOn") == Yesterday);
        Assert.Contains(sold, row => Date(row, "createdOn") < Yesterday);
    }

    [Fact]
    public void Holds_some_thousand_records_of_each_entity()
    {
        var counts = Before.Tables.Where(t => t.Table.Name != "sync_state").ToDictionary(t => t.Table.Name, t => t.Rows.DistinctBy(r => (long)r["id"]!).Count());
        Assert.Equal(7, counts.Count);
        Assert.All(counts, count => Assert.InRange(count.Value, 3000, 12000));
    }

    [Fact]
    public void Payroll_last_succeeded_exactly_forty_hours_ago_and_left_no_trace_since()
    {
        var last = Log("payroll").MaxBy(row => Time(row, "syncTime"))!;
        Assert.Equal("SUCCESS", (string?)last["status"]);
        Assert.Equal(Duration.FromHours(40), Incident.At - Time(last, "syncTime"));
    }

    [Fact]
    public void The_last_run_of_payments_failed_with_an_error()
    {
        var last = Log("payments").MaxBy(row => Time(row, "syncTime"))!;
        Assert.Equal("FAILED", (string?)last["status"]);
        Assert.StartsWith("429", (string?)last["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_counted_less_than_half_of_the_day_before_and_nobody_else_ever_did()
    {
        var drops = Incident.Pipeline.Checks.OfType<SyncVolume>().Single().Log.Entities
            .Where(entity => Log(entity).Where(row => (string?)row["status"] == "SUCCESS").OrderBy(row => Time(row, "syncTime")).Select(row => (long)row["recordsProcessed"]!)
                .ToList() is var counts && counts.Zip(counts.Skip(1)).Any(pair => pair.Second * 2 < pair.First));
        Assert.Equal(["customers"], drops);
    }

    [Fact]
    public void Every_entity_has_two_weeks_of_history()
    {
        Assert.All(ServiceTitanEntities, entity => Assert.InRange(Log(entity).Count, 13, 14));
        Assert.Equal(new LocalDate(2025, 10, 8), Log("jobs").Min(row => Time(row, "syncTime")).InZone(Phoenix).Date);
    }

    [Theory]
    [InlineData("v2-sync-jobs-daily", "2025-10-22T09:00:00Z", "raw_jobs")]
    [InlineData("v2-sync-payments-daily", "2025-10-22T09:45:00Z", "raw_payments")]
    [InlineData("v2-sync-payroll-daily", "2025-10-22T10:00:00Z", "raw_payroll")]
    [InlineData("v2-sync-customers-daily", "2025-10-22T10:15:00Z", "raw_customers")]
    public void The_next_night_delivers_all_that_the_raw_table_lacks(string job, string fire, string table)
    {
        var at = InstantPattern.ExtendedIso.Parse(fire).Value;
        var delivered = Incident.Deliver(job, at);
        Assert.Equal(table, delivered[0].Table.Name);
        var known = Rows(Before, table).Concat(Rows(After, table)).Concat(delivered[0].Rows).Select(Version).ToList();
        Assert.Equal(known.Count, known.Distinct().Count());
        var syncs = new NightlySyncs(Incident.Pipeline);
        Assert.Equal(syncs.Rows(table["raw_".Length..], Instant.MinValue, at).Rows.Select(Version).Order(), known.Order());
        var log = Assert.Single(delivered[1].Rows);
        Assert.Equal("SUCCESS", (string?)log["status"]);
        Assert.InRange(Time(log, "syncTime"), at + Duration.FromMinutes(1), at + Duration.FromMinutes(30));
    }

    [Theory]
    [InlineData("v2-rebuild-dim-jobs-daily")]
    [InlineData("estimates-monthly-backfill")]
    public void Jobs_that_are_no_syncs_deliver_nothing(string job) => Assert.Empty(Incident.Deliver(job, Incident.At));

    [Fact]
    public void A_job_that_nobody_declares_is_refused() =>
        Assert.Contains("'v3-sync' is no job", Assert.Throws<ArgumentException>(() => Incident.Deliver("v3-sync", Incident.At)).Message, StringComparison.Ordinal);

    private static IReadOnlyList<string> ServiceTitanEntities => Incident.Pipeline.Checks.OfType<SyncFreshness>().Single().Log.Entities;

    private static List<JsonObject> Log(string entity) => [.. RunLog(Before).Concat(RunLog(After)).Where(row => (string?)row["entityType"] == entity)];

    private static IReadOnlyList<JsonObject> RunLog(IncidentStep.Insert step) => Rows(step, "sync_state");

    private static IReadOnlyList<JsonObject> Rows(IncidentStep.Insert step, string table) => step.Tables.SingleOrDefault(t => t.Table.Name == table)?.Rows ?? [];

    private static string Version(JsonObject row) => string.Create(CultureInfo.InvariantCulture, $"{row["id"]} {row["modifiedOn"]}");

    private static Instant Time(JsonObject row, string column) => InstantPattern.ExtendedIso.Parse((string)row[column]!).Value;

    private static LocalDate Date(JsonObject row, string column) => Time(row, column).InZone(Phoenix).Date;
}
