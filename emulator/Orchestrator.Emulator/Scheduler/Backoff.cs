using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>When a failed execution is attempted again.</summary>
/// <param name="RetryCount">Retries at most; 0 means none.</param>
/// <param name="MaxRetryDuration">Time since the first attempt during which retries go on even beyond the count; zero sets no such time.</param>
/// <param name="Minimum">The first wait.</param>
/// <param name="Maximum">The longest wait.</param>
/// <param name="MaxDoublings">How often the wait doubles before it grows by equal steps.</param>
internal sealed record Backoff(int RetryCount, Duration MaxRetryDuration, Duration Minimum, Duration Maximum, int MaxDoublings)
{
    /// <summary>Reads a canonical <c>retryConfig</c>.</summary>
    public static Backoff Of(JsonObject retryConfig)
    {
        return new(retryConfig["retryCount"]!.GetValue<int>(), Time("maxRetryDuration"), Time("minBackoffDuration"), Time("maxBackoffDuration"),
            retryConfig["maxDoublings"]!.GetValue<int>());
        Duration Time(string field) => WireText.TryDuration(retryConfig[field]!.GetValue<string>())!.Value;
    }

    /// <summary>The wait before a retry, counted from 1.</summary>
    public Duration Wait(int retry)
    {
        var doublings = Math.Min(retry - 1, Math.Min(MaxDoublings, 40));
        var steps = Math.Max(1, retry - doublings);
        var seconds = Minimum.TotalSeconds * Math.Pow(2, doublings) * steps;
        return seconds >= Maximum.TotalSeconds ? Maximum : Duration.FromSeconds(seconds);
    }

    /// <summary>The next attempt after one that has failed; null when the execution is given up until the next slot of the schedule.</summary>
    /// <param name="slot">What the execution was scheduled for.</param>
    /// <param name="firstAttempt">When it was first attempted.</param>
    /// <param name="attempts">How many attempts have failed.</param>
    /// <param name="now">When the last one ended.</param>
    /// <param name="nextSlot">The next slot of the schedule, which ends all retries.</param>
    public PendingRetry? After(Instant slot, Instant firstAttempt, int attempts, Instant now, Instant? nextSlot)
    {
        if (RetryCount == 0) return null;
        // With both limits set Google retries until both are reached.
        var more = attempts <= RetryCount || (MaxRetryDuration > Duration.Zero && now - firstAttempt < MaxRetryDuration);
        var at = now + Wait(attempts);
        return more && (nextSlot is not { } next || at < next) ? new(slot, firstAttempt, attempts, at) : null;
    }
}
