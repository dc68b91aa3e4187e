using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model.Tests;

/// <summary>The example's dimension is rebuilt at 04:00 in Phoenix from a table that is synchronised at 02:00 for 20 minutes.</summary>
public sealed class Order_of_a_rebuild_after_its_sync
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 15, 12, 0);
    private static readonly AnalyzedPipeline Analyzed = Example.Analyzed();

    [Fact]
    public void Holds_as_declared()
    {
        var proof = PipelineProof.Prove(Analyzed, Now);
        var edge = Assert.Single(proof.Edges);
        Assert.Equal("sync-jobs -> rebuild-dim-jobs-daily", edge.Edge.ToString());
        Assert.Equal(["raw.jobs"], edge.Edge.Tables.Select(t => t.Id.ToString()));
        Assert.False(edge.Edge.Atomic);
        Assert.True(proof.Holds);
        Assert.Equal(Duration.FromMinutes(100), edge.Verdict!.WorstWait);
        Assert.Empty(proof.Proposals);
        Assert.Empty(OrderDiagnostics.Find(proof, Example.Pipeline.Within));
    }

    [Fact]
    public void Fails_at_three_in_utc_and_leaves_seven_views_stale_until_the_evening()
    {
        var proof = Prove("rebuild-dim-jobs-daily", new("0 3 * * *", "UTC"));
        Assert.False(proof.Holds);
        Assert.Equal(Duration.FromMinutes((17 * 60) + 40), Assert.Single(proof.Edges).Verdict!.WorstWait);
        var stale = Assert.Single(proof.StaleTables);
        Assert.Equal(("dim.dim_jobs", 7), (stale.Table.Id.ToString(), stale.Views.Count));
        var window = Assert.Single(stale.Windows);
        Assert.Equal(("02:20", "20:00"), (Local(window.From), Local(window.Until)));
        Assert.Equal(24, Assert.Single(stale.Ages).ByHour.Count);
        Assert.Equal(new Schedule("0 3 * * *", "America/Phoenix"), Assert.Single(proof.Proposals).Synthesized.Schedule);
    }

    [Fact]
    public void Is_told_with_the_wait_the_failing_days_and_a_schedule_that_is_proven()
    {
        var told = Assert.Single(OrderDiagnostics.Find(Prove("rebuild-dim-jobs-daily", new("0 3 * * *", "UTC")), Example.Pipeline.Within));
        Assert.Equal(("ORC1216", "job/rebuild-dim-jobs-daily"), (told.Code, told.Subject));
        Assert.Equal("It reads raw.jobs and starts up to 17 h 40 min after job/sync-jobs has finished, 2 h allowed: 350 days fail in 2026, the first 2026-01-16.", told.Message);
        Assert.Equal("Schedule it at '0 3 * * *' America/Phoenix, which is proven.", told.Remedy);
    }

    [Fact]
    public void Fails_in_denver_only_while_clocks_there_are_forward()
    {
        var late = Example.Analyzed(Example.With(Example.Sync("jobs", Example.RawJobs, "15 3 * * *") with { Longest = Duration.FromMinutes(10) }));
        var timings = new Dictionary<string, JobTiming>(JobTiming.Declared(late.Pipeline)) { ["rebuild-dim-jobs-daily"] = new(new("0 4 * * *", "America/Denver"), true) };
        var verdict = Assert.Single(PipelineProof.Prove(late, timings, ProofHorizon.TenYearsFrom(Now)).Edges).Verdict!;
        Assert.Equal((false, 238, new LocalDate(2026, 3, 8)), (verdict.Holds, verdict.FailingDaysPerYear[2026], verdict.FirstFailingDay));
    }

    [Fact]
    public void Fails_where_a_second_delivery_of_the_sync_still_writes()
    {
        var told = Assert.Single(OrderDiagnostics.Find(Prove("rebuild-dim-jobs-daily", new("30 2 * * *", "America/Phoenix")), Example.Pipeline.Within));
        Assert.Equal(
            "It reads raw.jobs and starts up to 10 min before job/sync-jobs has finished when a fire is delivered twice, which Cloud Scheduler does not rule out: 350 days fail in 2026, the first 2026-01-16.",
            told.Message);
    }

    [Fact]
    public void Fails_while_the_sync_still_writes()
    {
        var told = Assert.Single(OrderDiagnostics.Find(Prove("rebuild-dim-jobs-daily", new("10 2 * * *", Example.Zone)), Example.Pipeline.Within));
        Assert.Contains("starts up to 10 min before job/sync-jobs has finished", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "job/sync-jobs is paused.")]
    [InlineData(false, "job/sync-jobs is not there.")]
    public void Is_left_out_with_a_reason_when_the_sync_does_not_fire(bool there, string reason)
    {
        var timings = new Dictionary<string, JobTiming>(JobTiming.Declared(Analyzed.Pipeline));
        if (there) timings["sync-jobs"] = timings["sync-jobs"] with { Fires = false };
        else timings.Remove("sync-jobs");
        var proof = PipelineProof.Prove(Analyzed, timings, ProofHorizon.TenYearsFrom(Now));
        Assert.Empty(proof.Edges);
        Assert.Equal(reason, Assert.Single(proof.LeftOut).Reason);
    }

    [Fact]
    public void Is_proposed_for_the_pauses_that_are_declared()
    {
        var backfill = Example.Sync("backfill", Example.RawJobs, "0 2 1 * *") with { State = JobState.Paused("The daily sync reaches back far enough.", "user A", new(2026, 12, 31)) };
        var found = Example.Analyzed(Example.With(backfill));
        var timings = new Dictionary<string, JobTiming>(JobTiming.Declared(found.Pipeline)) { [backfill.Name] = new(new("0 * * * *", "America/Denver"), true) };
        var proof = PipelineProof.Prove(found, timings, ProofHorizon.TenYearsFrom(Now));
        Assert.False(proof.Holds);
        Assert.Equal("Schedule it at '0 4 * * *' America/Phoenix, which is proven once job/sync-backfill is paused as declared.", Assert.Single(OrderDiagnostics.Find(proof, Example.Pipeline.Within)).Remedy);
    }

    [Fact]
    public void Is_unknown_and_never_green_when_a_schedule_cannot_be_read()
    {
        var proof = Prove("sync-jobs", new("every other full moon", Example.Zone));
        Assert.False(proof.Holds);
        Assert.Null(Assert.Single(proof.Edges).Verdict);
        Assert.Equal("ORC1217", Assert.Single(OrderDiagnostics.Find(proof, Example.Pipeline.Within)).Code);
        Assert.Empty(proof.Proposals);
    }

    [Theory]
    [InlineData("sync-jobs")]
    [InlineData("rebuild-dim-jobs-daily")]
    public void Is_unknown_and_never_green_when_an_interval_counts_from_the_end_of_the_run_before(string job)
    {
        var proof = Prove(job, new("every 24 hours", Example.Zone));
        Assert.False(proof.Holds);
        var edge = Assert.Single(proof.Edges);
        Assert.Null(edge.Verdict);
        Assert.Equal($"The schedule of job/{job} has no fires that can be foretold: 'every 24 hours' counts from the end of the previous run, so its phase is unknown.", edge.Unknown);
        Assert.Equal("ORC1217", Assert.Single(OrderDiagnostics.Find(proof, Example.Pipeline.Within)).Code);
    }

    [Fact]
    public void Is_proven_for_an_English_like_schedule_as_for_the_same_times_in_unix_cron()
    {
        Assert.True(Prove("rebuild-dim-jobs-daily", new("every day 04:00", Example.Zone)).Holds);
        Assert.False(Prove("rebuild-dim-jobs-daily", new("every monday 04:00", Example.Zone)).Holds);
    }

    [Fact]
    public void Is_judged_by_the_live_schedules_as_well_as_by_the_declared_ones()
    {
        var live = JobTiming.Live(DesiredState.Of(Analyzed, Example.Project));
        Assert.Equal(JobTiming.Declared(Analyzed.Pipeline), live);
        Assert.True(PipelineProof.Prove(Analyzed, live, ProofHorizon.TenYearsFrom(Now)).Holds);
    }

    [Theory]
    [InlineData(60_300, "16 h 45 min")]
    [InlineData(86_400, "1 d")]
    [InlineData(0, "0 s")]
    [InlineData(90, "1 min 30 s")]
    public void Lengths_are_said_in_words(long seconds, string words) => Assert.Equal(words, Span.Say(Duration.FromSeconds(seconds)));

    private static PipelineProof Prove(string job, Schedule schedule) => PipelineProof.Prove(
        Analyzed, new Dictionary<string, JobTiming>(JobTiming.Declared(Analyzed.Pipeline)) { [job] = new(schedule, true) }, ProofHorizon.TenYearsFrom(Now));

    private static string Local(Instant instant) => instant.InZone(DateTimeZoneProviders.Tzdb[Example.Zone]).ToString("HH:mm", null);
}
