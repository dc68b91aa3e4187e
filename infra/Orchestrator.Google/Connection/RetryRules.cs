using Polly;
using Polly.Retry;

namespace Orchestrator.Google;

/// <summary>When and how a request is tried again: at most 5 tries, doubling pauses with jitter, as long as Google asks to wait, within a total time.</summary>
internal static class RetryRules
{
    public const int Tries = 5;

    /// <summary>The pause before the second try; it doubles with every further one.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>No new try begins later than this after the first one.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromMinutes(2);

    private static readonly ResiliencePropertyKey<long> Started = new("started");

    public static ResiliencePipeline Build(TimeProvider time, Func<double> random) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Tries - 1,
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is GoogleException { Transient: true } failed
                && time.GetElapsedTime(args.Context.Properties.GetValue(Started, 0)) + Asked(failed) < Total),
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Pause(args.AttemptNumber, random(), args.Outcome.Exception)),
        })
        .Build();

    /// <summary>Notes when the first try began.</summary>
    public static void Mark(ResilienceContext context, long started) => context.Properties.Set(Started, started);

    /// <summary>Half of the doubling pause for sure and half by chance, never shorter than Google asks.</summary>
    public static TimeSpan Pause(int retry, double chance, Exception? failed)
    {
        var pause = FirstPause * Math.Pow(2, retry) * (0.5 + (chance / 2));
        var asked = Asked(failed);
        return pause > asked ? pause : asked;
    }

    private static TimeSpan Asked(Exception? failed) => (failed as GoogleException)?.Failure.RetryAfter ?? TimeSpan.Zero;
}
