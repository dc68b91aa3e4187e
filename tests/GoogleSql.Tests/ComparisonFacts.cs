using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace GoogleSql.Tests;

[Collection(TheAnalyzer.Name)]
public sealed class Two_statements(RunningAnalyzer analyzer)
{
    [Theory]
    [InlineData("SELECT NM FROM st_dim_v2.dim_jobs", "select nm from st_dim_v2.dim_jobs")]
    [InlineData("SELECT NM FROM st_dim_v2.dim_jobs", "SELECT j.NM FROM st_dim_v2.dim_jobs AS j")]
    [InlineData("SELECT NM FROM st_dim_v2.dim_jobs j", "SELECT k.NM FROM st_dim_v2.dim_jobs k")]
    [InlineData("SELECT NM FROM st_dim_v2.dim_jobs", "SELECT NM -- the name\nFROM /* jobs */ st_dim_v2.dim_jobs # done")]
    [InlineData("SELECT NM FROM st_dim_v2.dim_jobs", "\n\tSELECT\r\n    NM\nFROM\n    st_dim_v2.dim_jobs;\n")]
    [InlineData("SELECT NM FROM st_dim_v2.dim_jobs", "SELECT NM FROM `kpi-auto-471020.st_dim_v2.dim_jobs`")]
    [InlineData("SELECT NM FROM kpi-auto-471020.st_dim_v2.dim_jobs", "SELECT `NM` FROM `kpi-auto-471020`.`st_dim_v2`.dim_jobs")]
    [InlineData("SELECT NM FROM `kpi-auto-471020.st_dim_v2`.dim_jobs", "SELECT dim_jobs.nm FROM `st_dim_v2.dim_jobs`")]
    [InlineData("SELECT NM AS Label FROM st_dim_v2.dim_jobs", "SELECT nm LABEL FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT (id) + 1 AS x FROM st_dim_v2.dim_jobs", "SELECT id+1 x FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT COUNT(*) AS n, NM FROM st_dim_v2.dim_jobs GROUP BY NM", "SELECT count(*) n, NM FROM st_dim_v2.dim_jobs GROUP BY 2")]
    [InlineData("WITH a AS (SELECT id FROM st_dim_v2.dim_jobs) SELECT * FROM a", "WITH b AS (SELECT id FROM st_dim_v2.dim_jobs) SELECT id FROM b")]
    [InlineData("SELECT a.id FROM st_dim_v2.dim_jobs a JOIN st_ref_v2.dim_business_units b ON a.unit.id = b.id", "SELECT x.id FROM st_dim_v2.dim_jobs x INNER JOIN st_ref_v2.dim_business_units y ON x.UNIT.ID = y.ID")]
    [InlineData("CREATE VIEW st_mart_v2.v AS SELECT NM FROM st_dim_v2.dim_jobs", "CREATE VIEW `kpi-auto-471020.st_mart_v2.v` AS select nm from st_dim_v2.dim_jobs")]
    [InlineData("INSERT INTO st_mart_v2.leads_daily_table SELECT * FROM st_mart_v2.leads_daily", "INSERT st_mart_v2.leads_daily_table SELECT kpi_date, business_unit AS b, leads, amount FROM st_mart_v2.leads_daily")]
    [InlineData("MERGE st_ref_v2.dim_business_units t USING st_dim_v2.dim_jobs s ON t.id = s.id WHEN MATCHED THEN DELETE", "MERGE INTO st_ref_v2.dim_business_units AS u USING `st_dim_v2.dim_jobs` AS v ON u.ID = v.ID WHEN MATCHED THEN DELETE")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs ORDER BY NM", "SELECT j.id FROM st_dim_v2.dim_jobs j ORDER BY j.nm ASC")]
    [InlineData("SELECT STRUCT(1 AS a) AS x", "SELECT struct(1 AS A) AS X")]
    [InlineData("SELECT COUNT(*) AS n FROM (SELECT 1 FROM st_mart_v2.leads_daily WHERE kpi_date = '2026-11-20')", "SELECT COUNT(*) AS n FROM (SELECT 1 FROM st_mart_v2.leads_daily AS l WHERE l.kpi_date = DATE '2026-11-20') AS s")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs WHERE NM = 'a\\'b'", "SELECT id FROM st_dim_v2.dim_jobs WHERE NM = \"a'b\"")]
    [InlineData("CREATE FUNCTION a.f(x INT64) RETURNS FLOAT64 AS (x / 100)", "CREATE FUNCTION `a.f`(`x` INT64) RETURNS FLOAT64 AS (\n  (x)/100 -- cents\n)")]
    [InlineData("CREATE FUNCTION a.f(x ANY TYPE) AS (x + 1)", "CREATE FUNCTION a.f(x ANY TYPE) AS (x /* one */ + 1)")]
    [InlineData("CREATE TABLE FUNCTION a.f(x DATE) AS SELECT kpi_date FROM st_mart_v2.leads_daily WHERE kpi_date >= x", "CREATE TABLE FUNCTION a.f(x DATE) AS (select l.kpi_date from `st_mart_v2.leads_daily` l where l.kpi_date >= x)")]
    [InlineData("CREATE PROCEDURE a.p(IN x INT64)\nBEGIN\nSELECT x;\nEND", "CREATE PROCEDURE a.p(IN x INT64)\nBEGIN select x; -- done\nEND")]
    public async Task Mean_the_same(string left, string right) => Assert.Equal(SqlComparison.Same, await CompareAsync(left, right));

