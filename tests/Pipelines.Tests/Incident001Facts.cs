using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines.Tests;

/// <summary>The figures of incident 001, as the document gives them and as they follow from the reconstruction.</summary>
public sealed class Incident001Facts
{
    private const string Daily = "work-item-budget-vs-actual-daily-sync";
    private const string Full = "work-item-budget-vs-actual-full-sync-daily";
    private static readonly Incident Incident = Incident001.Declare();

    [Fact]
    public void Ran_the_daily_sync_last_at_the_instant_of_the_document()
    {
        var run = Assert.IsType<IncidentEvent.RunByHand>(Incident.Timeline[0]);
        Assert.Equal(("2025-07-15T07:26:11.73827Z", Daily), (NodaTime.Text.InstantPattern.ExtendedIso.Format(run.At), run.Job));
    }

    [Fact]
    public void Paused_it_between_that_and_its_next_fire()
    {
        var paused = Assert.IsType<IncidentEvent.PausedByHand>(Incident.Timeline[1]);
        Assert.True(paused.At > Incident.Timeline[0].At && paused.At < Instant.FromUtc(2025, 7, 16, 2, 0));
        Assert.Equal(Daily, paused.Job);
    }

    [Fact]
    public void Missed_29_fires_by_the_13th_of_August()
    {
        var fires = Fires(Daily, Incident.Timeline[1].At, Instant.FromUtc(2025, 8, 14, 0, 0));
        Assert.Equal((29, Instant.FromUtc(2025, 7, 16, 2, 0)), (fires.Count, fires[0]));
    }

    [Fact]
    public void Explains_every_figure_of_the_document_by_29_appends()
    {
        var appends = Fires(Full, Incident.Begins!.Value, Incident.At).Count;
        Assert.Equal(29, appends);
        Assert.Equal(1_086_638, 4_822 + (appends * 37_304));
    }

    [Fact]
    public void Was_found_after_the_full_sync_of_the_13th_and_before_that_of_the_14th() =>
        Assert.Equal(Instant.FromUtc(2025, 8, 13, 6, 0), Fires(Full, Incident.Begins!.Value, Incident.At)[^1]);

    [Fact]
    public void Changed_the_source_in_the_order_of_the_documents_timeline() => Assert.Equal(
        [new(2025, 7, 15), new(2025, 7, 15), new LocalDate(2025, 7, 24), new LocalDate(2025, 8, 14)],
        Incident.Timeline.Select(e => e.At).Append(Incident.At).Select(at => at.InUtc().Date));

    [Fact]
    public void Appends_until_it_is_corrected_and_replaces_after_it()
    {
        Assert.StartsWith("INSERT INTO", Assert.Single(Incident.Statements(Full, Incident.Repair!.Corrected - Duration.Epsilon)), StringComparison.Ordinal);
        Assert.Equal(["TRUNCATE", "INSERT"], Incident.Statements(Full, Incident.Repair.Corrected).Select(sql => sql.Split(' ')[0]));
    }

    [Fact]
    public void Merges_by_key_what_changed_within_the_declared_look_back() =>
        Assert.Contains("INTERVAL 3 DAY", Assert.Single(Incident.Statements(Daily, Incident.Begins!.Value)), StringComparison.Ordinal);

    [Fact]
    public void Writes_nothing_when_the_monitor_fires_and_refuses_an_unknown_job()
    {
        Assert.Empty(Incident.Statements("pipeline-scheduler-monitor", Incident.At));
        Assert.Throws<ArgumentException>(() => Incident.Statements("nobody", Incident.At));
    }

    [Fact]
    public void Lets_the_daily_sync_be_called_without_a_token_as_the_document_does() =>
        Assert.Equal([(Daily, false)], Incident.JobsAsFound.Select(j => (j.Job, j.Authenticated)));

    [Fact]
    public void Begins_with_the_details_of_work_items_and_no_budgets_beside_a_source_that_nothing_declares()
    {
        Assert.All(Incident.Load, step => Assert.Contains("snowflake_stand_in", Assert.IsType<IncidentStep.Statement>(step).Sql, StringComparison.Ordinal));
        Assert.DoesNotContain(Incident.Pipeline.Datasets, d => d.Id.ToString() == "snowflake_stand_in");
    }

    private static List<Instant> Fires(string job, Instant from, Instant to) =>
        [.. Incident.Pipeline.Jobs.Single(j => j.Name == job).Schedule.Read().Zoned!.Fires(from, to, Schedules.DstPolicy.Default)];
}
