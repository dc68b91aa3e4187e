using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// One query for a reconciliation: each side is scanned once and aggregated by key and date, the newest dates of a source with times by hour. The two are
/// joined by key outside of SQL, with the expected keys, so that a key that is absent, NULL or zero is told apart and a NULL key is a key like any other.
/// </summary>
internal static class ReconciliationScan
{
    /// <summary>More keys and dates than these are not compared: the answer would be cut off, and what is cut off is not green.</summary>
    internal const int MostRows = 200_000;

    private const int DatesByHour = 14;

    public static CompiledScan Compile(Reconciliation check, Pipeline pipeline, CheckedAt pipelineAt)
    {
        var at = InZone(check, pipelineAt);
        var (first, last) = check.Window.On(at.Today);
        var byHour = last.PlusDays(1 - DatesByHour);
        var sql = $"""
            {Side("source", check.Source, at, byHour: true)}
            UNION ALL
            {Side("target", check.Target, at, byHour: false)}
            LIMIT {MostRows + 1}
            """;
        return new(
            [check],
            new(sql, [.. Values(sql, first, last, byHour < first ? first : byHour, at, Due(check, at)), .. RelationScanBuilder.Times(sql, at)]),
            (_, answer) => ReconciliationVerdict.Judge(check, ReconciledFacts.Read(check, answer, first, last), pipeline, at));
    }

    /// <summary>The same instant, with dates taken in the reconciliation's own zone.</summary>
    /// <exception cref="ArgumentException">The zone is unknown: the pipeline has mistakes.</exception>
    internal static CheckedAt InZone(Reconciliation check, CheckedAt at) => check.Zone is not { } id ? at : at with
    {
        ZoneId = id,
        Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new ArgumentException($"{check.Subject} takes dates in the unknown zone '{id}': name an IANA zone.", nameof(check)),
    };

    /// <summary>Rows up to this instant must have reached the target.</summary>
    internal static Instant Due(Reconciliation check, CheckedAt at) => at.Now - (check.MaxLag ?? Duration.Zero);

    private static IEnumerable<QueryValue> Values(string sql, LocalDate first, LocalDate last, LocalDate byHour, CheckedAt at, Instant due)
    {
        yield return new("first", "DATE", QueryText.Date(first));
        yield return new("last", "DATE", QueryText.Date(last));
        if (sql.Contains("@by_hour", StringComparison.Ordinal)) yield return new("by_hour", "DATE", QueryText.Date(byHour));
        if (sql.Contains("@zone", StringComparison.Ordinal)) yield return new("zone", "STRING", at.ZoneId);
        if (sql.Contains("@due", StringComparison.Ordinal)) yield return new("due", "TIMESTAMP", QueryText.Timestamp(due));
    }

    // `moment` counts half hours from the start of the window: date, hour, and whether the row is too young to be due. It says when a value came first.
    private static string Side(string name, ReconciledSide side, CheckedAt at, bool byHour)
    {
        var time = DateOf(side);
        var filters = string.Concat(side.Filters.Select(f => $"\n      AND (\n{f.Sql}\n)"));
        var distinct = side.Measure is Measure.Distinct;
        return $"""
            SELECT '{name}' AS side, key_text, DIV(moment, 48) AS day, MOD(moment, 2) = 1 AS young, DIV(moment, 2) AS hour_of_window,
              COUNT(*) AS row_count, COUNT(counted) AS value_count, {Amount(side.Measure, "new_in_window")} AS in_window, {Amount(side.Measure, "new_in_day")} AS in_day,
              MIN(happened) AS oldest, MAX(happened) AS newest
            FROM (
              SELECT key_text, moment, happened, counted{(distinct ? First : "")}
              FROM (
                SELECT CAST({SqlIdentifier.Quote(side.KeyColumn)} AS STRING) AS key_text, {Counted(side.Measure)} AS counted, {time.Instant} AS happened,
                  (DATE_DIFF({time.Date}, @first, DAY) * 24 + {(byHour && time.Hour is { } hour ? $"IF({time.Date} >= @by_hour, {hour}, 0)" : "0")}) * 2 + {(byHour && time.Hour is not null ? $"IF({time.Instant} > @due, 1, 0)" : "0")} AS moment
                FROM {SqlIdentifier.Quote(at.Project, side.Relation.Id)}
                WHERE {time.Date} BETWEEN @first AND @last{filters}
              )
            )
            GROUP BY key_text, moment
            """;
    }

    // A value that appears on two days counts once over the window and once on each day: where it came first decides.
    private const string First = ", moment = MIN(moment) OVER (PARTITION BY key_text, counted) AS new_in_window, moment = MIN(moment) OVER (PARTITION BY key_text, counted, DIV(moment, 48)) AS new_in_day";

    private static string Counted(Measure measure) => measure switch
    {
        Measure.Distinct distinct => SqlIdentifier.Quote(distinct.Column),
        Measure.Sum sum => SqlIdentifier.Quote(sum.Column),
        _ => "1",
    };

    private static string Amount(Measure measure, string flag) => measure switch
    {
        Measure.Distinct => $"CAST(COUNT(DISTINCT IF({flag}, counted, NULL)) AS STRING)",
        Measure.Sum => "CAST(SUM(counted) AS STRING)",
        _ => "CAST(COUNT(*) AS STRING)",
    };

    private static (string Date, string Instant, string? Hour) DateOf(ReconciledSide side)
    {
        var column = SqlIdentifier.Quote(side.DateColumn);
        return side.DateColumnType switch
        {
            "TIMESTAMP" => ($"DATE({column}, @zone)", column, $"EXTRACT(HOUR FROM {column} AT TIME ZONE @zone)"),
            "DATETIME" => ($"DATE({column})", $"TIMESTAMP({column}, @zone)", $"EXTRACT(HOUR FROM {column})"),
            _ => (column, "CAST(NULL AS TIMESTAMP)", null),
        };
    }
}
