using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace GoogleSql.Tests;

[Collection(TheAnalyzer.Name)]
public sealed class The_lineage_of_a_statement(RunningAnalyzer analyzer)
{
    private const string Leads = "st_mart_v2.leads_daily";
    private const string LeadsTable = "st_mart_v2.leads_daily_table";
    private const string Jobs = "st_dim_v2.dim_jobs";
    private const string Units = "st_ref_v2.dim_business_units";

    [Theory]
    [InlineData("SELECT 1 AS x", "SELECT", "", null)]
    [InlineData("SELECT * FROM st_dim_v2.dim_jobs j JOIN st_ref_v2.dim_business_units u ON j.unit.id = u.id", "SELECT", $"{Jobs} {Units}", null)]
    [InlineData("WITH u AS (SELECT * FROM st_ref_v2.dim_business_units), j AS (SELECT * FROM st_dim_v2.dim_jobs) SELECT * FROM j WHERE id IN (SELECT id FROM u)", "SELECT", $"{Jobs} {Units}", null)]
    [InlineData("SELECT (SELECT MAX(id) FROM st_ref_v2.dim_business_units) AS m, l.sku FROM st_dim_v2.dim_jobs j, j.lines l WHERE EXISTS (SELECT 1 FROM st_mart_v2.leads_daily)", "SELECT", $"{Jobs} {Leads} {Units}", null)]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs UNION ALL SELECT id FROM st_dim_v2.dim_jobs", "SELECT", Jobs, null)]
    [InlineData("INSERT INTO st_mart_v2.leads_daily_table SELECT * FROM st_mart_v2.leads_daily", "INSERT", Leads, LeadsTable)]
    [InlineData("INSERT st_mart_v2.leads_daily_table (leads) SELECT leads FROM st_mart_v2.leads_daily_table", "INSERT", LeadsTable, LeadsTable)]
    [InlineData("INSERT st_mart_v2.leads_daily_table (leads) VALUES (1)", "INSERT", "", LeadsTable)]
    [InlineData("UPDATE st_ref_v2.dim_business_units t SET name = j.NM FROM st_dim_v2.dim_jobs j WHERE j.unit.id = t.id", "UPDATE", Jobs, Units)]
    [InlineData("DELETE st_ref_v2.dim_business_units WHERE id NOT IN (SELECT unit.id FROM st_dim_v2.dim_jobs)", "DELETE", Jobs, Units)]
    [InlineData("MERGE st_mart_v2.leads_daily_table t USING (SELECT * FROM st_mart_v2.leads_daily) s ON t.kpi_date = s.kpi_date WHEN MATCHED THEN UPDATE SET leads = s.leads WHEN NOT MATCHED THEN INSERT ROW", "MERGE", Leads, LeadsTable)]
    [InlineData("MERGE st_mart_v2.leads_daily_table t USING (SELECT l.* FROM st_mart_v2.leads_daily l JOIN st_mart_v2.leads_daily_table o USING (kpi_date)) s ON FALSE WHEN NOT MATCHED THEN INSERT ROW", "MERGE", $"{Leads} {LeadsTable}", LeadsTable)]
    [InlineData("TRUNCATE TABLE st_mart_v2.leads_daily_table", "TRUNCATE_TABLE", "", LeadsTable)]
    [InlineData("CREATE OR REPLACE VIEW `kpi-auto-471020.st_mart_v2.v` AS SELECT id FROM st_dim_v2.dim_jobs", "CREATE_VIEW", Jobs, "st_mart_v2.v")]
    [InlineData("CREATE MATERIALIZED VIEW st_mart_v2.v AS SELECT COUNT(*) AS n FROM st_dim_v2.dim_jobs", "CREATE_MATERIALIZED_VIEW", Jobs, "st_mart_v2.v")]
    [InlineData("CREATE TABLE st_mart_v2.v AS SELECT id FROM st_dim_v2.dim_jobs", "CREATE_TABLE_AS_SELECT", Jobs, "st_mart_v2.v")]
    [InlineData("CREATE TABLE st_mart_v2.v (x INT64)", "CREATE_TABLE", "", "st_mart_v2.v")]
    [InlineData("CREATE TABLE st_mart_v2.v LIKE st_dim_v2.dim_jobs", "CREATE_TABLE", Jobs, "st_mart_v2.v")]
    [InlineData("CREATE SNAPSHOT TABLE st_mart_v2.v CLONE st_dim_v2.dim_jobs", "CREATE_SNAPSHOT_TABLE", Jobs, "st_mart_v2.v")]
    [InlineData("DROP TABLE st_mart_v2.v", "DROP_TABLE", "", "st_mart_v2.v")]
    [InlineData("DROP VIEW IF EXISTS `st_mart_v2.v`", "DROP_VIEW", "", "st_mart_v2.v")]
    [InlineData("DROP MATERIALIZED VIEW st_mart_v2.v", "DROP_MATERIALIZED_VIEW", "", "st_mart_v2.v")]
    [InlineData("DROP SCHEMA st_mart_v2", "DROP_SCHEMA", "", null)]
    [InlineData("ALTER TABLE st_mart_v2.leads_daily_table ADD COLUMN x INT64", "ALTER_TABLE", "", LeadsTable)]
    [InlineData("CALL BQ.REFRESH_MATERIALIZED_VIEW('kpi-auto-471020.st_mart_v2.v')", "CALL", "", "st_mart_v2.v")]
    [InlineData("CREATE SCHEMA s", "CREATE_SCHEMA", "", null)]
    [InlineData("CREATE FUNCTION s.f(x INT64) AS (x + 1)", "CREATE_FUNCTION", "", null)]
    [InlineData("EXPORT DATA OPTIONS (uri = 'gs://b/*.csv') AS SELECT id FROM st_dim_v2.dim_jobs", "EXPORT_DATA", Jobs, null)]
    [InlineData("BEGIN TRANSACTION", "BEGIN_TRANSACTION", "", null)]
    public async Task Is_what_it_reads_and_writes(string sql, string type, string reads, string? writes)
    {
        var analysis = await AnalyzeAsync(sql);

        Assert.Null(analysis.Error);
        Assert.Equal(type, analysis.StatementType);
        Assert.Equal(reads, string.Join(' ', analysis.Reads.Select(r => r.Id)));
        Assert.Equal(writes, analysis.Writes?.Id.ToString());
        Assert.All(analysis.Reads, r => Assert.Equal(Kpi.Project, r.Project));
    }

