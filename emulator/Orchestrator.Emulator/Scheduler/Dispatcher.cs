using Microsoft.Extensions.Logging;
using NodaTime;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>Executes jobs: decides what an attempt means for the job's slots, retries and status.</summary>
internal sealed class Dispatcher(JobBook book, FireTimes fires, HttpDelivery delivery, EmulatorClock clock, ILogger log)
{
    private readonly Dictionary<string, Task> running = [];
    private int forced;

    /// <summary>Whether an execution of the job has not ended. Two are never outstanding at once, unless the second was forced.</summary>
    public bool IsRunning(string name)
    {
        lock (running) return running.ContainsKey(name);
    }

    /// <summary>Waits until every execution in progress has ended.</summary>
    public Task WhenIdleAsync()
    {
        lock (running) return Task.WhenAll(running.Values);
    }

    /// <summary>Starts what is due for a job and lets it run.</summary>
    public void Start(SchedulerJob job, CancellationToken cancellation) => Start(job.Name, () => FireDueAsync(job, cancellation), cancellation);

    /// <summary>Executes a job now, beside whatever else runs, and does not wait for it.</summary>
    public void StartForced(string name, CancellationToken cancellation) =>
        Start($"{name} forced {Interlocked.Increment(ref forced)}", () => ForceAsync(name, cancellation), cancellation);

    private void Start(string key, Func<Task> execute, CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource();
        lock (running) running[key] = ended.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await execute();
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                log.LogError(e, "{Job} could not be executed", key);
            }
            finally
            {
                lock (running) running.Remove(key);
                ended.SetResult();
                // What became due during the run may start only now.
                book.Changed?.Invoke();
            }
        }, CancellationToken.None);
    }

    /// <summary>Makes the attempt that is due for a job: its pending retry or its next slot.</summary>
    public Task<Attempt?> FireDueAsync(SchedulerJob job, CancellationToken cancellation)
    {
        if (job.Retry is { } retry && job.Due == retry.At) return AttemptAsync(job.Name, retry.Slot, retry.Attempts + 1, retry.FirstAttempt, cancellation);
        return AttemptAsync(job.Name, job.NextSlot!.Value, 1, null, cancellation);
    }

    /// <summary>Executes a job now, whatever its schedule says and even while it is running.</summary>
    public Task<Attempt?> ForceAsync(string name, CancellationToken cancellation) => AttemptAsync(name, null, 1, null, cancellation);

    private async Task<Attempt?> AttemptAsync(string name, Instant? due, int number, Instant? firstAttempt, CancellationToken cancellation)
    {
        var start = clock.Now;
        var slot = due ?? start;
        if (book.TryGet(name) is null) return null;
        var job = await book.ChangeAsync(name, current => current with
        {
            LastAttemptTime = start,
            Retry = null,
            // A slot that passed during the run before starts late, and those between are lost.
            NextSlot = due is null || number > 1 ? current.NextSlot : fires.AfterBegin(current, Instant.Max(slot, start)),
        });
        var status = await delivery.SendAsync(job, slot, cancellation);
        var end = clock.Now;
        log.LogInformation("{Job} for {Slot}, attempt {Number}: code {Code} {Message}", name, slot, number, status.Code, status.Message);
        if (book.TryGet(name) is not null)
            await book.ChangeAsync(name, current =>
            {
                var again = status.Code == 0 || current.Paused ? null
                    : Backoff.Of((System.Text.Json.Nodes.JsonObject)current.Declared["retryConfig"]!).After(slot, firstAttempt ?? start, number, end, current.NextSlot);
                var ended = due is not null && again is null && !current.Paused;
                return current with { Status = status, Retry = again, NextSlot = ended ? fires.AfterEnd(current, end) : current.NextSlot };
            });
        return new()
        {
            Job = name,
            ScheduleTime = slot,
            AttemptTime = start,
            Number = number,
            Target = Target(job),
            Code = status.Code,
            Message = status.Message,
        };
    }

    private static string Target(SchedulerJob job) => job.Declared["httpTarget"]?["uri"]?.GetValue<string>()
        ?? job.Declared["pubsubTarget"]?["topicName"]?.GetValue<string>() ?? job.Declared["appEngineHttpTarget"]!["relativeUri"]!.GetValue<string>();
}
