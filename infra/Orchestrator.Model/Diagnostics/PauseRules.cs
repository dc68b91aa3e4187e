using NodaTime;

namespace Orchestrator.Model;

/// <summary>A pause says why, who decided, and until when.</summary>
internal static class PauseRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        foreach (var (job, pause) in Pauses(pipeline))
        {
            var missing = (string.IsNullOrWhiteSpace(pause.Reason), string.IsNullOrWhiteSpace(pause.Owner)) switch
            {
                (true, true) => "no reason and no owner",
                (true, false) => "no reason",
                (false, true) => "no owner",
                _ => null,
            };
            if (missing is not null)
                yield return DiagnosticFacts.PauseUnexplained.On(
                    job.ResourceId.ToString(), $"It is paused with {missing}.", "Say in a sentence why it is paused, and who decided.");
        }
    }

    public static IEnumerable<Diagnostic> FindExpired(Pipeline pipeline, LocalDate today) => Pauses(pipeline)
        .Where(p => p.Pause.Until < today)
        .Select(p => DiagnosticFacts.PauseExpired.On(
            p.Job.ResourceId.ToString(), $"Its pause was meant until {p.Pause.Until:uuuu-MM-dd}. Reason then: {p.Pause.Reason}", $"{p.Pause.Owner} decides again: resume it, remove it, or set a new date."));

    private static IEnumerable<(Job Job, JobState.PausedState Pause)> Pauses(Pipeline pipeline) =>
        pipeline.Jobs.Where(j => j.State is JobState.PausedState).Select(j => (j, (JobState.PausedState)j.State));
}
