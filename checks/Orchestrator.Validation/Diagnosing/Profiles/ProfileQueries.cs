using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>How fine a profile is.</summary>
internal enum ProfileGrain
{
    /// <summary>By hour, with dimensions.</summary>
    Hours,

    /// <summary>By date, with dimensions.</summary>
    Dates,

    /// <summary>By key and date alone.</summary>
    KeysOnly,
}

/// <summary>The two queries of a profile: group-bys, so that no row of the source leaves the warehouse.</summary>
internal sealed class ProfileQueries(Reconciliation check, ReconciledColumns columns, CheckedAt at)
{
    /// <summary>More groups than this are not read: a coarser profile is.</summary>
    public const int MostGroups = 50_000;

    private readonly (LocalDate First, LocalDate Last) window = check.Window.On(at.Today);

    /// <summary>The dimensions that are looked at: never the column that is counted, which may name people.</summary>
    public IReadOnlyList<string> Dimensions { get; } =
        [.. check.Dimensions.Where(d => !new[] { check.Source.KeyColumn, ReconciledColumns.Measured(check.Source.Measure) }.Contains(d, StringComparer.OrdinalIgnoreCase))];

    /// <summary>The columns whose NULLs are looked at.</summary>
    public IReadOnlyList<string> NullColumns { get; } = columns.Filtered(check);

    /// <summary>The source by key, date, hour, dimensions, NULLs and the one filter that leaves a row out.</summary>
    public Query Source(ProfileGrain grain)
    {
        var side = check.Source;
        var time = Time(side, columns.Source);
        var values = grain == ProfileGrain.KeysOnly ? [] : Dimensions;
        var nulls = NullColumns;
        IReadOnlyList<string> groups = ["date", "hour", "value_0", .. values.Select((_, i) => $"value_{i + 1}"), .. nulls.Select((_, i) => $"null_{i}"), "failed"];
        var order = string.Join(", ", groups.Skip(1));
        var distinct = side.Measure is Measure.Distinct;
        var sql = $"""
            SELECT {string.Join(", ", groups)}, {Figure(side.Measure, "first_of_window")} AS counted, {Figure(side.Measure, "first_of_day")} AS daily, COUNT(*) AS row_count
            FROM (
              SELECT *{(distinct ? $",\n    ROW_NUMBER() OVER (PARTITION BY value_0, figure, failed, date BETWEEN @first AND @last ORDER BY date, {order}) = 1 AS first_of_window,\n    ROW_NUMBER() OVER (PARTITION BY value_0, figure, failed, date ORDER BY {order}) = 1 AS first_of_day" : "")}
              FROM (
                SELECT
                  {time.Date} AS date,
                  {(grain == ProfileGrain.Hours && time.Hour is { } hour ? hour : "CAST(NULL AS INT64)")} AS hour,
                  CAST({SqlIdentifier.Quote(side.KeyColumn)} AS STRING) AS value_0,
                  {string.Concat(values.Select((v, i) => $"CAST({SqlIdentifier.Quote(v)} AS STRING) AS value_{i + 1},\n      "))}{string.Concat(nulls.Select((n, i) => $"{SqlIdentifier.Quote(n)} IS NULL AS null_{i},\n      "))}{Failed(side)} AS failed,
                  {Failures(side)} AS failures,
                  {(ReconciledColumns.Measured(side.Measure) is { } figure ? SqlIdentifier.Quote(figure) : "1")} AS figure
                FROM {SqlIdentifier.Quote(at.Project, side.Relation.Id)}
                WHERE {time.Range}
              )
              WHERE failures <= 1
            )
            GROUP BY {string.Join(", ", groups)}
            ORDER BY {string.Join(", ", groups)}
            LIMIT {MostGroups + 1}
            """;
        return new(sql, [.. Values(sql)]);
    }