    [Theory]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs WHERE id = 1", "SELECT id FROM st_dim_v2.dim_jobs WHERE id = 2")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs WHERE NM = 'a'", "SELECT id FROM st_dim_v2.dim_jobs WHERE NM = 'A'")]
    [InlineData("SELECT a.id FROM st_dim_v2.dim_jobs a JOIN st_ref_v2.dim_business_units b USING (id)", "SELECT a.id FROM st_dim_v2.dim_jobs a LEFT JOIN st_ref_v2.dim_business_units b USING (id)")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs WHERE id > 1", "SELECT id FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs WHERE id > 1", "SELECT id FROM st_dim_v2.dim_jobs WHERE id >= 1")]
    [InlineData("SELECT id, NM FROM st_dim_v2.dim_jobs", "SELECT NM, id FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs", "SELECT DISTINCT id FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT COUNT(id) AS n FROM st_dim_v2.dim_jobs", "SELECT COUNT(DISTINCT id) AS n FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT id AS a FROM st_dim_v2.dim_jobs", "SELECT id AS b FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT business_unit AS a FROM st_mart_v2.leads_daily", "SELECT CAST(kpi_date AS STRING) AS a FROM st_mart_v2.leads_daily")]
    [InlineData("SELECT unit.id AS a FROM st_dim_v2.dim_jobs", "SELECT id AS a FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT a.id FROM st_dim_v2.dim_jobs a, st_ref_v2.dim_business_units b", "SELECT b.id FROM st_dim_v2.dim_jobs a, st_ref_v2.dim_business_units b")]
    [InlineData("SELECT kpi_date FROM st_mart_v2.leads_daily", "SELECT kpi_date FROM st_mart_v2.leads_daily_table")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs UNION ALL SELECT id FROM st_dim_v2.dim_jobs", "SELECT id FROM st_dim_v2.dim_jobs UNION DISTINCT SELECT id FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs ORDER BY id", "SELECT id FROM st_dim_v2.dim_jobs ORDER BY id DESC")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs LIMIT 1", "SELECT id FROM st_dim_v2.dim_jobs LIMIT 2")]
    [InlineData("SELECT SAFE_CAST(NM AS INT64) AS x FROM st_dim_v2.dim_jobs", "SELECT CAST(NM AS INT64) AS x FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT DATE(created_at) AS d FROM st_dim_v2.dim_jobs", "SELECT DATE(created_at, 'America/Phoenix') AS d FROM st_dim_v2.dim_jobs")]
    [InlineData("CREATE VIEW a.v AS SELECT 1 AS x", "CREATE OR REPLACE VIEW a.v AS SELECT 1 AS x")]
    [InlineData("CREATE VIEW a.v AS SELECT 1 AS x", "CREATE VIEW a.V AS SELECT 1 AS x")]
    [InlineData("CREATE FUNCTION a.f(x INT64) RETURNS FLOAT64 AS (x / 100)", "CREATE FUNCTION a.f(x INT64) RETURNS FLOAT64 AS (x / 10)")]
    [InlineData("CREATE FUNCTION a.f(x INT64) AS (x)", "CREATE FUNCTION a.f(x INT64) RETURNS FLOAT64 AS (x)")]
    [InlineData("CREATE FUNCTION a.f(x INT64) AS (1)", "CREATE FUNCTION a.f(x FLOAT64) AS (1)")]
    [InlineData("CREATE FUNCTION a.f(x ANY TYPE) AS (x + 1)", "CREATE FUNCTION a.f(x ANY TYPE) AS (x + 2)")]
    [InlineData("CREATE TABLE FUNCTION a.f(x DATE) AS SELECT kpi_date FROM st_mart_v2.leads_daily WHERE kpi_date >= x", "CREATE TABLE FUNCTION a.f(x DATE) AS SELECT kpi_date FROM st_mart_v2.leads_daily WHERE kpi_date > x")]
    [InlineData("CREATE PROCEDURE a.p(IN x INT64)\nBEGIN\nSELECT x;\nEND", "CREATE PROCEDURE a.p(IN x INT64)\nBEGIN\nSELECT x + 1;\nEND")]
    [InlineData("CREATE PROCEDURE a.p(IN x INT64)\nBEGIN\nSELECT 1;\nEND", "CREATE PROCEDURE a.p(OUT x INT64)\nBEGIN\nSELECT 1;\nEND")]
    [InlineData("EXECUTE IMMEDIATE 'SELECT 1'", "EXECUTE IMMEDIATE 'SELECT 2'")]
    [InlineData("SELECT JSON_QUERY(JSON '{}', '$.a') AS x", "SELECT JSON_QUERY(JSON '{}', '$.A') AS x")]
    [InlineData("SELECT (JSON '{}').a AS x", "SELECT (JSON '{}').A AS x")]
    [InlineData("SELECT a.id FROM st_dim_v2.dim_jobs a WHERE EXISTS (SELECT 1 FROM st_ref_v2.dim_business_units b WHERE b.id = a.id)", "SELECT a.id FROM st_dim_v2.dim_jobs a WHERE EXISTS (SELECT 1 FROM st_ref_v2.dim_business_units b WHERE b.id = b.id)")]
    [InlineData("SELECT ARRAY_AGG(id ORDER BY NM) AS x FROM st_dim_v2.dim_jobs", "SELECT ARRAY_AGG(id ORDER BY id) AS x FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT STRUCT(1 AS a) AS x", "SELECT STRUCT(1 AS b) AS x")]
    [InlineData("WITH a AS (SELECT 1 AS x), b AS (SELECT 2 AS x) SELECT x FROM a", "WITH a AS (SELECT 1 AS x), b AS (SELECT 2 AS x) SELECT x FROM b")]
    [InlineData("SELECT IF(id > 1, 'a', 'b') AS x FROM st_dim_v2.dim_jobs", "SELECT IF(id > 1, 'b', 'a') AS x FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT SUM(leads) OVER (ORDER BY kpi_date) AS s FROM st_mart_v2.leads_daily", "SELECT SUM(leads) OVER (PARTITION BY kpi_date) AS s FROM st_mart_v2.leads_daily")]
    public async Task Mean_different_things(string left, string right) => Assert.Equal(SqlComparison.Different, await CompareAsync(left, right));

    [Theory]
    [InlineData("SELECT x FROM a.unknown", "select x -- same\nfrom `a.unknown`;", SqlComparison.Same)]
    [InlineData("SELECT x FROM `my-project.a.unknown`", "SELECT x FROM my-project.a.unknown", SqlComparison.Same)]
    [InlineData("SELECT x FROM a.unknown", "SELECT y FROM a.unknown", SqlComparison.Unknown)]
    [InlineData("SELECT x FROM a.unknown", "SELECT x FROM a.UNKNOWN", SqlComparison.Unknown)]
    [InlineData("SELECT `from` FROM a.unknown", "SELECT from FROM a.unknown", SqlComparison.Unknown)]
    [InlineData("SELECT x FROM a.unknown", "SELECT id FROM st_dim_v2.dim_jobs", SqlComparison.Unknown)]
    [InlineData("SELECT `a-b` FROM a.unknown", "SELECT a-b FROM a.unknown", SqlComparison.Unknown)]
    public async Task Are_compared_by_their_tokens_when_one_cannot_be_analyzed(string left, string right, SqlComparison expected) =>
        Assert.Equal(expected, await CompareAsync(left, right));

    private Task<SqlComparison> CompareAsync(string left, string right) =>
        new GoogleSqlAnalyzer(analyzer.Process).CompareAsync(left, right, Kpi.Tables, Kpi.Project, CancellationToken.None);
}
