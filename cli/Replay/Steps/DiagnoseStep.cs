namespace Orchestrator.Cli;

/// <summary>Why the reconciliations fail: every hypothesis with its verdict and the numbers behind it.</summary>
internal static class DiagnoseStep
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation) =>
        [new("diagnose", "The hypotheses are tested against the data.", 2, await DiagnoseVerb.RunAsync(context.Found, null, cancellation).ConfigureAwait(false), InSummary: true)];
}