    /// <summary>The target by key and date.</summary>
    public Query Target()
    {
        var side = check.Target;
        var time = Time(side, columns.Target);
        var figure = ReconciledColumns.Measured(side.Measure) is { } column ? SqlIdentifier.Quote(column) : "1";
        var sql = $"""
            SELECT CAST({SqlIdentifier.Quote(side.KeyColumn)} AS STRING) AS value_0, {time.Date} AS date, {(side.Measure is Measure.Distinct ? $"COUNT(DISTINCT {figure})" : side.Measure is Measure.Sum ? $"SUM(CAST({figure} AS FLOAT64))" : "COUNT(*)")} AS counted, COUNT(*) AS row_count
            FROM {SqlIdentifier.Quote(at.Project, side.Relation.Id)}
            WHERE {time.Range}{string.Concat(side.Filters.Select(f => $"\n  AND (\n{f.Sql}\n)"))}
            GROUP BY value_0, date
            ORDER BY value_0, date
            LIMIT {MostGroups + 1}
            """;
        return new(sql, [.. Values(sql)]);
    }

    private static string Figure(Measure measure, string first) => measure switch
    {
        Measure.Distinct => $"COUNTIF({first} AND figure IS NOT NULL)",
        Measure.Sum => "SUM(CAST(figure AS FLOAT64))",
        _ => "COUNT(*)",
    };

    // The number of the filter that leaves the row out, negative when it is NULL rather than false; of several the first.
    private static string Failed(ReconciledSide side) => side.Filters.Count == 0 ? "0" :
        $"CASE{string.Concat(side.Filters.Select((f, i) => $" WHEN (\n{f.Sql}\n) IS NULL THEN -{i + 1} WHEN NOT (\n{f.Sql}\n) THEN {i + 1}"))} ELSE 0 END";

    private static string Failures(ReconciledSide side) => side.Filters.Count == 0 ? "0" : string.Join(" + ", side.Filters.Select(f => $"IF(\n{f.Sql}\n, 0, 1)"));

    // A day more on either side: in another zone its rows may belong to the window.
    private static (string Date, string? Hour, string Range) Time(ReconciledSide side, IReadOnlyList<Column> of)
    {
        var column = SqlIdentifier.Quote(side.DateColumn);
        return ReconciledColumns.TypeOf(of, side.DateColumn, side) switch
        {
            "TIMESTAMP" => ($"DATE({column}, @zone)", $"DIV(UNIX_SECONDS({column}), 3600)", $"{column} >= @from AND {column} < @until"),
            "DATETIME" => ($"DATE({column})", $"DIV(UNIX_SECONDS(TIMESTAMP({column}, @zone)), 3600)", $"{column} >= CAST(@before AS DATETIME) AND {column} < CAST(@behind AS DATETIME)"),
            "DATE" => (column, null, $"{column} >= @before AND {column} < @behind"),
            var type => throw new ArgumentException($"{side.Name}: the date column {side.DateColumn} is of type {type}: name a column of type DATE, DATETIME or TIMESTAMP.", nameof(side)),
        };
    }

    private IEnumerable<QueryValue> Values(string sql)
    {
        var (before, behind) = (window.First.PlusDays(-1), window.Last.PlusDays(2));
        QueryValue[] all =
        [
            new("first", "DATE", QueryText.Date(window.First)), new("last", "DATE", QueryText.Date(window.Last)),
            new("before", "DATE", QueryText.Date(before)), new("behind", "DATE", QueryText.Date(behind)),
            new("from", "TIMESTAMP", QueryText.Timestamp(at.Zone.AtStartOfDay(before).ToInstant())), new("until", "TIMESTAMP", QueryText.Timestamp(at.Zone.AtStartOfDay(behind).ToInstant())),
            new("zone", "STRING", at.ZoneId),
        ];
        return all.Where(value => sql.Contains($"@{value.Name}", StringComparison.Ordinal)).Concat(RelationScanBuilder.Times(sql, at));
    }
}
