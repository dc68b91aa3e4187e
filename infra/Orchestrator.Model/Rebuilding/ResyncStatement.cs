namespace Orchestrator.Model;

/// <summary>
/// The statements by which exactly some keys and dates of a rebuilt table are computed again (R17): what would change, and one MERGE that does it. Rows of
/// other keys and dates are not touched, and running it twice leaves the same rows. Both take the parameter <c>@missing</c>, an ARRAY of STRING with one
/// <see cref="Place"/> for each pair.
/// </summary>
/// <param name="table">A table whose strategy is Rebuilt.</param>
/// <param name="select">Its SQL: one query.</param>
/// <param name="side">The side of the reconciliation whose relation it is; its date column is a DATE.</param>
/// <param name="project">The project that is written.</param>
public sealed class ResyncStatement(MaterializedTable table, string select, ReconciledSide side, string project)
{
    private const string Fresh = "fresh";
    private readonly string query = SqlToken.WithoutEnd(select);
    private readonly string target = SqlIdentifier.Quote(project, table.Id);

    /// <summary>A pair of date and key as the statements compare it.</summary>
    /// <param name="date">ISO date.</param>
    /// <param name="key">The key as text.</param>
    public static string Place(string date, string key) => $"{date} {key}";

    /// <summary>One row for each pair on each side, <c>now</c> and <c>then</c>: rows, and what the reconciliation would count of them.</summary>
    public string Preview => $"""
        SELECT 'now' AS state, {Of("held")} AS place, COUNT(*) AS row_count, {Amount} AS amount
        FROM {target} AS held
        WHERE {Of("held")} IN UNNEST(@missing)
        GROUP BY place
        UNION ALL
        SELECT 'then' AS state, {Of("held")} AS place, COUNT(*) AS row_count, {Amount} AS amount
        FROM (
        {query}
        ) AS held
        WHERE {Of("held")} IN UNNEST(@missing)
        GROUP BY place
        ORDER BY place, state
        """;

    /// <summary>The MERGE.</summary>
    /// <param name="columns">The output columns of the query.</param>
    public string Merge(IReadOnlyList<Column> columns)
    {
        var names = columns.Select(c => SqlIdentifier.Quote(c.Name)).ToList();
        return $"""
            MERGE {target} AS held
            USING (
            SELECT * FROM (
            {query}
            ) AS rebuilt
            WHERE {Of("rebuilt")} IN UNNEST(@missing)
            ) AS {Fresh}
            ON FALSE
            WHEN NOT MATCHED BY SOURCE AND {Of("held")} IN UNNEST(@missing) THEN DELETE
            WHEN NOT MATCHED THEN INSERT ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(n => $"{Fresh}.{n}"))})
            """;
    }

    private string Amount
    {
        get
        {
            var filters = side.Filters.Count == 0 ? "TRUE" : string.Join(" AND ", side.Filters.Select(f => $"(\n{f.Sql}\n)"));
            return side.Measure switch
            {
                Measure.Sum sum => $"CAST(SUM(IF({filters}, {SqlIdentifier.Quote(sum.Column)}, NULL)) AS STRING)",
                Measure.Distinct distinct => $"CAST(COUNT(DISTINCT IF({filters}, {SqlIdentifier.Quote(distinct.Column)}, NULL)) AS STRING)",
                _ => $"CAST(COUNTIF({filters}) AS STRING)",
            };
        }
    }

    private string Of(string alias) => $"CONCAT(CAST({alias}.{SqlIdentifier.Quote(side.DateColumn)} AS STRING), ' ', CAST({alias}.{SqlIdentifier.Quote(side.KeyColumn)} AS STRING))";
}
