using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Costs;

public sealed class Sample_rows_of_a_failing_check
{
    private const long MB = 1_048_576;

    private static readonly Query Samples = new("SELECT * FROM t WHERE kind = @kind LIMIT 10", [new("kind", "STRING", "it's")]);

    [Fact]
    public async Task Are_fetched_when_the_verdict_has_none_and_come_with_the_statement_that_shows_them()
    {
        var warehouse = Warehouse();
        var result = await RunAsync(warehouse, new("3 rows offend.", [], 9) { Offending = 3, Samples = Samples }, null);
        Assert.Equal((CheckOutcome.Fails, 3), (result.Outcome, result.Offences));
        Assert.Equal(["1", "2"], result.Finding!.Rows.Select(r => r["id"]));
        Assert.Equal("SELECT * FROM t WHERE kind = 'it\\'s' LIMIT 10", result.Finding.Sql);
        Assert.NotNull(warehouse.Run[1].MaximumBytesBilled);
        Assert.Equal("it's", Assert.Single(warehouse.Run[1].Parameters).Value);
    }

    [Fact]
    public async Task Are_not_fetched_when_the_scan_has_shown_them_or_nothing_fails()
    {
        var warehouse = Warehouse();
        var shown = await RunAsync(warehouse, new("1 row offends.", [new Dictionary<string, string?> { ["id"] = "7" }], 9) { Samples = Samples }, null);
        Assert.Equal("7", shown.Finding!.Rows.Single()["id"]);
        Assert.Null((await RunAsync(warehouse, new("Nothing offends.", [], 9) { Samples = Samples }, null)).Finding);
        Assert.All(warehouse.Run, q => Assert.Equal("scan", q.Sql));
    }

    [Fact]
    public async Task Are_not_fetched_beyond_the_budget_and_the_failure_stays_one()
    {
        var warehouse = Warehouse();
        var result = await RunAsync(warehouse, new("3 rows offend.", [], 9) { Offending = 3, Samples = Samples }, new(new(25 * MB)));
        Assert.Equal(CheckOutcome.Fails, result.Outcome);
        Assert.Matches(@"^3 rows offend\. Sample rows were not fetched: they may bill 52\.4 MB, and \d+(\.\d+)? MB of the budget is left\.$", result.Finding!.Message);
        Assert.Single(warehouse.Run);
    }

    [Fact]
    public async Task That_cannot_be_fetched_are_said_so()
    {
        var warehouse = new PricedWarehouse(_ => PricedWarehouse.Reads(1, "d.t"), q => q.Sql == "scan" ? new([], [], 1, "j") : throw new InvalidOperationException("Backend error."));
        var result = await RunAsync(warehouse, new("3 rows offend.", [], 9) { Offending = 3, Samples = Samples }, null);
        Assert.Equal((CheckOutcome.Fails, "3 rows offend. Sample rows could not be fetched: Backend error."), (result.Outcome, result.Finding!.Message));
    }

    [Theory]
    [InlineData("INT64", "-5", "(-5)")]
    [InlineData("INT64", "7", "7")]
    [InlineData("FLOAT64", "NaN", "CAST('NaN' AS FLOAT64)")]
    [InlineData("BOOL", "true", "TRUE")]
    [InlineData("DATE", "2025-10-21", "DATE '2025-10-21'")]
    [InlineData("TIMESTAMP", "2025-10-21 18:00:00+00:00", "TIMESTAMP '2025-10-21 18:00:00+00:00'")]
    [InlineData("STRING", "a'b\\c\nd", "'a\\'b\\\\c\\u000ad'")]
    [InlineData("STRING", null, "CAST(NULL AS STRING)")]
    public void Are_reproduced_with_values_that_cannot_leave_their_literal(string type, string? value, string literal) =>
        Assert.Equal($"SELECT {literal}, '@v'", QueryLiterals.Inline(new("SELECT @v, '@v'", [new("v", type, value)])));

    [Fact]
    public void Are_reproduced_with_lists_too() =>
        Assert.Equal("SELECT ARRAY<STRING>['a', '\\'b'], ARRAY<INT64>[]", QueryLiterals.Inline(new("SELECT @a, @b", [new("a", "STRING", null, ["a", "'b"]), new("b", "INT64", null, [])])));

    private static PricedWarehouse Warehouse() => new(
        q => PricedWarehouse.Reads(q.Sql == "scan" ? 1 : 50 * MB, "d.t"),
        q => q.Sql == "scan" ? new([], [], 1, "job_1") : new([new("id", "INT64")], [["1"], ["2"]], 50 * MB, "job_2"));

    private static async Task<CheckResult> RunAsync(PricedWarehouse warehouse, Verdict verdict, CheckBudget? budget)
    {
        var scan = new CompiledScan([Example.Sql], new("scan", []), (_, _) => verdict);
        return Assert.Single(await CheckRunner.RunAsync(await CheckEstimates.AskAsync([scan], warehouse, default), warehouse, budget, _ => { }, default));
    }
}
