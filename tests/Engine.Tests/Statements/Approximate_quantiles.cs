using Orchestrator.Engine;

namespace Engine.Tests.Statements;

/// <summary>BigQuery approximates them; here they are exact. The examples are those of Google's documentation of APPROX_QUANTILES; its evaluator has no such function to compare with.</summary>
[Collection(TheEngine.Name)]
public sealed class Approximate_quantiles(Engines engines)
{
    [Theory]
    [InlineData("APPROX_QUANTILES(x, 2)", "NULL, NULL, 1, 1, 1, 4, 5, 6, 7, 8, 9, 10", "[1,5,10]")]
    [InlineData("APPROX_QUANTILES(x, 100)[OFFSET(90)]", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10", "9")]
    [InlineData("APPROX_QUANTILES(DISTINCT x, 2)", "NULL, NULL, 1, 1, 1, 4, 5, 6, 7, 8, 9, 10", "[1,6,10]")]
    [InlineData("APPROX_QUANTILES(x, 1)", "3, 1, 2", "[1,3]")]
    [InlineData("APPROX_QUANTILES(x, 3)", "1, 2, 3, 4, 5, 6, 7", "[1,3,5,7]")]
    [InlineData("APPROX_QUANTILES(x, 3)", "1, 2, 3", "[1,1,2,3]")]
    [InlineData("APPROX_QUANTILES(x, 4)", "2.5, -1e300, 1e300", "[-1e+300,-1e+300,2.5,1e+300,1e+300]")]
    [InlineData("APPROX_QUANTILES(x, 2)", "'b', 'a', 'c'", "[\"a\",\"b\",\"c\"]")]
    [InlineData("APPROX_QUANTILES(x, 2)", "DATE '2026-01-02', NULL, DATE '2026-01-01'", "[\"2026-01-01\",\"2026-01-01\",\"2026-01-02\"]")]
    [InlineData("APPROX_QUANTILES(IF(x > 5, x, NULL), 2)[SAFE_OFFSET(1)]", "1, 2", "null")]
    public async Task Are_values_of_the_rows(string quantiles, string values, string expected) =>
        Assert.Equal(expected, await engines.Shared.Value($"SELECT TO_JSON_STRING({quantiles}) FROM UNNEST([{values}]) AS x"));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(997)]
    public async Task Are_the_least_values_that_so_great_a_share_does_not_exceed(int rows)
    {
        var found = (object?[])(await engines.Shared.Value($"SELECT APPROX_QUANTILES(x, 100) FROM UNNEST(GENERATE_ARRAY(1, {rows})) AS x"))!;
        Assert.Equal(Enumerable.Range(0, 101).Select(percent => Math.Max(1L, (((long)rows * percent) + 99) / 100)), found.Cast<long>());
    }

    [Theory]
    [InlineData("APPROX_QUANTILES(x, 2 RESPECT NULLS)", "1, NULL", "APPROX_QUANTILES with RESPECT NULLS")]
    [InlineData("APPROX_QUANTILES(x, 2)", "1.5, CAST('nan' AS FLOAT64)", "APPROX_QUANTILES of NaN is not supported")]
    public async Task Are_refused_where_they_would_be_a_guess(string quantiles, string values, string says) =>
        Assert.Contains(says, (await Assert.ThrowsAsync<QueryException>(() => engines.Shared.Value($"SELECT {quantiles} FROM UNNEST([{values}]) AS x"))).Message, StringComparison.Ordinal);
}
