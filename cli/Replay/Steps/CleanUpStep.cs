using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Takes the stale rows out with <c>clean</c>: counted first, deleted then, and the two counts must be one (R29); then the golden records are asked again.</summary>
internal static class CleanUpStep
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var repair = context.Incident.Repair!;
        var session = context.Found;
        var table = repair.Table.Id.ToString();
        var counted = await CleanVerb.RunAsync(session, table, execute: false, expect: null, cancellation).ConfigureAwait(false);
        var stale = (long)counted.Summary["stale"]!;
        var cleaned = await CleanVerb.RunAsync(session, table, execute: true, stale, cancellation).ConfigureAwait(false);
        return
        [
            new("clean-up-dry-run", "The stale rows are counted; nothing is changed.", 2, counted),
            new("clean-up", "The stale rows go, exactly as many as were counted before, with a backup.", 0, await DoneAsync(context, repair, counted, cleaned, cancellation).ConfigureAwait(false), InSummary: true),
            new("check-after-clean-up", "The golden records are right at every hop.", 0, await CheckVerb.RunAsync(session, cancellation).ConfigureAwait(false), InSummary: true),
        ];
    }

    // What is left must be what the source holds.
    private static async Task<VerbReport> DoneAsync(ReplayContext context, IncidentRepair repair, VerbReport counted, VerbReport cleaned, CancellationToken cancellation)
    {
        var (stale, deleted, left) = ((long)counted.Summary["stale"]!, (long)cleaned.Summary["deleted"]!, (long)cleaned.Summary["rowsAfter"]!);
        var source = await CatchUpStep.CountAsync(context.Found, repair.SourceCount, cancellation).ConfigureAwait(false);
        return cleaned with
        {
            Exit = deleted == stale && left == source ? cleaned.Exit : 1,
            Headline = string.Create(CultureInfo.InvariantCulture, $"{deleted:N0} stale rows removed, {stale:N0} foretold; {left:N0} rows are left, {source:N0} are in the source."),
            Summary = new Dictionary<string, object?>(cleaned.Summary) { ["before"] = cleaned.Summary["rowsBefore"], ["dryRun"] = stale, ["removed"] = deleted, ["left"] = left, ["sourceRows"] = source },
            Sections = [.. cleaned.Sections, new("What keeps it from coming back", [new ReportBlock.Paragraph($"{NodaTime.Text.InstantPattern.General.Format(repair.Corrected)}: {repair.Says}")])],
        };
    }
}
