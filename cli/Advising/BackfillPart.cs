using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>What has to be done by hand to load a range of dates again, with the bytes of each statement.</summary>
internal static class BackfillPart
{
    /// <summary>The section; none without a range.</summary>
    public static async Task<IReadOnlyList<ReportSection>> SectionsAsync(Session session, IReadOnlyList<RelationAdvice> advised, (LocalDate First, LocalDate Last)? range, Prices prices, IWarehouse warehouse, CancellationToken cancellation)
    {
        if (range is not { } dates || advised is not [var one]) return [];
        var plan = Backfill.Of(session.Analyzed, one.Relation, dates.First, dates.Last, session.Now.InZone(session.Zone).Date, session.Project);
        List<ReportBlock> blocks = [new ReportBlock.Paragraph($"To have {Date(dates.First)} to {Date(dates.Last)} again in {one.Relation.Id}, in this order:")];
        blocks.AddRange(plan.Loads.Select(load => new ReportBlock.Paragraph($"{load.Job.ResourceId} ({string.Join(", ", load.Tables)}) {load.Says}")));
        foreach (var rebuild in plan.Rebuilds)
        {
            blocks.Add(new ReportBlock.Paragraph($"{rebuild.Table.Id} {rebuild.Says} {await CostAsync(rebuild, dates, prices, warehouse, cancellation).ConfigureAwait(false)}"));
            if (rebuild.ByHand is { } sql) blocks.Add(new ReportBlock.Picture(sql.Split('\n')));
        }

        if (plan.Rebuilds.Count == 0) blocks.Add(new ReportBlock.Paragraph("Nothing on the way is rebuilt by a job: readers see the rows as soon as they are loaded."));
        return [new("Backfill", blocks)];
    }

    private static async Task<string> CostAsync(BackfillRebuild rebuild, (LocalDate First, LocalDate Last) dates, Prices prices, IWarehouse warehouse, CancellationToken cancellation)
    {
        IReadOnlyList<QueryValue> values = rebuild.ByHand is null ? [] : [new("first", "DATE", Date(dates.First)), new("last", "DATE", Date(dates.Last))];
        try
        {
            var dry = await warehouse.DryRunAsync(new(rebuild.Sql, values), cancellation).ConfigureAwait(false);
            return $"It reads {ByteText.Say(dry.BytesProcessed)}, {Money.Say(prices.PerMonth((decimal)BilledBytes.AtMost(dry.BytesProcessed, dry.Tables.Count) / Prices.DaysOfMonth, 0))}.";
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The plan is worth having without its cost.
            return $"What it costs could not be asked: {failure.Message}";
        }
    }

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
