namespace Orchestrator.Cli;

/// <summary>What the verbs say on the day on which the incident was found.</summary>
internal static class CatchSteps
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var session = context.Found;
        return
        [
            new("calendar", "The jobs of the day, declared and live.", 0, await CalendarVerb.RunAsync(session, null, live: true, cancellation).ConfigureAwait(false), InSummary: true),
            new("plan-as-found", "The declared order is proven, the live one held against the same proof, and the plan shows what a deploy would set right.", 2, await PlanVerb.RunAsync(session, cancellation).ConfigureAwait(false), InSummary: true),
            new("drift-as-found", "The changed schedulers are found, each with its consequence.", 2, await DriftVerb.RunAsync(session, cancellation).ConfigureAwait(false)),
            new("check-as-found", "The defects in the data are found.", 2, await CheckVerb.RunAsync(session, cancellation).ConfigureAwait(false), InSummary: true),
        ];
    }
}