    [Fact]
    public async Task Names_and_types_its_output_columns()
    {
        var analysis = await AnalyzeAsync("SELECT id + 1, NM AS name, 2.5, unit, tags, lines, CURRENT_TIMESTAMP() AS now, SUM(id) OVER () AS total FROM st_dim_v2.dim_jobs");

        Assert.Equal(
            "f0_ INT64 Nullable|name STRING Nullable|f1_ FLOAT64 Nullable|unit STRUCT Nullable(id INT64 Nullable,name STRING Nullable)|tags STRING Repeated|lines STRUCT Repeated(sku STRING Nullable,price FLOAT64 Nullable)|now TIMESTAMP Nullable|total INT64 Nullable",
            string.Join('|', analysis.Columns.Select(Show)));
        Assert.True(analysis.HasAnalyticFunction);
        Assert.False(analysis.HasOuterJoin);
        Assert.Equal(["CURRENT_TIMESTAMP"], analysis.VolatileFunctions);
    }

    [Fact]
    public async Task Names_the_output_columns_of_a_view()
    {
        var analysis = await AnalyzeAsync("CREATE VIEW st_mart_v2.v (a, b) AS SELECT id, NM FROM st_dim_v2.dim_jobs");

        Assert.Equal("a INT64 Nullable|b STRING Nullable", string.Join('|', analysis.Columns.Select(Show)));
    }

    [Theory]
    [InlineData("LEFT", false)]
    [InlineData("RIGHT", true)]
    [InlineData("FULL OUTER", true)]
    [InlineData("INNER", false)]
    public async Task Tells_an_outer_join(string join, bool outer) =>
        Assert.Equal(outer, (await AnalyzeAsync($"SELECT 1 AS x FROM st_dim_v2.dim_jobs j {join} JOIN st_ref_v2.dim_business_units u ON j.id = u.id")).HasOuterJoin);

    [Fact]
    public async Task Lists_volatile_functions_once_each() =>
        Assert.Equal(
            ["CURRENT_DATE", "GENERATE_UUID", "RAND", "SESSION_USER"],
            (await AnalyzeAsync("SELECT session_user() AS u, RAND() AS r, GENERATE_UUID() AS g, SUM(IF(kpi_date = current_date, 1, 0)) AS n FROM st_mart_v2.leads_daily WHERE kpi_date < CURRENT_DATE('UTC')")).VolatileFunctions);

    [Theory]
    [InlineData("SELECT * FROM a.b JOIN `p.c.d` USING (x), cte", "kpi-auto-471020.a.b p.c.d")]
    [InlineData("WITH a AS (SELECT * FROM x.y) SELECT * FROM a, x.y t, t.lines, x.y.lines, UNNEST(t.tags)", "kpi-auto-471020.x.y")]
    [InlineData("INSERT `other-project.a.b` SELECT * FROM a.c", "kpi-auto-471020.a.c other-project.a.b")]
    [InlineData("SELECT * FROM a.INFORMATION_SCHEMA.TABLES, a.`events_*`", "kpi-auto-471020.a.events_*")]
    [InlineData("DECLARE d DATE; SET d = CURRENT_DATE(); DELETE a.b WHERE x = d", "kpi-auto-471020.a.b")]
    public async Task Can_be_read_from_names_alone(string sql, string expected)
    {
        var found = await new GoogleSqlAnalyzer(analyzer.Process).FindReferencesAsync(sql, Kpi.Project, CancellationToken.None);

        Assert.Null(found.Error);
        Assert.Equal(expected, string.Join(' ', found.Tables));
    }

    [Fact]
    public async Task Is_a_syntax_error_when_the_text_is_not_GoogleSQL()
    {
        var found = await new GoogleSqlAnalyzer(analyzer.Process).FindReferencesAsync("SELECT *\nFORM a.b", Kpi.Project, CancellationToken.None);

        Assert.Equal(new SqlError("Syntax error: Expected end of input but got identifier \"FORM\"", 2, 1, SqlErrorKind.Syntax), found.Error);
        Assert.Empty(found.Tables);
    }

    private static string Show(Column c) => $"{c.Name} {c.Type} {c.Mode}" + (c.Fields.Count == 0 ? "" : $"({string.Join(',', c.Fields.Select(Show))})");

    private Task<SqlAnalysis> AnalyzeAsync(string sql) => new GoogleSqlAnalyzer(analyzer.Process).AnalyzeAsync(sql, Kpi.Tables, Kpi.Project, CancellationToken.None);
}
