using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The newest row of a relation or of each entity, and how many are later than now. Judged in microseconds, outside of SQL.</summary>
internal static class FreshnessPart
{
    public static Func<AnswerRow, Verdict> Judge(RowFreshness check, RelationScanBuilder scan, CheckedAt at)
    {
        var (column, due, window) = (TimelyPart.Rows(check.Column, at), DueRows.Of(check.Deadline, at), Window(check, at));
        IReadOnlyList<string?> entities = check.EntityColumn is null ? [null] : [.. check.Entities.Distinct(StringComparer.Ordinal)];
        var asked = entities.Select(entity =>
        {
            var rows = TimelyPart.And(check, entity is null ? window.Sql(scan) : $"{window.Sql(scan)} AND CAST({SqlIdentifier.Quote(check.EntityColumn!)} AS STRING) = {scan.Parameter("STRING", entity)}");
            return (entity,
                Newest: scan.Aggregate($"MAX(IF({column.Past(scan)} AND {rows}, {SqlIdentifier.Quote(check.Column.Name)}, NULL))"),
                Future: scan.Aggregate($"COUNTIF({column.Future(scan)} AND {rows})"));
        }).ToList();
        return row => new FreshnessVerdict(check, column, due, window.From!.Value, at)
            .Of([.. asked.Select(a => new NewestRow(a.entity, TimeText.Read(row, a.Newest, column, at.Now), row.Text(a.Newest), TimeText.Count(row, a.Future)))]);
    }

    /// <summary>Rows before are not looked for; they are late in any case.</summary>
    public static RowWindow Window(RowFreshness check, CheckedAt at)
    {
        var first = at.Today.PlusDays(-check.LookBackDays);
        // One date more than needed: a row of a date is as old as the date's end.
        if (DueRows.Of(check.Deadline, at).From is { } from) first = LocalDate.Min(first, from.InZone(at.Zone).Date.PlusDays(-1));
        return new(TimelyPart.Rows(check.Column, at), [], first);
    }
}

/// <summary>What a scan says of an entity, or of a relation as a whole.</summary>
/// <param name="Entity">The entity; null for the relation.</param>
/// <param name="At">When its newest row is, or null.</param>
/// <param name="Text">The value of that row as the warehouse writes it.</param>
/// <param name="Future">How many rows are later than now.</param>
internal sealed record NewestRow(string? Entity, Instant? At, string? Text, long Future);
