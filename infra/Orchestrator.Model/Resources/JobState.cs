using NodaTime;

namespace Orchestrator.Model;

/// <summary>Whether a job fires.</summary>
public abstract record JobState
{
    private JobState()
    {
    }

    /// <summary>The job fires on its schedule.</summary>
    public static JobState Enabled { get; } = new EnabledState();

    /// <summary>The job does not fire, on purpose. Nothing resumes it until the declaration says so.</summary>
    /// <param name="reason">Why, in a sentence that a stranger understands.</param>
    /// <param name="owner">Who decided, and decides again.</param>
    /// <param name="until">The last date on which the pause is still meant; after it every report asks for a decision.</param>
    public static JobState Paused(string reason, string owner, LocalDate until) => new PausedState(reason, owner, until);

    /// <summary>As the Cloud Scheduler API spells it.</summary>
    public string ApiName => this is PausedState ? "PAUSED" : "ENABLED";

    /// <summary>The job fires on its schedule.</summary>
    public sealed record EnabledState : JobState;

    /// <summary>The job does not fire, on purpose.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Owner">Who decided.</param>
    /// <param name="Until">Last date on which the pause is still meant, in the pipeline's zone.</param>
    public sealed record PausedState(string Reason, string Owner, LocalDate Until) : JobState;
}

/// <summary>Cloud Scheduler's retry configuration. The defaults are the service's own, so that a declared job and the live one compare equal.</summary>
public sealed record RetryPolicy
{
    /// <summary>No retry: a failed run waits for the next fire.</summary>
    public static RetryPolicy None { get; } = new();

    /// <summary>Retries after the first attempt, 0 to 5. Default: 0.</summary>
    public int Count { get; init; }

    /// <summary>How long after the first attempt retries go on. Default: 0, which means no limit.</summary>
    public Duration MaxDuration { get; init; } = Duration.Zero;

    /// <summary>The first back-off. Default: 5 s.</summary>
    public Duration MinBackoff { get; init; } = Duration.FromSeconds(5);

    /// <summary>The longest back-off. Default: 1 h.</summary>
    public Duration MaxBackoff { get; init; } = Duration.FromHours(1);

    /// <summary>How often the back-off doubles before it grows linearly. Default: 5.</summary>
    public int MaxDoublings { get; init; } = 5;

    /// <summary>The back-offs before each retry: doubling, then linear by 2^doublings x min, capped (documented example: 10, 20, 40, 80, 160, 240, 300, 300).</summary>
    public IEnumerable<Duration> Backoffs()
    {
        var step = MinBackoff;
        for (var retry = 0; retry < Count; retry++)
        {
            yield return step < MaxBackoff ? step : MaxBackoff;
            step = retry < MaxDoublings ? step * 2 : step + (MinBackoff * (1L << MaxDoublings));
        }
    }

    /// <summary>The longest that a run with retries can last when every attempt uses up its deadline.</summary>
    /// <param name="attemptDeadline">The deadline of one attempt.</param>
    public Duration WorstCase(Duration attemptDeadline) =>
        Backoffs().Aggregate(attemptDeadline * (1 + Count), (sum, backoff) => sum + backoff);
}
