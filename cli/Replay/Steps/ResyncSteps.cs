using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What a reconciliation found short is computed again: exactly these keys and dates, shown first, then written and checked (R17).</summary>
internal static class ResyncSteps
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var check = context.Incident.Pipeline.Checks.OfType<Reconciliation>().First();
        return
        [
            new("resync-dry-run", "Exactly the keys and dates that are short would be written; nothing is changed.", 2, await ResyncVerb.RunAsync(context.Found, check.Name, execute: false, cancellation).ConfigureAwait(false), InSummary: true),
            new("resync", "They are written, and the reconciliation is green before any job has fired.", 0, await ResyncVerb.RunAsync(context.Found, check.Name, execute: true, cancellation).ConfigureAwait(false)),
        ];
    }
}
