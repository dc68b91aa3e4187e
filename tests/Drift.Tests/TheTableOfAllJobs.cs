using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

public sealed class TheTableOfAllJobs
{
    private static readonly Instant Now = OneJob.At("2025-08-13T12:00:00Z");

    [Fact]
    public void Has_a_line_for_every_declared_job_whatever_its_state()
    {
        var analyzed = ManyJobs.Analyzed([("ok", false), ("paused", false), ("resting", true), ("gone", false), ("failing", false), ("unread", false)]);
        var live = DesiredState.Of(analyzed, "p").Where(s => s.Id.Name is not ("gone" or "unread")).Select(s => s.Id.Name == "paused" ? s with { Properties = s.Properties.SetItem("state", "PAUSED") } : s).ToList();
        var observed = new Observation(live, [new("job/unread", "Its body is not base64.")])
        {
            Activity = new Dictionary<ResourceId, JobActivity>
            {
                [ResourceId.Job("ok")] = new() { LastAttempt = OneJob.At("2025-08-13T02:00:00Z"), StatusCode = 0, NextAttempt = OneJob.At("2025-08-14T02:00:00Z") },
                [ResourceId.Job("paused")] = new() { LastAttempt = OneJob.At("2025-07-15T02:00:00Z"), StatusCode = 0 },
                [ResourceId.Job("resting")] = new(),
                [ResourceId.Job("failing")] = new() { LastAttempt = OneJob.At("2025-08-13T02:00:00Z"), StatusCode = 5 },
            },
        };
        var evidence = SmallPipeline.Evidence(analyzed, observed, Now);
        var statuses = JobStatus.Of(evidence, DriftFinder.Find(evidence));
        Assert.Equal(
            [("ok", "ok"), ("paused", "paused, declared enabled, missed 29 runs"), ("resting", "paused, as declared"), ("gone", "missing"), ("failing", "failing"), ("unread", "not known")],
            statuses.Select(s => (s.Job, s.Verdict)));
        Assert.Equal((29, OneJob.At("2025-07-16T02:00:00Z")), (statuses[1].MissedRuns, statuses[1].FirstMissed));
        Assert.Equal([OneJob.At("2025-08-14T02:00:00Z"), null, null, null, OneJob.At("2025-08-14T02:00:00Z"), null], statuses.Select(s => s.NextFire));
    }

    [Fact]
    public void Comes_with_how_much_was_looked_at_rounded_down()
    {
        var analyzed = ManyJobs.Analyzed([.. Enumerable.Range(0, 700).Select(i => ($"job-{i}", false))]);
        var live = DesiredState.Of(analyzed, "p");
        var activity = live.Where(s => s.Id.Kind == ResourceKind.Job).ToDictionary(s => s.Id, _ => new JobActivity { UpdatedAt = Now });
        var all = Coverage.Of(SmallPipeline.Evidence(analyzed, new Observation(live, []) { Activity = activity }, Now));
        Assert.Equal(("700 of 700 jobs, 100% of the declared resources observed", 100), (all.Say(), all.Percent));
        var one = Coverage.Of(SmallPipeline.Evidence(analyzed, new Observation([.. live.Where(s => s.Id.Name != "job-3")], [new("job/job-3", "Unreadable.")]) { Activity = activity }, Now));
        Assert.Equal("699 of 700 jobs, 99.9% of the declared resources observed", one.Say());
        var none = Coverage.Of(SmallPipeline.Evidence(analyzed, new Observation([], [new("jobs", "HTTP 403."), new("datasets", "HTTP 403.")]), Now));
        Assert.Equal((0, 0), (none.Observed, none.Percent));
    }

    [Fact]
    public void Says_what_lives_beside_the_declaration()
    {
        var analyzed = ManyJobs.Analyzed([("one", false)]);
        var live = DesiredState.Of(analyzed, "p");
        var stranger = live[0] with { Id = ResourceId.Job("stranger") };
        var coverage = Coverage.Of(SmallPipeline.Evidence(analyzed, new Observation([.. live, stranger], []) { Activity = SmallPipeline.Healthy(live, Now) }, Now));
        Assert.Equal(75, coverage.Percent);
        Assert.Contains("coverage 75%, because 1 live resource is not declared. Every declared job is watched", coverage.Explain(), StringComparison.Ordinal);
    }
}
