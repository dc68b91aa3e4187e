using Orchestrator.GoogleSql;
using Zetasql;

namespace GoogleSql.Tests;

[Collection(TheAnalyzer.Name)]
public sealed class A_statement_that_names_a_table(RunningAnalyzer analyzer)
{
    [Theory]
    [InlineData("SELECT leads_daily.leads FROM `kpi-auto-471020.st_mart_v2.leads_daily`")]
    [InlineData("SELECT leads_daily.leads FROM kpi-auto-471020.st_mart_v2.leads_daily")]
    [InlineData("SELECT leads FROM `kpi-auto-471020`.st_mart_v2.leads_daily")]
    [InlineData("SELECT leads FROM `kpi-auto-471020.st_mart_v2`.leads_daily")]
    [InlineData("SELECT leads FROM `kpi-auto-471020`.`st_mart_v2`.`leads_daily`")]
    [InlineData("SELECT leads FROM st_mart_v2.leads_daily;")]
    [InlineData("SELECT leads FROM `st_mart_v2.leads_daily`")]
    [InlineData("SELECT t.LEADS FROM `st_mart_v2`.leads_daily t")]
    [InlineData("TRUNCATE TABLE st_mart_v2.leads_daily")]
    [InlineData("DELETE st_mart_v2.leads_daily WHERE true")]
    [InlineData("UPDATE `kpi-auto-471020.st_mart_v2.leads_daily` SET leads = 1 WHERE true")]
    [InlineData("INSERT st_mart_v2.leads_daily (leads) VALUES (1)")]
    [InlineData("MERGE st_mart_v2.leads_daily t USING (SELECT 1 x) s ON t.leads = s.x WHEN MATCHED THEN DELETE")]
    [InlineData("CREATE TABLE a.b COPY st_mart_v2.leads_daily")]
    [InlineData("CREATE SNAPSHOT TABLE a.b CLONE st_mart_v2.leads_daily")]
    [InlineData("EXPORT DATA OPTIONS (uri = 'gs://b/*.csv') AS SELECT * FROM st_mart_v2.leads_daily")]
    public async Task Finds_it_in_every_spelling(string sql)
    {
        var analysis = await analyzer.Statements.AnalyzeStatementAsync(sql, Kpi.Catalog, new AnalyzerOptions());

        Assert.Null(analysis.Error);
        var scans = ResolvedTree.Descendants(analysis.Statement!).OfType<ResolvedTableScanProto>();
        Assert.Contains(scans, s => s.Table.FullName == "kpi-auto-471020.st_mart_v2.leads_daily");
    }

    [Theory]
    [InlineData("CALL BQ.REFRESH_MATERIALIZED_VIEW('p.d.t')")]
    [InlineData("DROP TABLE IF EXISTS `kpi-auto-471020.a.b`")]
    [InlineData("ALTER TABLE `kpi-auto-471020.st_mart_v2.leads_daily` ADD COLUMN c INT64")]
    [InlineData("CREATE TABLE a.b LIKE `kpi-auto-471020.st_mart_v2.leads_daily`")]
    [InlineData("CREATE OR REPLACE VIEW `a.b` AS SELECT 1 AS x")]
    [InlineData("CREATE TABLE a.b (x INT64) PARTITION BY RANGE_BUCKET(x, GENERATE_ARRAY(0, 10, 1))")]
    [InlineData("SELECT MAX_BY(NM, id), MIN_BY(DISTINCT NM, id) FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT MAX_BY(NM, id) OVER (PARTITION BY NM) FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT CONTAINS_SUBSTR(NM, 'x'), CONTAINS_SUBSTR(j, 'x'), JSON_KEYS(JSON '{}'), JSON_KEYS(JSON '{}', 1), EDIT_DISTANCE('a', 'b') FROM st_dim_v2.dim_jobs j")]
    [InlineData("SELECT COSINE_DISTANCE([1.0], [2.0]), EUCLIDEAN_DISTANCE([1.0], [2.0])")]
    [InlineData("SELECT NM, GROUPING(NM), COUNT(*) FROM st_dim_v2.dim_jobs GROUP BY ROLLUP(NM)")]
    [InlineData("SELECT NM FROM st_dim_v2.dim_jobs QUALIFY ROW_NUMBER() OVER (ORDER BY id) = 1")]
    [InlineData("SELECT unit.name, tags[OFFSET(0)], (SELECT SUM(price) FROM UNNEST(lines)), @@time_zone FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT CURRENT_TIMESTAMP() - INTERVAL 1 DAY")]
    public async Task Is_accepted_as_BigQuery_does(string sql)
    {
        var analysis = await analyzer.Statements.AnalyzeStatementAsync(sql, Kpi.Catalog, new AnalyzerOptions());

        Assert.Null(analysis.Error);
    }

    [Fact]
    public async Task Is_analyzed_even_when_its_tree_is_deep()
    {
        var analysis = await analyzer.Statements.AnalyzeStatementAsync("SELECT " + string.Join('+', Enumerable.Repeat("leads", 350)) + " FROM st_mart_v2.leads_daily", Kpi.Catalog, new AnalyzerOptions());

        Assert.Null(analysis.Error);
        Assert.Equal(349, ResolvedTree.Descendants(analysis.Statement!).OfType<ResolvedFunctionCallProto>().Count());
    }

    [Fact]
    public async Task Is_refused_in_one_sentence_when_its_tree_is_too_deep()
    {
        var analysis = await analyzer.Statements.AnalyzeStatementAsync("SELECT " + string.Join('+', Enumerable.Repeat("leads", 700)) + " FROM st_mart_v2.leads_daily", Kpi.Catalog, new AnalyzerOptions());

        Assert.Equal("The statement nests deeper than 2000 levels: split its longest expression.", analysis.Error?.Message);
    }
}
