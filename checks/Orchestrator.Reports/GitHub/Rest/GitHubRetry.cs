using Polly;
using Polly.Retry;

namespace Orchestrator.Reports;

/// <summary>When a request to GitHub is tried again: what certainly did not happen, or may happen twice; as late as GitHub asks, within a total time.</summary>
internal static class GitHubRetry
{
    public const int Tries = 6;

    /// <summary>No new try begins later than this after the first one.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromMinutes(10);

    /// <summary>After a secondary limit that names no time: GitHub's documentation asks for one minute at least, and more every time.</summary>
    public static readonly TimeSpan SecondaryPause = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly ResiliencePropertyKey<Attempted> Attempt = new("attempt");

    public static ResiliencePipeline Build(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Tries - 1,
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is GitHubUnavailableException failed
                && args.Context.Properties.GetValue(Attempt, null!) is var attempted
                && (attempted.Repeatable || !failed.MayHaveHappened)
                && time.GetElapsedTime(attempted.Started) + Pause(failed, args.AttemptNumber) <= Total),
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Pause((GitHubUnavailableException)args.Outcome.Exception!, args.AttemptNumber)),
        })
        .Build();

    public static void Mark(ResilienceContext context, bool repeatable, long started) => context.Properties.Set(Attempt, new Attempted(repeatable, started));

    // A limit without a time is told by its pause of a minute, which doubles like any other.
    private static TimeSpan Pause(GitHubUnavailableException failed, int retry) => failed.Wait switch
    {
        null => FirstPause * Math.Pow(2, retry),
        { } wait when wait == SecondaryPause => wait * Math.Pow(2, retry),
        { } wait => wait,
    };

    private sealed record Attempted(bool Repeatable, long Started);
}
