using Orchestrator.GoogleSql;

namespace GoogleSql.Tests;

[Collection(TheAnalyzer.Name)]
public sealed class A_filter_relative_to_today(RunningAnalyzer analyzer)
{
    private const string OptionC =
        "INSERT INTO kpi-auto-471020.st_mart_v2.leads_daily_table\nSELECT * FROM kpi-auto-471020.st_mart_v2.leads_daily\nWHERE kpi_date >= DATE_SUB(CURRENT_DATE(), INTERVAL 7 DAY)";

    [Fact]
    public async Task Covers_eight_dates_in_the_incremental_insert_as_the_document_has_it()
    {
        var window = Assert.Single((await AnalyzeAsync(OptionC)).Windows);

        Assert.Equal(new("kpi_date", 7, true, null), window);
        Assert.Equal(8, window.DatesCovered);
    }

    [Theory]
    [InlineData("kpi_date > DATE_SUB(CURRENT_DATE(), INTERVAL 7 DAY)", "kpi_date 7 False")]
    [InlineData("kpi_date >= CURRENT_DATE() - 3", "kpi_date 3 True")]
    [InlineData("CURRENT_DATE - 3 <= KPI_DATE", "kpi_date 3 True")]
    [InlineData("DATE_SUB(CURRENT_DATE(), INTERVAL 2 WEEK) < kpi_date", "kpi_date 14 False")]
    [InlineData("kpi_date >= DATE_SUB(CURRENT_DATE('America/Phoenix'), INTERVAL 7 DAY)", "kpi_date 7 True America/Phoenix")]
    [InlineData("kpi_date >= DATE_SUB(DATE(CURRENT_TIMESTAMP(), 'America/Denver'), INTERVAL 1 DAY)", "kpi_date 1 True America/Denver")]
    [InlineData("kpi_date >= DATE_ADD(CURRENT_DATE(), INTERVAL -7 DAY)", "kpi_date 7 True")]
    [InlineData("kpi_date >= CURRENT_DATE() + -2", "kpi_date 2 True")]
    [InlineData("kpi_date >= CURRENT_DATE()", "kpi_date 0 True")]
    [InlineData("kpi_date BETWEEN CURRENT_DATE() - 5 AND CURRENT_DATE()", "kpi_date 5 True")]
    [InlineData("leads > 1 AND (kpi_date >= CURRENT_DATE() - 4 AND business_unit = 'x')", "kpi_date 4 True")]
    [InlineData("kpi_date >= CAST(CURRENT_DATE() - INTERVAL 6 DAY AS DATE)", "kpi_date 6 True")]
    [InlineData("TIMESTAMP(kpi_date) >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 48 HOUR)", "kpi_date 2 True")]
    [InlineData("leads > 1 OR kpi_date >= CURRENT_DATE() - 4", "")]
    [InlineData("NOT (kpi_date >= CURRENT_DATE() - 4)", "")]
    [InlineData("kpi_date <= CURRENT_DATE() - 4", "")]
    [InlineData("kpi_date = CURRENT_DATE() - 1", "")]
    [InlineData("kpi_date >= '2026-01-01'", "")]
    [InlineData("kpi_date >= DATE_SUB(CURRENT_DATE(), INTERVAL 1 MONTH)", "")]
    [InlineData("kpi_date >= CURRENT_DATE() + 1", "")]
    [InlineData("kpi_date >= CURRENT_DATE() - leads", "")]
    public async Task Is_a_window_when_it_reaches_a_fixed_number_of_days_back(string filter, string expected)
    {
        var analysis = await AnalyzeAsync($"SELECT leads FROM st_mart_v2.leads_daily WHERE {filter}");

        Assert.Null(analysis.Error);
        Assert.Equal(expected, string.Join('|', analysis.Windows.Select(w => $"{w.Column} {w.Days} {w.Inclusive} {w.Zone}".Trim())));
    }

    [Theory]
    [InlineData("WITH a AS (SELECT kpi_date AS d FROM st_mart_v2.leads_daily), b AS (SELECT d AS e FROM a) SELECT e FROM b WHERE e >= CURRENT_DATE() - 3", "kpi_date")]
    [InlineData("SELECT d FROM (SELECT kpi_date AS d, COUNT(*) AS n FROM st_mart_v2.leads_daily GROUP BY kpi_date) WHERE d >= CURRENT_DATE() - 3", "kpi_date")]
    [InlineData("SELECT d FROM (SELECT DATE(created_at) AS d FROM st_dim_v2.dim_jobs) WHERE d >= CURRENT_DATE() - 3", "d")]
    [InlineData("DELETE st_mart_v2.leads_daily_table WHERE kpi_date >= CURRENT_DATE() - 3", "kpi_date")]
    [InlineData("SELECT u.id FROM st_ref_v2.dim_business_units u JOIN st_mart_v2.leads_daily l ON l.business_unit = u.name AND l.kpi_date >= CURRENT_DATE() - 3", "kpi_date")]
    [InlineData("MERGE st_mart_v2.leads_daily_table t USING (SELECT * FROM st_mart_v2.leads_daily WHERE kpi_date >= CURRENT_DATE() - 3) s ON t.kpi_date = s.kpi_date WHEN NOT MATCHED THEN INSERT ROW", "kpi_date")]
    public async Task Is_traced_to_the_column_it_filters(string sql, string column) =>
        Assert.Equal([column], (await AnalyzeAsync(sql)).Windows.Select(w => w.Column));

    private Task<Orchestrator.Model.SqlAnalysis> AnalyzeAsync(string sql) => new GoogleSqlAnalyzer(analyzer.Process).AnalyzeAsync(sql, Kpi.Tables, Kpi.Project, CancellationToken.None);
}
