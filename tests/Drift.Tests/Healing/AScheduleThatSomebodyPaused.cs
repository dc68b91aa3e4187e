using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests.Healing;

public sealed class AScheduleThatSomebodyPaused
{
    [Fact]
    public void Is_resumed_with_the_exact_command()
    {
        var step = Assert.Single(HealingWorld.Heal(SmallPipeline.With("job/sync", "state", "PAUSED")).Chosen);
        Assert.Equal((HealingKind.Resume, "job/sync", "Resume it."), (step.Kind, step.Resource.ToString(), step.Does));
        Assert.Equal(["gcloud scheduler jobs resume sync --location=us-central1 --project=p"], step.Commands);
        Assert.Equal(4, step.Readers);
    }

    [Fact]
    public void Comes_with_what_brings_back_the_runs_that_it_missed()
    {
        var live = SmallPipeline.With("job/sync", "state", "PAUSED");
        var last = SmallPipeline.Now - NodaTime.Duration.FromDays(3);
        var observed = new Observation(live, []) { Activity = live.Where(r => r.Id.Kind == ResourceKind.Job).ToDictionary(r => r.Id, _ => new JobActivity { LastAttempt = last, StatusCode = 0 }) };
        var plan = HealingPlanner.Of(SmallPipeline.Analyzed, HealingWorld.Plan(live), observed, new(), "p", SmallPipeline.Now);
        Assert.Equal(["rebuild 3 NextRunCovers", "sync 3 Unknown"], plan.CatchUps.Select(a => $"{a.Job} {a.Missed} {a.Verdict}"));
    }

    [Fact]
    public void Is_resumed_and_set_back_in_one_step()
    {
        var live = SmallPipeline.With("job/sync", "state", "PAUSED").Select(s => s.Id.Name == "sync" ? s with { Properties = s.Properties.SetItem("schedule", "0 9 * * *") } : s).ToList();
        var step = Assert.Single(HealingWorld.Heal(live).Chosen);
        Assert.Equal("Resume it and set back schedule to '0 2 * * *' (it is '0 9 * * *').", step.Does);
        Assert.Equal("gcloud scheduler jobs update http sync --location=us-central1 --project=p --schedule='0 2 * * *'", step.Commands[0]);
    }

    [Fact]
    public void Shows_no_header_that_can_hold_a_key()
    {
        var step = Assert.Single(HealingWorld.Heal(SmallPipeline.With("job/sync", "httpTarget.headers.X-Api-Key", "hunter2")).Chosen);
        Assert.Equal("Set back httpTarget.headers.X-Api-Key.", step.Does);
        Assert.Equal(["gcloud scheduler jobs update http sync --location=us-central1 --project=p --remove-headers=X-Api-Key"], step.Commands);
    }

    [Fact]
    public void Is_left_alone_when_the_pause_is_declared() => Assert.Empty(HealingWorld.Heal(SmallPipeline.Desired).Steps);

    [Fact]
    public void Is_paused_again_when_it_runs_against_its_declaration()
    {
        var step = Assert.Single(HealingWorld.Heal(SmallPipeline.With("job/monthly-backfill", "state", "ENABLED")).Chosen);
        Assert.Equal((HealingKind.Pause, "Pause it again."), (step.Kind, step.Does));
        Assert.Contains("data team until 2026-10-21", step.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_touched_when_the_list_of_jobs_was_not_read_to_its_end()
    {
        var plan = HealingWorld.Heal(SmallPipeline.With("job/sync", "state", "PAUSED"), new Unobserved(Unobserved.AllJobs, "HTTP 500."));
        Assert.Empty(plan.Chosen);
        Assert.Equal("It could not be read completely: HTTP 500.", Assert.Single(plan.Steps).Refusal);
    }

    [Fact]
    public void Is_not_touched_while_somebody_accepts_it()
    {
        var mute = new Mute { Code = "DRIFT001", Subject = "job/sync", Property = "state", Reason = "The source moves.", Owner = "data team", Until = new(2025, 10, 21) };
        var muted = SmallPipeline.Analyzed with { Pipeline = SmallPipeline.Analyzed.Pipeline with { Mutes = [mute] } };
        var plan = HealingWorld.Plan(SmallPipeline.With("job/sync", "state", "PAUSED"));
        Assert.Equal("It is accepted until 2025-10-21 by data team: The source moves.", HealingWorld.Heal(muted, plan).Step("job/sync").Refusal);
        var yesterday = muted with { Pipeline = muted.Pipeline with { Mutes = [mute with { Until = new(2025, 10, 20) }] } };
        Assert.Single(HealingWorld.Heal(yesterday, plan).Chosen);
    }

    [Fact]
    public void Is_resumed_without_what_somebody_accepts()
    {
        var mute = new Mute { Code = "DRIFT001", Subject = "job/sync", Property = "description", Reason = "A trial.", Owner = "data team", Until = new(2026, 1, 1) };
        var muted = SmallPipeline.Analyzed with { Pipeline = SmallPipeline.Analyzed.Pipeline with { Mutes = [mute] } };
        var live = SmallPipeline.With("job/sync", "state", "PAUSED").Select(s => s.Id.Name == "sync" ? s with { Properties = s.Properties.SetItem("description", "trial") } : s).ToList();
        var step = Assert.Single(HealingWorld.Heal(muted, HealingWorld.Plan(live)).Chosen);
        Assert.Equal(["state"], step.Change.Differences.Select(d => d.Property));
    }
}
