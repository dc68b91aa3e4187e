using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Takes the stale rows out: counted first, deleted then, and the two counts must be one (R29); then the golden records are asked again.</summary>
internal static class CleanUpStep
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var repair = context.Incident.Repair!;
        var session = context.Found;
        var table = SqlIdentifier.Quote(session.Project, repair.Table.Id);
        var all = $"SELECT COUNT(*) AS row_count FROM {table}";
        var source = await CatchUpStep.CountAsync(session, repair.SourceCount, cancellation).ConfigureAwait(false);
        var before = await CatchUpStep.CountAsync(session, all, cancellation).ConfigureAwait(false);
        var stale = await CatchUpStep.CountAsync(session, $"{all} WHERE {repair.StaleRows}", cancellation).ConfigureAwait(false);
        // Rows are deleted only when those that stay are what the source holds: an empty or short read of it would make everything look stale.
        var safe = source > 0 && before - stale == source;
        if (safe) await Poll.ReadAsync(session, $"DELETE FROM {table} WHERE {repair.StaleRows}", cancellation).ConfigureAwait(false);
        var left = await CatchUpStep.CountAsync(session, all, cancellation).ConfigureAwait(false);
        var report = session.Report("replay") with
        {
            Exit = safe && before - left == stale ? 0 : 1,
            Headline = safe
                ? string.Create(CultureInfo.InvariantCulture, $"{before - left:N0} stale rows removed, {stale:N0} foretold; {left:N0} rows are left, as many as the source has.")
                : string.Create(CultureInfo.InvariantCulture, $"Nothing removed: {before - stale:N0} rows would stay, and the source has {source:N0}."),
            Summary = new Dictionary<string, object?> { ["before"] = before, ["dryRun"] = stale, ["removed"] = before - left, ["left"] = left, ["sourceRows"] = source },
            Sections = [new("What keeps it from coming back", [new ReportBlock.Paragraph($"{NodaTime.Text.InstantPattern.General.Format(repair.Corrected)}: {repair.Says}")])],
        };
        return
        [
            new("clean-up", "The stale rows go, exactly as many as were counted before.", 0, report, InSummary: true),
            new("check-after-clean-up", "The golden records are right at every hop.", 0, await CheckVerb.RunAsync(session, cancellation).ConfigureAwait(false), InSummary: true),
        ];
    }
}
