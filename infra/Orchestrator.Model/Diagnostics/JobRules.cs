using NodaTime;

namespace Orchestrator.Model;

/// <summary>Deadlines, retries and durations are such as Cloud Scheduler accepts and a proof can use.</summary>
internal static class JobRules
{
    private static readonly Duration ShortestDeadline = Duration.FromSeconds(15);
    private static readonly Duration LongestDeadline = Duration.FromMinutes(30);

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Jobs.SelectMany(job => OutOfRange(job).Concat(Undeclared(job)));

    private static IEnumerable<Diagnostic> OutOfRange(Job job)
    {
        var retry = job.Retry;
        return new (bool Wrong, string Says, string Remedy)[]
        {
            (job.AttemptDeadline < ShortestDeadline || job.AttemptDeadline > LongestDeadline,
                $"An attempt deadline of {ApiDuration.Write(job.AttemptDeadline)} is not accepted.", "Choose 15 s to 30 min."),
            (retry.Count is < 0 or > 5, $"{retry.Count} retries are not accepted.", "Choose 0 to 5."),
            (retry.MaxDuration < Duration.Zero, "A negative retry duration is not accepted.", "Choose 0 (no limit) or more."),
            (retry.MinBackoff <= Duration.Zero || retry.MinBackoff > retry.MaxBackoff,
                $"Back-offs from {ApiDuration.Write(retry.MinBackoff)} to {ApiDuration.Write(retry.MaxBackoff)} are not accepted.", "Let the first back-off be above zero and not above the longest."),
            (retry.MaxDoublings is < 0 or > 16, $"{retry.MaxDoublings} doublings are not accepted.", "Choose 0 to 16."),
            (job.Longest <= Duration.Zero, "A run that takes no time proves nothing.", "Declare the longest that a run takes, retries included."),
        }.Where(rule => rule.Wrong).Select(rule => DiagnosticFacts.RetryOutOfRange.On(job.ResourceId.ToString(), rule.Says, rule.Remedy));
    }

    private static IEnumerable<Diagnostic> Undeclared(Job job)
    {
        // Out of range, the worst case means nothing; paused, nobody waits for it.
        if (job.Longest is not null || job.State is JobState.PausedState || OutOfRange(job).Any()) yield break;
        var source = job.Retry.Count == 0 ? "its attempt deadline" : $"the worst case of {job.Retry.Count + 1} attempts and their back-offs";
        yield return DiagnosticFacts.LongestUndeclared.On(
            job.ResourceId.ToString(), $"Orders are proven with {source}, {ApiDuration.Write(job.LongestRun)}.", "Declare Longest from observed runs, retries included.");
    }
}
