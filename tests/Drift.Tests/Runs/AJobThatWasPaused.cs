using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>Source document 001: a sync due at 02:00 UTC, last attempted 2025-07-15T07:26:11Z, paused after that, found on 2025-08-14.</summary>
public sealed class AJobThatWasPaused
{
    private static readonly JobActivity Last = new() { LastAttempt = OneJob.At("2025-07-15T07:26:11.73827Z"), StatusCode = 0, UpdatedAt = OneJob.At("2025-07-15T09:00:00Z") };

    [Fact]
    public void Is_told_by_the_next_poll_and_its_missed_run_as_soon_as_the_grace_is_over()
    {
        Assert.Equal(["DRIFT007", "DRIFT012"], Codes("2025-07-15T10:00:00Z"));
        Assert.Equal(["DRIFT007", "DRIFT012"], Codes("2025-07-16T02:14:59Z"));
        Assert.Equal(["DRIFT007", "DRIFT009", "DRIFT012"], Codes("2025-07-16T02:15:00Z"));
    }

    [Fact]
    public void Has_missed_29_runs_by_the_13th_of_August_counted_from_the_16th_of_July()
    {
        var missed = Find("2025-08-13T12:00:00Z").Single(f => f.Code == "DRIFT009");
        Assert.Equal("Missed 29 runs since 2025-07-16 02:00 UTC, the last due 2025-08-13 02:00 UTC: no attempt within 15 min of any. It was last attempted 2025-07-15 07:26 UTC.", missed.Message);
        Assert.Equal("2025-07-16T02:00:00Z", missed.Consequence!.FirstWrongAt);
        Assert.Contains("Missed 30 runs", Find("2025-08-14T12:00:00Z").Single(f => f.Code == "DRIFT009").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_readers_wrong_from_its_first_missed_fire_and_not_from_now()
    {
        var paused = Find("2025-08-13T12:00:00Z").Single(f => f.Code == "DRIFT007");
        Assert.Equal((Severity.Error, "state", "ENABLED", "PAUSED"), (paused.Severity, paused.Property, paused.Declared, paused.Live));
        Assert.Equal(("view/data.v5", "2025-07-16T02:00:00Z"), (paused.Consequence!.FirstWrongReader, paused.Consequence.FirstWrongAt));
        Assert.Equal(["billing"], paused.Consequence.Flows);
        Assert.Equal("1 view and 1 flow get nothing new from 2025-07-16 02:00 UTC on, until it runs again.", paused.Consequence.Says);
        Assert.Equal("2025-07-16T02:00:00Z", Find("2025-07-15T20:00:00Z").Single(f => f.Code == "DRIFT007").Consequence!.FirstWrongAt);
    }

    [Fact]
    public void Is_one_group_with_its_missed_runs_and_the_attempt_that_belongs_to_no_fire()
    {
        var group = Assert.Single(FindingGroup.Of(Find("2025-08-13T12:00:00Z")));
        Assert.Equal(("DRIFT007", OneJob.Name), (group.Root.Code, group.Cause["job/".Length..]));
        Assert.Equal(["DRIFT009", "DRIFT012"], group.Explained.Select(f => f.Code));
        Assert.Contains("belongs to no fire of '0 2 * * * UTC'", group.Explained[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_remedied_by_the_exact_command() =>
        Assert.Equal($"gcloud scheduler jobs resume {OneJob.Name} --location=us-central1 --project=p", Find("2025-08-13T12:00:00Z")[0].Remedy);

    [Fact]
    public void On_a_local_Google_is_remedied_by_up() =>
        Assert.Equal("orchestrator up one", DriftFinder.Find(OneJob.Evidence(OneJob.Analyzed(OneJob.Declared()), Last, OneJob.At("2025-08-13T12:00:00Z"), ("state", "PAUSED")) with { Local = true })[0].Remedy);

    [Fact]
    public void Is_expected_to_do_nothing_while_the_pause_is_declared()
    {
        var declared = OneJob.Declared() with { State = JobState.Paused("Not needed", "data team", new LocalDate(2026, 1, 1)) };
        Assert.Empty(OneJob.Find(OneJob.Analyzed(declared), Last, OneJob.At("2025-08-13T12:00:00Z")));
        var runs = Assert.Single(OneJob.Find(OneJob.Analyzed(declared), Last, OneJob.At("2025-08-13T12:00:00Z"), ("state", "ENABLED")));
        Assert.Equal(("DRIFT008", $"gcloud scheduler jobs pause {OneJob.Name} --location=us-central1 --project=p"), (runs.Code, runs.Remedy));
    }

    private static IEnumerable<string> Codes(string now) => Find(now).Select(f => f.Code).Order();

    private static IReadOnlyList<Finding> Find(string now) => OneJob.Find(OneJob.Analyzed(OneJob.Declared()), Last, OneJob.At(now), ("state", "PAUSED"));
}
