using NodaTime;
using Orchestrator.Engine;

namespace Engine.Tests.Statements;

[Collection(TheEngine.Name)]
public sealed class Merge_statements(Engines engines)
{
    private async Task<LocalWarehouse> Kpi()
    {
        var warehouse = await engines.OpenAsync();
        await warehouse.Run("CREATE TABLE d.kpi (kpi_date DATE, unit STRING, leads INT64)");
        await warehouse.Run("INSERT INTO d.kpi VALUES ('2026-01-01', 'a', 1), ('2026-02-01', 'a', 2), ('2026-02-02', 'b', 3)");
        return warehouse;
    }

    [Fact]
    public async Task On_false_replace_the_window_and_keep_what_is_older()
    {
        await using var warehouse = await Kpi();
        var result = await warehouse.Run("""
            MERGE d.kpi t USING (SELECT DATE '2026-02-03' AS kpi_date, 'c' AS unit, 9 AS leads) ON FALSE
            WHEN NOT MATCHED BY SOURCE AND kpi_date >= '2026-02-01' THEN DELETE
            WHEN NOT MATCHED THEN INSERT ROW
            """.Replace("kpi_date >=", "t.kpi_date >=", StringComparison.Ordinal));
        Assert.Equal(("MERGE", new DmlStatistics(1, 0, 2), 3L), (result.StatementType, result.Dml, result.AffectedRows));
        Assert.Equal([(new LocalDate(2026, 1, 1), 1L), (new LocalDate(2026, 2, 3), 9L)], (await warehouse.Rows("SELECT kpi_date, leads FROM d.kpi ORDER BY 1")).Select(r => ((LocalDate)r[0]!, (long)r[1]!)));
    }

    [Fact]
    public async Task Update_insert_and_delete_by_key()
    {
        await using var warehouse = await Kpi();
        var result = await warehouse.Run("""
            MERGE `kpi-auto-471020.d.kpi` t USING UNNEST([STRUCT('a' AS unit, 10 AS leads), ('z', 20)]) s ON t.unit = s.unit AND t.kpi_date = '2026-01-01'
            WHEN MATCHED AND s.leads > 5 THEN UPDATE SET leads = t.leads + s.leads
            WHEN NOT MATCHED BY TARGET THEN INSERT (unit, leads) VALUES (unit, leads)
            WHEN NOT MATCHED BY SOURCE AND t.unit = 'b' THEN DELETE
            """);
        Assert.Equal(new DmlStatistics(1, 1, 1), result.Dml);
        Assert.Equal(["11", "2", "20"], (await warehouse.Rows("SELECT leads FROM d.kpi ORDER BY CAST(leads AS STRING)")).Select(r => r[0]!.ToString()));
    }

    [Theory]
    [InlineData("MERGE d.kpi t USING (SELECT 'a' AS unit, x FROM UNNEST([1, 2]) x) s ON t.unit = s.unit WHEN MATCHED THEN UPDATE SET leads = x")]
    [InlineData("UPDATE d.kpi t SET leads = x FROM (SELECT 'a' AS unit, x FROM UNNEST([1, 2]) x) s WHERE t.unit = s.unit")]
    public async Task With_several_source_rows_for_one_row_are_refused_and_change_nothing(string sql)
    {
        await using var warehouse = await Kpi();
        var error = await Assert.ThrowsAsync<QueryException>(() => warehouse.Run(sql));
        Assert.Equal(("invalidQuery", "UPDATE/MERGE must match at most one source row for each target row"), (error.Reason, error.Message));
        Assert.Equal(6L, await warehouse.Value("SELECT SUM(leads) FROM d.kpi"));
    }

    [Fact]
    public async Task That_fail_half_way_leave_no_trace()
    {
        await using var warehouse = await Kpi();
        await Assert.ThrowsAsync<QueryException>(() => warehouse.Run("MERGE d.kpi t USING (SELECT 0 AS x) ON FALSE WHEN NOT MATCHED BY SOURCE THEN UPDATE SET leads = DIV(1, t.leads - 3)"));
        Assert.Equal(6L, await warehouse.Value("SELECT SUM(leads) FROM d.kpi"));
    }

    [Fact]
    public async Task Of_updates_and_deletes_count_what_they_change()
    {
        await using var warehouse = await Kpi();
        Assert.Equal(new DmlStatistics(0, 2, 0), (await warehouse.Run("UPDATE d.kpi SET leads = leads * 10 WHERE unit = 'a'")).Dml);
        Assert.Equal(new DmlStatistics(0, 0, 1), (await warehouse.Run("DELETE FROM d.kpi WHERE leads = (SELECT MAX(leads) FROM d.kpi)")).Dml);
        Assert.Equal(new DmlStatistics(2, 0, 0), (await warehouse.Run("INSERT d.kpi SELECT * FROM d.kpi")).Dml);
        Assert.Equal(new DmlStatistics(0, 0, 4), (await warehouse.Run("TRUNCATE TABLE d.kpi")).Dml);
    }
}
