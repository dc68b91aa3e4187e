using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Engine;
using Orchestrator.Model;

namespace Engine.Tests.Statements;

[Collection(TheEngine.Name)]
public sealed class Queries(Engines engines)
{
    [Theory]
    [InlineData("CURRENT_DATE('America/Phoenix')", "2026-03-07")]
    [InlineData("CURRENT_DATE()", "2026-03-08")]
    [InlineData("CURRENT_DATE", "2026-03-08")]
    [InlineData("STRING(CURRENT_TIMESTAMP())", "2026-03-08 05:30:00+00")]
    [InlineData("CAST(CURRENT_DATETIME('America/New_York') AS STRING)", "2026-03-08 00:30:00")]
    [InlineData("CAST(CURRENT_TIME() AS STRING)", "05:30:00")]
    [InlineData("@@time_zone", "UTC")]
    public async Task Take_now_from_the_warehouses_clock(string expression, string expected) =>
        Assert.Equal(expected, await engines.Shared.Value($"SELECT CAST({expression} AS STRING)"));

    [Fact]
    public async Task Take_now_from_the_request_when_it_has_one()
    {
        var result = await engines.Shared.RunAsync(new() { Sql = "SELECT CURRENT_DATE()", Project = At.Project, Now = Instant.FromUtc(2020, 2, 29, 1, 0) });
        Assert.Equal(new LocalDate(2020, 2, 29), result.Rows[0][0]);
    }

    [Fact]
    public async Task Name_anonymous_columns_as_BigQuery_does()
    {
        var result = await engines.Shared.Run("SELECT 1, 'a' AS x, [1.5], STRUCT(1 AS a, [2] AS b)");
        Assert.Equal([("f0_", "INT64"), ("x", "STRING"), ("f1_", "FLOAT64"), ("f2_", "STRUCT")], result.Columns.Select(c => (c.Name, c.Type)));
        Assert.Equal(ColumnMode.Repeated, result.Columns[2].Mode);
        Assert.Equal(["a", "b"], result.Columns[3].Fields.Select(f => f.Name));
    }

    [Fact]
    public async Task Take_named_and_positional_parameters()
    {
        var row = Assert.Single(await engines.Shared.Rows(
            "SELECT @day, @list, @who.name, @none, @t",
            new QueryParameter("day", new("", "DATE"), "2026-01-02"), new("list", new("", "INT64", ColumnMode.Repeated), new JsonArray("1", "2")),
            new("WHO", new("", "STRUCT", Fields: [new("name", "STRING")]), new JsonObject { ["name"] = "o'neil \0" }), new("none", new("", "INT64"), null), new("t", new("", "TIMESTAMP"), "2026-01-01 00:00:00+01")));
        Assert.Equal([new LocalDate(2026, 1, 2), new object?[] { 1L, 2L }, "o'neil \0", null, Instant.FromUtc(2025, 12, 31, 23, 0)], row);
        Assert.Equal(5L, await engines.Shared.Value("SELECT ? + ?", new QueryParameter(null, new("", "INT64"), 2), new QueryParameter(null, new("", "INT64"), "3")));
    }

    [Theory]
    [InlineData("INT64", "x", new[] { "1", "2", "3" }, 3L)]
    [InlineData("INT64", "x", new[] { "3", "5" }, 2L)]
    [InlineData("INT64", "x + 1", new[] { "3", "5", "9" }, 2L)]
    [InlineData("INT64", "x", new string[0], 0L)]
    [InlineData("STRING", "CAST(x AS STRING)", new[] { "1", "2", "a" }, 2L)]
    [InlineData("FLOAT64", "CAST(x AS FLOAT64)", new[] { "1", "2.5" }, 1L)]
    public async Task Find_a_value_in_a_parameter_that_is_an_array(string type, string expression, string[] items, long found) =>
        Assert.Equal(found, await engines.Shared.Value(
            $"SELECT COUNTIF({expression} IN UNNEST(@set)) FROM UNNEST([1, 2, 3, 4, 5, CAST(NULL AS INT64)]) x",
            new QueryParameter("set", new("", type, ColumnMode.Repeated), new JsonArray([.. items.Select(i => (JsonNode)i)]))));

