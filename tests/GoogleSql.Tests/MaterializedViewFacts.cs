using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace GoogleSql.Tests;

/// <summary>SQL that BigQuery's documentation of materialized views allows or not, with the reason that is given.</summary>
[Collection(TheAnalyzer.Name)]
public sealed class A_query_as_a_materialized_view(RunningAnalyzer analyzer)
{
    private const string Totals = "SELECT business_unit, SUM(leads) AS leads, COUNT(*) AS days FROM st_mart_v2.leads_daily GROUP BY business_unit";

    // Only a view that is refreshed as a whole may have these.
    [Theory]
    [InlineData("SELECT kpi_date, ROW_NUMBER() OVER (ORDER BY kpi_date) AS n FROM st_mart_v2.leads_daily", "analytic function ROW_NUMBER")]
    [InlineData("SELECT kpi_date, SUM(leads) OVER (PARTITION BY business_unit) AS n FROM st_mart_v2.leads_daily", "analytic function SUM")]
    [InlineData("SELECT id, NM FROM st_dim_v2.dim_jobs WHERE TRUE QUALIFY ROW_NUMBER() OVER (PARTITION BY NM ORDER BY id) = 1", "analytic function ROW_NUMBER")]
    [InlineData("SELECT j.id FROM st_dim_v2.dim_jobs j RIGHT JOIN st_ref_v2.dim_business_units u ON u.id = j.unit.id", "RIGHT OUTER JOIN")]
    [InlineData("SELECT j.id FROM st_dim_v2.dim_jobs j FULL JOIN st_ref_v2.dim_business_units u ON u.id = j.unit.id", "FULL OUTER JOIN")]
    [InlineData("SELECT j.id, l.sku FROM st_dim_v2.dim_jobs j LEFT JOIN UNNEST(j.lines) l", "LEFT JOIN UNNEST")]
    [InlineData("SELECT a.id FROM st_ref_v2.dim_business_units a JOIN st_ref_v2.dim_business_units b ON a.name = b.name", "joins dim_business_units with itself")]
    [InlineData("WITH u AS (SELECT id, name FROM st_ref_v2.dim_business_units) SELECT a.id FROM u a JOIN u b ON a.name = b.name", "joins dim_business_units with itself")]
    [InlineData("SELECT id, ARRAY(SELECT l.sku FROM UNNEST(lines) l) AS skus FROM st_dim_v2.dim_jobs", "an ARRAY subquery")]
    [InlineData("SELECT id, (SELECT MAX(leads) FROM st_mart_v2.leads_daily) AS most FROM st_dim_v2.dim_jobs", "a single-value subquery")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs WHERE id IN (SELECT id FROM st_ref_v2.dim_business_units)", "an IN subquery")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs j WHERE EXISTS (SELECT 1 FROM st_ref_v2.dim_business_units u WHERE u.id = j.id)", "an EXISTS subquery")]
    [InlineData("SELECT business_unit, COUNT(DISTINCT kpi_date) AS days FROM st_mart_v2.leads_daily GROUP BY business_unit", "COUNT(DISTINCT ...)")]
    [InlineData("SELECT kpi_date, STRING_AGG(business_unit) AS units FROM st_mart_v2.leads_daily GROUP BY kpi_date", "aggregates with STRING_AGG")]
    [InlineData("SELECT business_unit, STDDEV(leads) AS spread FROM st_mart_v2.leads_daily GROUP BY business_unit", "aggregates with STDDEV")]
    [InlineData("SELECT business_unit, APPROX_QUANTILES(leads, 4) AS quartiles FROM st_mart_v2.leads_daily GROUP BY business_unit", "aggregates with APPROX_QUANTILES")]
    [InlineData("SELECT NM, ARRAY_AGG(unit) AS units FROM st_dim_v2.dim_jobs GROUP BY NM", "ARRAY_AGG over a STRUCT")]
    [InlineData("SELECT NM, ANY_VALUE(unit) AS unit FROM st_dim_v2.dim_jobs GROUP BY NM", "ANY_VALUE over a STRUCT")]
    [InlineData("SELECT business_unit, COUNT(*) / 10 AS tens FROM st_mart_v2.leads_daily GROUP BY business_unit", "result of an aggregate")]
    [InlineData("SELECT business_unit, SUM(leads) AS total FROM st_mart_v2.leads_daily GROUP BY business_unit HAVING SUM(leads) > 10", "result of an aggregate")]
    [InlineData("WITH t AS (" + Totals + ") SELECT business_unit, leads FROM t WHERE days > 3", "on days, the result of an aggregate")]
    [InlineData("WITH t AS (" + Totals + ") SELECT u.name FROM t JOIN st_ref_v2.dim_business_units u ON u.id = t.leads", "on leads, the result of an aggregate")]
    [InlineData("SELECT MAX(leads) AS most FROM (" + Totals + ")", "aggregated or made distinct already")]
    [InlineData("WITH t AS (" + Totals + ") SELECT COUNT(*) AS n FROM t", "aggregated or made distinct already")]
    [InlineData("SELECT business_unit FROM st_mart_v2.leads_daily UNION DISTINCT SELECT name FROM st_ref_v2.dim_business_units", "UNION DISTINCT")]
    [InlineData("SELECT business_unit FROM st_mart_v2.leads_daily INTERSECT DISTINCT SELECT name FROM st_ref_v2.dim_business_units", "INTERSECT DISTINCT")]
    [InlineData("SELECT business_unit FROM st_mart_v2.leads_daily EXCEPT DISTINCT SELECT name FROM st_ref_v2.dim_business_units", "EXCEPT DISTINCT")]
    [InlineData("SELECT kpi_date, leads FROM st_mart_v2.leads_daily ORDER BY kpi_date", "has ORDER BY")]
    [InlineData("SELECT kpi_date, leads FROM st_mart_v2.leads_daily LIMIT 10", "has LIMIT")]
    [InlineData("SELECT kpi_date, business_unit, SUM(leads) AS leads FROM st_mart_v2.leads_daily GROUP BY ROLLUP (kpi_date, business_unit)", "ROLLUP")]
    public async Task Is_refreshed_as_a_whole_only_because_of(string sql, string reason)
    {
        var legality = await LegalityOf(sql);
        Assert.Empty(legality.Never);
        Assert.Contains(legality.NotIncremental, r => r.Contains(reason, StringComparison.Ordinal));
        Assert.Equal((false, true), (legality.Incremental, legality.AsWhole));
    }

    // No materialized view may have these.
    [Theory]
    [InlineData("SELECT kpi_date, leads FROM st_mart_v2.leads_daily WHERE kpi_date >= DATE_SUB(CURRENT_DATE('America/Phoenix'), INTERVAL 7 DAY)", "CURRENT_DATE")]
    [InlineData("SELECT id, RAND() AS dice FROM st_dim_v2.dim_jobs", "RAND")]
    [InlineData("SELECT id, SESSION_USER() AS who FROM st_dim_v2.dim_jobs", "SESSION_USER")]
    [InlineData("SELECT id, `kpi-auto-471020.udf.clean_name`(NM) AS name FROM st_dim_v2.dim_jobs", "kpi-auto-471020.udf.clean_name, which is not a function of BigQuery's own")]
    [InlineData("SELECT id, udf.clean_name(NM) AS name FROM st_dim_v2.dim_jobs", "udf.clean_name")]
    [InlineData("SELECT id, AI.GENERATE_BOOL(NM) AS is_name FROM st_dim_v2.dim_jobs", "model function AI.GENERATE_BOOL")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs TABLESAMPLE SYSTEM (10 PERCENT)", "sample of dim_jobs")]
    [InlineData("SELECT id FROM st_dim_v2.dim_jobs FOR SYSTEM_TIME AS OF TIMESTAMP '2025-10-21 00:00:00+00'", "the past of dim_jobs")]
    [InlineData("SELECT event FROM `kpi-auto-471020.analytics.events_*`", "wildcard table kpi-auto-471020.analytics.events_*")]
    [InlineData("SELECT table_name FROM st_mart_v2.INFORMATION_SCHEMA.TABLES", "INFORMATION_SCHEMA")]
    [InlineData("SELECT table_id, row_count FROM st_mart_v2.__TABLES__", "__TABLES__")]
    [InlineData("SELECT id, @@project_id AS project FROM st_dim_v2.dim_jobs", "system variable @@project_id")]
    [InlineData("SELECT nobody FROM st_dim_v2.dim_jobs", "GoogleSQL refuses it: Unrecognized name: nobody")]
    public async Task Is_refused_because_of(string sql, string reason)
    {
        var legality = await LegalityOf(sql);
        Assert.Contains(legality.Never, r => r.Contains(reason, StringComparison.Ordinal));
        Assert.Equal((false, false), (legality.Incremental, legality.AsWhole));
    }

    [Theory]
    [InlineData(Totals)]
    [InlineData("SELECT kpi_date, leads FROM st_mart_v2.leads_daily WHERE leads > 0")]
    [InlineData("SELECT DISTINCT business_unit FROM st_mart_v2.leads_daily")]
    [InlineData("SELECT DATE_TRUNC(kpi_date, MONTH) AS month, AVG(leads) AS mean, HLL_COUNT.INIT(business_unit) AS units, APPROX_COUNT_DISTINCT(business_unit) AS about FROM st_mart_v2.leads_daily GROUP BY month")]
    [InlineData("SELECT u.name, SUM(l.price) AS price, COUNTIF(SAFE.SUBSTR(l.sku, 1, 1) = 'A') AS a FROM st_dim_v2.dim_jobs j, UNNEST(j.lines) l JOIN st_ref_v2.dim_business_units u ON u.id = j.unit.id GROUP BY u.name")]
    [InlineData("SELECT j.id, u.name FROM st_dim_v2.dim_jobs j LEFT JOIN st_ref_v2.dim_business_units u ON u.id = j.unit.id")]
    [InlineData("SELECT kpi_date, leads FROM st_mart_v2.leads_daily UNION ALL SELECT kpi_date, leads FROM st_mart_v2.leads_daily_table")]
    [InlineData("WITH t AS (SELECT kpi_date, leads FROM st_mart_v2.leads_daily WHERE leads > 0) SELECT kpi_date, SUM(leads) AS leads FROM t GROUP BY kpi_date -- not udf.f(x), not ORDER BY")]
    [InlineData("WITH t AS (" + Totals + ") SELECT business_unit, leads FROM t")]
    [InlineData("SELECT MAX_BY(business_unit, leads) AS best, 'my.udf(x)' AS text FROM st_mart_v2.leads_daily")]
    public async Task Is_kept_up_to_date_by_the_rows_that_changed(string sql)
    {
        var legality = await LegalityOf(sql);
        Assert.Empty(legality.Reasons);
        Assert.True(legality.Incremental);
    }

    private async Task<MaterializedLegality> LegalityOf(string sql) =>
        MaterializedLegality.Of(await new GoogleSqlAnalyzer(analyzer.Process).AnalyzeAsync(sql, Kpi.Tables, Kpi.Project, CancellationToken.None));
}
