using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>A run that somebody asks for.</summary>
internal sealed class JobRun(SchedulerJobs jobs, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Dispatch = TimeSpan.FromSeconds(30);

    public async Task<JobActivity?> RunAsync(string name, CancellationToken cancellation)
    {
        var before = await jobs.GetAsync(name, cancellation);
        var last = LiveActivity.Of(before, name).LastAttempt;
        // The service answers before the target does; an attempt cannot take longer than its deadline.
        var patience = (ApiDuration.TryRead(before.AttemptDeadline ?? JobDefaults.AttemptDeadline) ?? Duration.FromMinutes(3)).ToTimeSpan() + Dispatch;
        var started = time.GetTimestamp();
        await jobs.RunAsync(name, cancellation);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var now = LiveActivity.Of(await jobs.GetAsync(name, cancellation), name);
            if (now.LastAttempt is { } attempt && attempt != last && now.StatusCode is not null) return now;
            if (time.GetElapsedTime(started) > patience) return null;
            await Task.Delay(pause, time, cancellation);
        }
    }
}
