using Orchestrator.Engine;

namespace Engine.Tests.Statements;

[Collection(TheEngine.Name)]
public sealed class Views_over_tables(Engines engines)
{
    private async Task<LocalWarehouse> Jobs()
    {
        var warehouse = await engines.OpenAsync();
        await warehouse.Run("CREATE TABLE d.jobs (id INT64, unit STRING)");
        await warehouse.Run("INSERT d.jobs VALUES (1, 'a'), (2, 'a'), (3, 'b')");
        return warehouse;
    }

    [Fact]
    public async Task Are_expanded_when_they_are_read_and_may_read_each_other()
    {
        await using var warehouse = await Jobs();
        await warehouse.Run("CREATE VIEW d.upper AS SELECT id, UPPER(unit) AS u FROM `kpi-auto-471020.d.jobs`");
        await warehouse.Run("CREATE VIEW d.counts AS WITH w AS (SELECT * FROM d.upper) SELECT u, COUNT(*) AS n FROM w GROUP BY u");
        await warehouse.Run("INSERT d.jobs VALUES (4, 'b')");
        var result = await warehouse.Run("SELECT u, n FROM d.counts ORDER BY u");
        Assert.Equal([("A", 2L), ("B", 2L)], result.Rows.Select(r => ((string)r[0]!, (long)r[1]!)));
        Assert.Equal(["d.counts", "d.jobs", "d.upper"], result.ReferencedTables.Select(t => t.Id.ToString()));
        Assert.Equal("SELECT id, UPPER(unit) AS u FROM `kpi-auto-471020.d.jobs`", warehouse.Catalog.FindTable(At.Table("upper"))!.Query);
    }

    [Fact]
    public async Task With_an_error_are_refused_in_Googles_words()
    {
        await using var warehouse = await Jobs();
        var error = await Assert.ThrowsAsync<QueryException>(() => warehouse.Catalog.CreateTableAsync(
            new() { Project = At.Project, TableId = At.Table("v").Id, TableType = TableType.View, Query = "SELECT uni FROM d.jobs" }));
        Assert.Equal("Unrecognized name: uni; Did you mean unit? at [1:8]", error.Message);
        Assert.Null(warehouse.Catalog.FindTable(At.Table("v")));
    }

    [Fact]
    public async Task That_are_materialized_follow_their_tables()
    {
        await using var warehouse = await Jobs();
        await warehouse.Run("CREATE VIEW d.v AS SELECT unit FROM d.jobs");
        await warehouse.Run("CREATE MATERIALIZED VIEW d.mv AS SELECT unit, COUNT(*) AS n FROM d.v GROUP BY unit");
        var first = warehouse.Catalog.FindTable(At.Table("mv"))!;
        Assert.Equal(At.Noon, first.LastRefresh);
        Assert.Equal(3L, await warehouse.Value("SELECT SUM(n) FROM d.mv"));

        await warehouse.InsertRowsAsync(At.Table("jobs"), [At.Json("""{"id":9,"unit":"z"}""")]);
        Assert.Equal(4L, await warehouse.Value("SELECT SUM(n) FROM d.mv"));
        await warehouse.Run("DELETE FROM d.jobs WHERE TRUE");
        Assert.Empty((await warehouse.ReadRowsAsync(At.Table("mv"))).Rows);
        Assert.Equal("CALL", (await warehouse.Run("CALL BQ.REFRESH_MATERIALIZED_VIEW('kpi-auto-471020.d.mv')")).StatementType);
        await Assert.ThrowsAsync<QueryException>(() => warehouse.Run("DELETE FROM d.mv WHERE TRUE"));
    }

    [Fact]
    public async Task May_be_replaced_by_the_table_that_they_feed()
    {
        await using var warehouse = await Jobs();
        var result = await warehouse.Run("CREATE OR REPLACE TABLE d.jobs PARTITION BY day AS SELECT *, DATE '2026-01-01' AS day FROM d.jobs WHERE id > 1");
        Assert.Equal(("CREATE_TABLE_AS_SELECT", "REPLACE"), (result.StatementType, result.DdlOperation));
        var entry = await warehouse.Catalog.GetTableAsync(At.Table("jobs"));
        Assert.Equal((2L, new Partitioning("DAY", "day")), (entry.Rows, entry.Partitioning));
        Assert.Equal("SKIP", (await warehouse.Run("CREATE TABLE IF NOT EXISTS d.jobs (x INT64)")).DdlOperation);
        await Assert.ThrowsAsync<DuplicateException>(() => warehouse.Run("CREATE TABLE d.jobs (x INT64)"));
        await Assert.ThrowsAsync<NotFoundException>(() => warehouse.Run("DROP TABLE d.nothing"));
    }
}