    [Theory]
    [InlineData("SELECT nope", "invalidQuery", "Unrecognized name: nope at [1:8]")]
    [InlineData("SELEC 1", "invalidQuery", "Syntax error: Unexpected identifier \"SELEC\" at [1:1]")]
    [InlineData("SELECT * FROM d.nope", "notFound", "Not found: Table kpi-auto-471020:d.nope was not found at [1:15]")]
    [InlineData("SELECT * FROM nope.t", "notFound", "Not found: Dataset kpi-auto-471020:nope was not found at [1:15]")]
    [InlineData("SELECT 1 / (x - 1) FROM UNNEST([1]) x", "invalidQuery", "division by zero: 1 / 0")]
    [InlineData("SELECT (SELECT x FROM UNNEST([1, 2]) x)", "invalidQuery", "Scalar subquery produced more than one element")]
    [InlineData("SELECT 9223372036854775807 + x FROM UNNEST([1]) x", "invalidQuery", "int64 overflow: 9223372036854775807 + 1")]
    [InlineData("SELECT [1, 2][OFFSET(x)] FROM UNNEST([5]) x", "invalidQuery", "Array index 5 is out of bounds")]
    [InlineData("SELECT ERROR('own text')", "invalidQuery", "own text")]
    [InlineData("SELECT BIGNUMERIC '1'", "invalidQuery", "The local engine does not support the type BIGNUMERIC.")]
    [InlineData("SELECT SOUNDEX('a')", "invalidQuery", "The local engine does not support the function SOUNDEX.")]
    [InlineData("SELECT [1, NULL]", "invalidQuery", "Array cannot have a null element; error in writing field f0_")]
    public async Task That_are_wrong_fail_with_reason_and_text(string sql, string reason, string message)
    {
        var error = await Assert.ThrowsAsync<QueryException>(() => engines.Shared.Run(sql));
        Assert.Equal((reason, message), (error.Reason, error.Message));
    }

    [Fact]
    public async Task That_are_dry_count_the_bytes_of_the_columns_they_name_and_run_nothing()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Run("CREATE TABLE d.t AS SELECT x AS id, 'abc' AS name, DATE '2026-01-01' AS day FROM UNNEST(GENERATE_ARRAY(1, 100)) x");
        async Task<StatementResult> Dry(string sql) => await warehouse.DryRunAsync(new() { Sql = sql, Project = At.Project });
        Assert.Equal(800, (await Dry("SELECT id FROM d.t WHERE id > 5")).TotalBytesProcessed);
        Assert.Equal(100 * (8 + 5), (await Dry("SELECT name FROM d.t WHERE day IS NOT NULL")).TotalBytesProcessed);
        Assert.Equal(0, (await Dry("SELECT COUNT(*) FROM d.t")).TotalBytesProcessed);
        var delete = await Dry("DELETE FROM d.t WHERE TRUE");
        Assert.Equal(("DELETE", At.Table("t")), (delete.StatementType, delete.Target));
        Assert.Equal(100L, await warehouse.Value("SELECT COUNT(*) FROM d.t"));
        await Assert.ThrowsAsync<QueryException>(() => Dry("SELECT SOUNDEX(name) FROM d.t"));
    }

    [Fact]
    public async Task Write_to_a_destination_as_its_dispositions_say()
    {
        await using var warehouse = await engines.OpenAsync();
        Task<StatementResult> Into(string sql, WriteDisposition write) => warehouse.RunAsync(new() { Sql = sql, Project = At.Project, Destination = At.Table("out"), WriteDisposition = write });
        Assert.Equal(2, (await Into("SELECT 1 AS id UNION ALL SELECT 2", WriteDisposition.WriteEmpty)).Rows.Count);
        await Assert.ThrowsAsync<DuplicateException>(() => Into("SELECT 3 AS id", WriteDisposition.WriteEmpty));
        await Into("SELECT 3 AS id", WriteDisposition.WriteAppend);
        Assert.Equal(6L, await warehouse.Value("SELECT SUM(id) FROM d.out"));
        await Assert.ThrowsAsync<InvalidException>(() => Into("SELECT 'x' AS id", WriteDisposition.WriteAppend));
        await Into("SELECT 'x' AS word", WriteDisposition.WriteTruncate);
        Assert.Equal("x", await warehouse.Value("SELECT word FROM d.out"));
    }

    [Fact]
    public async Task With_rollup_have_their_total_row()
    {
        var rows = await engines.Shared.Rows("SELECT x, COUNT(*) FROM UNNEST(['a', 'a', 'b']) x GROUP BY ROLLUP(x) ORDER BY x");
        Assert.Equal([(null, 3L), ("a", 2L), ("b", 1L)], rows.Select(r => ((string?)r[0], (long)r[1]!)));
    }

    [Fact]
    public async Task Are_interrupted_when_they_are_cancelled()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engines.Shared.RunAsync(
            new() { Sql = "SELECT COUNT(*) FROM UNNEST(GENERATE_ARRAY(1, 100000)) a, UNNEST(GENERATE_ARRAY(1, 100000)) b, UNNEST(GENERATE_ARRAY(1, 1000)) c WHERE MOD(a * b + c, 7) = 3", Project = At.Project }, soon.Token));
        Assert.Equal(1L, await engines.Shared.Value("SELECT 1"));
    }
}
