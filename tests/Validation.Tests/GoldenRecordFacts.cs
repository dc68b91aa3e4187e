using NodaTime;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

/// <summary>What is said of rows that are known to be right, evaluated by GoogleSQL itself.</summary>
public sealed class GoldenRecordFacts : IAsyncLifetime
{
    private readonly AnalyzerProcess process = AnalyzerProcess.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await process.DisposeAsync();

    [Fact]
    public async Task Holds_when_the_row_is_there_once_with_its_values() => Assert.Equal(CheckOutcome.Holds, (await Of(Hops.Golden("b", "7", "true"), [])).Outcome);

    [Theory]
    [InlineData("", "No row has item 'X', user 'b'.")]
    [InlineData("('X', 'b', '7', 'false')", "The row with item 'X', user 'b' has flag 'false' instead of 'true'.")]
    [InlineData("('X', 'b', NULL, 'true')", "has hours NULL instead of '7'.")]
    [InlineData("('X', 'b', '7.0', 'true')", "has hours '7.0' instead of '7'.")]
    [InlineData("('X', 'b', '7', 'true')|('X', 'b', '7', 'true')", "2 rows have item 'X', user 'b', instead of one: hours '7', flag 'true'.")]
    [InlineData("('X', 'b', '7', 'true')|('X', 'b', '0', 'true')", "2 rows have item 'X', user 'b', instead of one: hours '0', flag 'true'; hours '7', flag 'true'.")]
    [InlineData("('X', 'B', '7', 'true')", "No row has")]
    public async Task Tells_a_missing_row_a_second_row_and_another_value_apart(string rows, string says)
    {
        var result = await Of(Hops.Golden("b", "7", "true"), ["('X', 'a', '0', 'false')", .. rows.Split('|', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(CheckOutcome.Fails, result.Outcome);
        Assert.Contains(says, result.Says, StringComparison.Ordinal);
        Assert.Equal("CHECK006", result.Finding!.Code);
    }

    [Fact]
    public async Task Finds_a_row_whose_key_is_NULL_by_NULL_and_not_by_a_value()
    {
        Assert.Equal(CheckOutcome.Holds, (await Of(Hops.Golden(null, "7", "true"), ["('X', NULL, '7', 'true')", "('X', 'b', '0', 'x')"])).Outcome);
        Assert.Equal(CheckOutcome.Fails, (await Of(Hops.Golden("b", "7", "true"), ["('X', NULL, '7', 'true')"])).Outcome);
    }

    [Fact]
    public async Task Counts_all_rows_of_a_key_however_many_it_fetches() =>
        Assert.StartsWith("data.report: 30 rows have", (await Of(Hops.Golden("b", "7", "true"), [.. Enumerable.Repeat("('X', 'b', '7', 'true')", 30)])).Says, StringComparison.Ordinal);

    [Fact]
    public async Task Expects_nothing_before_it_is_known()
    {
        var later = Hops.Golden("b", "7", "true") with { Since = Example.Now + Duration.FromMinutes(1) };
        Assert.Equal(CheckOutcome.Holds, (await Of(later, ["('X', 'a', '7', 'true')"])).Outcome);
        Assert.Equal(CheckOutcome.Fails, (await Of(later with { Since = Example.Now }, ["('X', 'a', '7', 'true')"])).Outcome);
    }

    [Fact]
    public void Shares_one_scan_of_a_relation_with_other_records_and_traces()
    {
        var scan = Assert.Single(CheckCompiler.Compile(Example.Pipeline(), [Hops.Golden("b", "7", "true"), Hops.Golden("a", "0", "false"), Hops.Trace], Example.Now));
        Assert.All(Hops.Order, relation => Assert.Single(scan.Query.Sql.Split($"`my-project.{relation}`")[1..]));
        Assert.DoesNotContain("'X'", scan.Query.Sql, StringComparison.Ordinal);
    }

    private Task<CheckResult> Of(GoldenRecord check, IReadOnlyList<string> report) =>
        Hops.ResultOf(process, check, report.Count == 0 ? Hops.Good() : new Dictionary<string, IReadOnlyList<string>>(Hops.Good()) { ["data.report"] = report });
}
