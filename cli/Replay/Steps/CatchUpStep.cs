using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Closes the gap that the missed runs left: the look-back of the daily sync does not reach over it, so the full sync is run by hand (R27, R30).</summary>
internal static class CatchUpStep
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var repair = context.Incident.Repair!;
        var session = context.Found;
        var table = SqlIdentifier.Quote(session.Project, repair.Table.Id);
        var source = await CountAsync(session, repair.SourceCount, cancellation).ConfigureAwait(false);
        var before = await CountAsync(session, $"SELECT COUNT(*) AS row_count FROM {table}", cancellation).ConfigureAwait(false);
        context.Terminal.Progress($"running {repair.CatchUp} by hand");
        await context.Cloud.Hand.RunAsync(context.Incident.Pipeline, repair.CatchUp, cancellation).ConfigureAwait(false);
        var brought = await CountAsync(session, $"SELECT COUNT(*) AS row_count FROM {table}", cancellation).ConfigureAwait(false) - before;
        var report = session.Report("replay") with
        {
            Exit = brought == source ? 0 : 1,
            Headline = string.Create(CultureInfo.InvariantCulture, $"{repair.CatchUp}, run by hand, brings {brought:N0} rows of {source:N0} in the source."),
            Summary = new Dictionary<string, object?> { ["job"] = repair.CatchUp, ["rows"] = brought, ["sourceRows"] = source },
            Sections = [new("Why by hand", [new ReportBlock.Paragraph(Advice(context))])],
        };
        return [new("catch-up", "The full sync closes the gap that the missed runs left.", 0, report, InSummary: true)];
    }

    /// <summary>A query that counts.</summary>
    internal static async Task<long> CountAsync(Session session, string sql, CancellationToken cancellation) =>
        long.Parse(await Poll.ReadAsync(session, sql, cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static string Advice(ReplayContext context)
    {
        var gap = MissedFires.Of(context);
        return context.Pair?.Daily is { LookBack: { } lookBack } daily && gap.Count > 0
            ? $"{daily.ResourceId} missed {gap.Count} fires. Its next run looks back {lookBack.Days} days and so reaches {lookBack.Days} of them: what changed before stays wrong until the full sync reads everything."
            : "The full sync reads everything.";
    }
}
