using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace GoogleSql.Tests;

[Collection(TheAnalyzer.Name)]
public sealed class A_statement_with_a_mistake(RunningAnalyzer analyzer)
{
    [Theory]
    [InlineData("SELEC 1", "Syntax error: Unexpected identifier \"SELEC\"", 1, 1, SqlErrorKind.Syntax)]
    [InlineData("SELECT 1 +", "Syntax error: Unexpected end of statement", 1, 11, SqlErrorKind.Syntax)]
    [InlineData("FROM x |> WHERE 1", "Syntax error: Unexpected keyword FROM", 1, 1, SqlErrorKind.Syntax)]
    [InlineData("SELECT 1; SELECT 2", "Syntax error: Expected end of input but got keyword SELECT", 1, 11, SqlErrorKind.Syntax)]
    [InlineData("SELECT *\nFROM `kpi-auto-471020.st_mart_v2.nothing`", "Table not found: `kpi-auto-471020`.st_mart_v2.nothing", 2, 6, SqlErrorKind.UnknownTable)]
    [InlineData("SELECT * FROM st_mart_v2.LEADS_DAILY", "Table not found: st_mart_v2.LEADS_DAILY", 1, 15, SqlErrorKind.UnknownTable)]
    [InlineData("SELECT * FROM `st_dim_v2.dim_jobs` WHERE nope = 1", "Unrecognized name: nope", 1, 42, SqlErrorKind.UnknownColumn)]
    [InlineData("SELECT j.nope FROM st_dim_v2.dim_jobs j", "Name nope not found inside j", 1, 10, SqlErrorKind.UnknownColumn)]
    [InlineData("SELECT unit.nope FROM st_dim_v2.dim_jobs", "Field name nope does not exist in STRUCT<id INT64, name STRING>; Did you mean name?", 1, 13, SqlErrorKind.UnknownColumn)]
    [InlineData("INSERT `st_dim_v2.dim_jobs` (nope) VALUES (1)", "Column nope is not present in table kpi-auto-471020.st_dim_v2.dim_jobs", 1, 30, SqlErrorKind.UnknownColumn)]
    [InlineData("SELECT 1 FROM st_dim_v2.dim_jobs JOIN st_ref_v2.dim_business_units USING (nope)", "Column nope in USING clause not found on left side of join", 1, 75, SqlErrorKind.UnknownColumn)]
    [InlineData("SELECT * EXCEPT (nope) FROM st_dim_v2.dim_jobs", "Column nope in SELECT * EXCEPT list does not exist", 1, 18, SqlErrorKind.UnknownColumn)]
    [InlineData("SELECT\n\tnofn(1)", "Function not found: nofn", 2, 2, SqlErrorKind.Other)]
    [InlineData("SELECT @x", "Query parameter 'x' not found", 1, 8, SqlErrorKind.Other)]
    public async Task Is_told_in_Googles_words_with_its_place(string sql, string message, int line, int column, SqlErrorKind kind)
    {
        var analysis = await new GoogleSqlAnalyzer(analyzer.Process).AnalyzeAsync(sql, Kpi.Tables, Kpi.Project, CancellationToken.None);

        Assert.Equal(new SqlError(message, line, column, kind), analysis.Error);
        Assert.Empty(analysis.Reads);
    }
}
