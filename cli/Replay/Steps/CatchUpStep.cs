using System.Globalization;
using Orchestrator.Drift;
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
        var advice = await AdviceAsync(context, cancellation).ConfigureAwait(false);
        var run = await RunVerb.RunAsync(session, repair.CatchUp, althoughPaused: false, cancellation).ConfigureAwait(false);
        var brought = await CountAsync(session, $"SELECT COUNT(*) AS row_count FROM {table}", cancellation).ConfigureAwait(false) - before;
        var report = session.Report("replay") with
        {
            Exit = run.Exit == 0 && brought == source ? 0 : 1,
            Headline = string.Create(CultureInfo.InvariantCulture, $"{repair.CatchUp}, run by hand, brings {brought:N0} rows of {source:N0} in the source."),
            Summary = new Dictionary<string, object?> { ["job"] = repair.CatchUp, ["rows"] = brought, ["sourceRows"] = source },
            Sections = [new("Why by hand", [new ReportBlock.Paragraph(advice)])],
        };
        return [new("catch-up", "The full sync closes the gap that the missed runs left.", 0, report, InSummary: true)];
    }

    /// <summary>A query that counts.</summary>
    internal static async Task<long> CountAsync(Session session, string sql, CancellationToken cancellation) =>
        long.Parse(await Reader.ReadAsync(session, sql, cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static async Task<string> AdviceAsync(ReplayContext context, CancellationToken cancellation)
    {
        var session = context.Found;
        if (context.Pair?.Daily is not { } daily) return "It reads everything.";
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var observed = await cloud.Scheduler.ObserveAsync(session.Analyzed.Pipeline, cancellation).ConfigureAwait(false);
        return CatchUp.Advise(session.Analyzed, daily, observed, session.Project, session.Now).Says;
    }
}
