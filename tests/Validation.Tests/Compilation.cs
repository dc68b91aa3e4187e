using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

public sealed class Checks_that_are_compiled
{
    private static readonly IReadOnlyList<Check> All = [Example.Fresh("jobs", "payroll"), Example.Succeeded("payroll", "customers"), Example.Volume("jobs"), Example.Rows(), Example.Sql];

    [Fact]
    public void Share_one_scan_of_the_run_log_and_expect_all_their_entities_in_it()
    {
        var scans = CheckCompiler.Compile(Example.Pipeline(), All, Example.Now);
        Assert.Equal([["fresh", "succeeded", "volume"], ["yesterday"], ["no-negative"]], scans.Select(s => s.Checks.Select(c => c.Name)));
        Assert.Equal(["customers", "jobs", "payroll"], scans[0].Query.Parameters.Single(p => p.Name == "entities").Items);
        Assert.Single(scans[0].Query.Sql.Split("sync_state`").Skip(1));
    }

    [Fact]
    public void Scan_twice_when_success_is_spelled_twice()
    {
        var other = Example.Succeeded("jobs") with { Name = "other", Log = Example.Log("jobs") with { SuccessValue = "OK" } };
        Assert.Equal(2, CheckCompiler.Compile(Example.Pipeline(), [Example.Fresh("jobs"), other], Example.Now).Count);
    }

    [Fact]
    public void Carry_values_as_parameters_only()
    {
        var odd = Example.Log("O'Brien") with { SuccessValue = "it's \"done\"" };
        var scan = Assert.Single(CheckCompiler.Compile(Example.Pipeline(), [Example.Fresh("x") with { Log = odd }], Example.Now));
        Assert.DoesNotContain("Brien", scan.Query.Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("done", scan.Query.Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("Phoenix", scan.Query.Sql, StringComparison.Ordinal);
        Assert.Equal(["entities", "now", "success", "zone"], scan.Query.Parameters.Select(p => p.Name).Order());
    }

    [Fact]
    public async Task Are_GoogleSQL_to_the_real_analyzer()
    {
        await using var analyzer = GoogleSqlAnalyzer.Create();
        SqlTable[] tables = [.. new[] { Example.SyncState, Example.Leads, Example.Sales }.Select(t => new SqlTable("my-project", t.Id, t.Columns))];
        foreach (var scan in CheckCompiler.Compile(Example.Pipeline(), All, Example.Now))
        {
            var analysis = await analyzer.AnalyzeAsync(LiteralSql.Replace(scan.Query.Sql, scan.Query.Parameters.ToDictionary(p => p.Name, Literal)).Text, tables, "my-project", CancellationToken.None);
            Assert.Null(analysis.Error);
        }
    }

    [Fact]
    public void Are_refused_in_an_unknown_zone() =>
        Assert.Contains("unknown zone 'Mars/Olympus'", Assert.Throws<ArgumentException>(() => CheckCompiler.Compile(Example.Pipeline("Mars/Olympus"), All, Example.Now)).Message, StringComparison.Ordinal);

    private static string Literal(QueryValue value) => value.Items is { } items ? $"[{string.Join(", ", items.Select(i => $"'{i}'"))}]" : $"{(value.Type == "STRING" ? "" : value.Type + " ")}'{value.Value}'";
}

public sealed class A_run_of_checks
{
    [Fact]
    public async Task Reports_a_query_that_fails_as_unknown_and_still_asks_the_others()
    {
        var warehouse = new CannedWarehouse(query => query.Sql.Contains("sync_state", StringComparison.Ordinal)
            ? throw new InvalidOperationException("Not found: Table logs.sync_state")
            : new([new("sold_date", "DATE")], [], 10, "job_9"));
        var results = await CheckRunner.RunAsync(CheckCompiler.Compile(Example.Pipeline(), [Example.Fresh("jobs"), Example.Volume("jobs"), Example.Sql], Example.Now), warehouse, CancellationToken.None);
        Assert.Equal([CheckOutcome.Unknown, CheckOutcome.Unknown, CheckOutcome.Holds], results.Select(r => r.Outcome));
        Assert.Equal("Could not be checked: Not found: Table logs.sync_state", results[0].Finding!.Message);
        Assert.Equal("CHECK000", results[0].Finding!.Code);
        Assert.Equal(3, CheckSummary.Exit(results));
        Assert.Equal(2, warehouse.Asked.Count);
    }

    [Fact]
    public async Task Counts_the_bytes_of_a_shared_scan_once()
    {
        var results = await CheckRunner.RunAsync(
            CheckCompiler.Compile(Example.Pipeline(), [Example.Fresh("jobs"), Example.Succeeded("jobs"), Example.Volume("jobs")], Example.Now),
            new CannedWarehouse(_ => Runs.Answer(Runs.Good("jobs", Example.Now))), CancellationToken.None);
        Assert.Equal(1234, CheckSummary.BytesProcessed(results));
        Assert.Equal(0, CheckSummary.Exit(results));
    }

    [Fact]
    public async Task Ends_with_2_when_a_check_fails()
    {
        var result = await Example.ResultOf(Example.Fresh("jobs"), Runs.Answer(new Runs("jobs")));
        Assert.Equal(2, CheckSummary.Exit([result]));
    }

    [Fact]
    public async Task Takes_the_severity_that_the_check_declares()
    {
        var result = await Example.ResultOf(Example.Fresh("jobs") with { Severity = Severity.Warning }, Runs.Answer(new Runs("jobs")));
        Assert.Equal(Severity.Warning, result.Finding!.Severity);
    }

    [Fact]
    public async Task Stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var warehouse = new CannedWarehouse(_ => throw new OperationCanceledException(cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CheckRunner.RunAsync(CheckCompiler.Compile(Example.Pipeline(), [Example.Sql], Example.Now), warehouse, cancelled.Token));
    }
}
