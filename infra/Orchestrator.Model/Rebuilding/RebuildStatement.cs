namespace Orchestrator.Model;

/// <summary>
/// The statement by which a query job rebuilds a table: one MERGE, so readers see the old rows or the new ones, and a run that is repeated leaves
/// the same rows. The document's INSERT over seven days, run daily, stores each date eight times (R75).
/// </summary>
public static class RebuildStatement
{
    /// <summary>The MERGE for a table.</summary>
    /// <param name="table">A table whose strategy is Rebuilt.</param>
    /// <param name="selectSql">Its SQL: one query.</param>
    /// <param name="columns">The output columns of the query; only a rebuild by key needs them.</param>
    /// <param name="pipeline">Says the project and the zone in which today is taken.</param>
    /// <exception cref="ArgumentException">The table's strategy is not Rebuilt.</exception>
    public static string For(MaterializedTable table, string selectSql, IReadOnlyList<Column> columns, Pipeline pipeline)
    {
        if (table.Strategy is not Materialization.Rebuilt rebuilt)
            throw new ArgumentException($"{table.Id} is not rebuilt: only a table with the strategy Rebuilt has a rebuild statement.", nameof(table));
        var select = SqlToken.WithoutEnd(selectSql);
        var target = SqlIdentifier.Quote(pipeline.Project, table.Id);
        return rebuilt.Method switch
        {
            Rebuild.Window window => Window(target, select, window, columns, pipeline.Zone),
            Rebuild.ByKey byKey => ByKey(target, select, byKey, columns),
            _ => Whole(target, select, columns),
        };
    }

    /// <summary>The MERGE that replaces the rows of a range of dates, once and by hand: parameters <c>@first</c> and <c>@last</c>, both included.</summary>
    /// <param name="project">The project of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="dateColumn">A DATE column of its output.</param>
    /// <param name="selectSql">Its SQL: one query.</param>
    /// <param name="columns">The output columns of the query.</param>
    public static string Between(string project, TableId table, string dateColumn, string selectSql, IReadOnlyList<Column> columns)
    {
        var column = SqlIdentifier.Quote(dateColumn);
        return $"""
            MERGE {SqlIdentifier.Quote(project, table)} AS kept
            USING (
            SELECT * FROM (
            {SqlToken.WithoutEnd(selectSql)}
            ) AS rebuilt
            WHERE rebuilt.{column} BETWEEN @first AND @last
            ) AS fresh
            ON FALSE
            WHEN NOT MATCHED BY SOURCE AND kept.{column} BETWEEN @first AND @last THEN DELETE
            WHEN NOT MATCHED THEN {Insert(columns)}
            """;
    }

    /// <summary>Whether the query returns the columns by which the table's strategy replaces rows.</summary>
    public static bool Fits(MaterializedTable table, IReadOnlyList<Column> columns) =>
        table.Strategy is Materialization.Rebuilt rebuilt && RebuildRules.Mistake(rebuilt.Method, columns) is null;

    private static string Whole(string target, string select, IReadOnlyList<Column> columns) => $"""
        MERGE {target}
        USING (
        {select}
        ) AS fresh
        ON FALSE
        WHEN NOT MATCHED BY SOURCE THEN DELETE
        WHEN NOT MATCHED THEN {Insert(columns)}
        """;

    private static string Window(string target, string select, Rebuild.Window window, IReadOnlyList<Column> columns, string zone)
    {
        var column = SqlIdentifier.Quote(window.DateColumn);
        var first = $"DATE_SUB(CURRENT_DATE('{zone}'), INTERVAL {window.Days} DAY)";
        return $"""
            MERGE {target} AS kept
            USING (
            SELECT * FROM (
            {select}
            ) AS rebuilt
            WHERE rebuilt.{column} >= {first}
            ) AS fresh
            ON FALSE
            WHEN NOT MATCHED BY SOURCE AND kept.{column} >= {first} THEN DELETE
            WHEN NOT MATCHED THEN {Insert(columns)}
            """;
    }

    private static string ByKey(string target, string select, Rebuild.ByKey byKey, IReadOnlyList<Column> columns)
    {
        // NULL keys match each other; with = they would be inserted again by every run.
        var matches = byKey.Keys.Select(SqlIdentifier.Quote).Select(k => $"kept.{k} IS NOT DISTINCT FROM fresh.{k}");
        var sets = columns.Where(c => !byKey.Keys.Contains(c.Name, StringComparer.OrdinalIgnoreCase))
            .Select(c => SqlIdentifier.Quote(c.Name)).Select(c => $"{c} = fresh.{c}").ToList();
        var update = sets.Count == 0 ? "" : $"WHEN MATCHED THEN UPDATE SET {string.Join(", ", sets)}\n";
        return $"""
            MERGE {target} AS kept
            USING (
            {select}
            ) AS fresh
            ON {string.Join(" AND ", matches)}
            {update}WHEN NOT MATCHED THEN {Insert(columns)}
            """;
    }

    // By name, because INSERT ROW goes by position and a table may have its columns in another order than the query.
    private static string Insert(IReadOnlyList<Column> columns)
    {
        var names = columns.Select(c => SqlIdentifier.Quote(c.Name)).ToList();
        return $"INSERT ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(n => $"fresh.{n}"))})";
    }
}
