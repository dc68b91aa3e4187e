using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>
/// Brings one job to its declared state, whatever it is now: every step looks at the job as the service has it, so that a change that was interrupted
/// is simply applied again. A job never fires wrongly on the way: it is paused before anything else changes, and resumed last.
/// </summary>
internal sealed class JobChange(SchedulerJobs jobs, GoogleConnection google, Change change)
{
    private const string Paused = "PAUSED";
    private const string Enabled = "ENABLED";

    private string Name => change.Id.Name;

    private ResourceState Desired => change.Desired;

    private bool WantsPause => Desired.Properties.GetValueOrDefault("state") == Paused;

    public async Task ApplyAsync(CancellationToken cancellation)
    {
        if (change.Action == ChangeAction.Create) await CreateAsync(cancellation);
        else await UpdateAsync(await jobs.GetAsync(Name, cancellation), change, cancellation);
        await ReadBack.UntilAsync(google.Time, change, async () => LiveJob.Of(await jobs.GetAsync(Name, cancellation), Name), cancellation);
    }

    private async Task CreateAsync(CancellationToken cancellation)
    {
        var resource = JobWriting.Resource(Desired, jobs.FullName(Name));
        var far = FarSchedule.After(google.Time.GetUtcNow());
        if (WantsPause) resource = resource with { Schedule = far };
        SchedulerJob live;
        try
        {
            live = await jobs.CreateAsync(Name, JobWriting.Json(resource), cancellation);
        }
        catch (GoogleConflictException exists)
        {
            live = await jobs.GetAsync(Name, cancellation);
            if (!IsOurs(live, far)) throw new GoogleConflictException(exists.Failure);
        }
        if (!WantsPause) return;
        live = await PauseAsync(live, cancellation);
        if (live.Schedule != Desired.Properties["schedule"]) await jobs.PatchAsync(Name, JobWriting.Json(JobWriting.Resource(Desired, jobs.FullName(Name))), ["schedule"], cancellation);
    }

    // There already: as declared, or as this very creation leaves it half-way.
    private bool IsOurs(SchedulerJob live, string far)
    {
        var state = LiveJob.Of(live, Name);
        var differing = ReadBack.Differing(Desired, state).ToList();
        return differing.Count == 0
            || (WantsPause && live.Schedule == far && differing.All(p => p is "schedule" or "state"));
    }

    private async Task UpdateAsync(SchedulerJob live, Change wanted, CancellationToken cancellation)
    {
        if (WantsPause) live = await PauseAsync(live, cancellation);
        var mask = JobWriting.Mask(wanted, live);
        // After a failed update, or when the service disabled the job, it does not run until an update succeeds.
        if (mask.Count == 0 && (live.State is "UPDATE_FAILED" or "DISABLED")) mask = ["schedule"];
        if (mask.Count > 0) live = await jobs.PatchAsync(Name, JobWriting.Json(JobWriting.Resource(Desired, jobs.FullName(Name))), mask, cancellation);
        if (WantsPause) await PauseAsync(live, cancellation);
        else if (live.State == Paused && Resumes(wanted)) await ResumeAsync(cancellation);
    }

    // A job that somebody paused after the plan was made stays paused: the next plan shows it.
    private static bool Resumes(Change wanted) => wanted.Differences.Any(d => d.Property == "state");

    private async Task<SchedulerJob> PauseAsync(SchedulerJob live, CancellationToken cancellation)
    {
        if (live.State != Enabled) return live;
        try
        {
            return await jobs.PauseAsync(Name, cancellation);
        }
        catch (GoogleRequestException refused) when (refused.Status == 400)
        {
            // A repeated pause is refused because the first one worked.
            var now = await jobs.GetAsync(Name, cancellation);
            return now.State == Paused ? now : throw new GoogleRequestException(refused.Failure);
        }
    }

    private async Task ResumeAsync(CancellationToken cancellation)
    {
        try
        {
            await jobs.ResumeAsync(Name, cancellation);
        }
        catch (GoogleRequestException refused) when (refused.Status == 400)
        {
            if ((await jobs.GetAsync(Name, cancellation)).State != Enabled) throw new GoogleRequestException(refused.Failure);
        }
    }
}
