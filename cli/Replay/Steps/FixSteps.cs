namespace Orchestrator.Cli;

/// <summary>The declared state is made the live one.</summary>
internal static class FixSteps
{
    private static readonly IReadOnlySet<string> NothingDestroyed = new HashSet<string>(StringComparer.Ordinal);

    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var session = context.Found;
        return
        [
            new("up", "The local cloud is set to the declaration.", 0, await UpVerb.RunAsync(session, NothingDestroyed, direct: false, cancellation).ConfigureAwait(false), InSummary: true),
            new("drift-after-up", "Nothing differs any more.", 0, await DriftVerb.RunAsync(session, cancellation).ConfigureAwait(false)),
            new("up-again", "A second up changes nothing.", 0, await UpVerb.RunAsync(session, NothingDestroyed, direct: false, cancellation).ConfigureAwait(false)),
            new("plan-after-up", "The live order holds now.", 0, await PlanVerb.RunAsync(session, cancellation).ConfigureAwait(false)),
        ];
    }
}
