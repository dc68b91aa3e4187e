using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>How many dates after its event a row was written, against a look-back: the share beyond is counted, not read off a quantile.</summary>
internal static class LookBackPart
{
    public static Func<AnswerRow, Verdict> Judge(LookBackSuffices check, RelationScanBuilder scan, CheckedAt at)
    {
        var window = TimelyPart.And(check, Window(check, at).Sql(scan));
        var late = $"DATE_DIFF({TimelyPart.Rows(check.LoadColumn, at).DateOf(scan)}, {TimelyPart.Rows(check.EventColumn, at).DateOf(scan)}, DAY)";
        var rows = scan.Aggregate($"COUNTIF({late} IS NOT NULL AND {window})");
        var beyond = scan.Aggregate($"COUNTIF({late} > {scan.Parameter("INT64", check.LookBackDays.ToString())} AND {window})");
        var usual = scan.Aggregate($"APPROX_QUANTILES(IF({window}, {late}, NULL), 100)[SAFE_OFFSET(99)]");
        var worst = scan.Aggregate($"MAX(IF({window}, {late}, NULL))");
        return row => Judge(check, TimeText.Count(row, rows), TimeText.Count(row, beyond), row.Number(usual), row.Number(worst));
    }

    public static RowWindow Window(LookBackSuffices check, CheckedAt at) =>
        new(TimelyPart.Rows(check.LoadColumn, at), [.. Enumerable.Range(0, check.WrittenInDays + 1).Select(days => at.Today.PlusDays(-days))]);

    private static Verdict Judge(LookBackSuffices check, long rows, long beyond, long? usual, long? worst)
    {
        if (rows == 0) throw new UnreadableAnswerException($"{check.Relation.Id} has no row written in the last {check.WrittenInDays} days with both times, so its lateness is not known.");
        var says = $"{TimeText.Number((decimal)beyond)} of {TimeText.Number((decimal)rows)} rows ({QueryText.Percent((decimal)beyond / rows)}) were written more than {check.LookBackDays} dates after their event; 99 % within {usual}, the last after {worst}. At most {QueryText.Percent(check.MaxLateShare)} is accepted.";
        return new(says, beyond <= check.MaxLateShare * rows ? [] : [new Dictionary<string, string?> { ["late_rows"] = beyond.ToString(), ["rows"] = rows.ToString(), ["look_back_days"] = check.LookBackDays.ToString(), ["p99_days"] = usual?.ToString(), ["longest_days"] = worst?.ToString() }], 1);
    }
}
