using Orchestrator.Validation;

namespace Validation.Tests.Costs;

public sealed class A_budget_of_checks
{
    private const long MB = 1_048_576;

    private static readonly IReadOnlyList<CompiledScan> Scans = CheckCompiler.Compile(Example.Pipeline(), [Example.Fresh("jobs"), Example.Volume("jobs"), Example.Rows(), Example.Sql], Example.Now);

    [Fact]
    public async Task Lets_scans_run_that_fit_and_limits_all_of_them_together_to_it()
    {
        var warehouse = Priced(100 * MB, 40 * MB, 30 * MB);
        var estimates = await CheckEstimates.AskAsync(Scans, warehouse, default);
        var budget = new CheckBudget(new(185 * MB));
        Assert.Null(budget.Refuses(estimates));
        await CheckRunner.RunAsync(estimates, warehouse, budget, _ => { }, default);
        Assert.All(warehouse.Run, q => Assert.NotNull(q.MaximumBytesBilled));
        Assert.InRange(warehouse.Run.Sum(q => q.MaximumBytesBilled!.Value), 180 * MB, 185 * MB);
    }

    [Fact]
    public async Task Refuses_scans_that_do_not_and_names_the_fewest_to_leave_out()
    {
        var warehouse = Priced(100 * MB, 40 * MB, 30 * MB);
        var refusal = new CheckBudget(new(90 * MB)).Refuses(await CheckEstimates.AskAsync(Scans, warehouse, default));
        Assert.Equal((180 * MB, 80 * MB), (refusal!.Sum.Bytes, refusal.Left.Bytes));
        Assert.Equal(["fresh", "volume"], refusal.LeaveOut.SelectMany(s => s.Scan.Checks).Select(c => c.Name));
        Assert.Empty(warehouse.Run);
    }

    [Fact]
    public async Task Counts_the_least_of_every_table_that_is_read()
    {
        var estimates = await CheckEstimates.AskAsync(Scans, Priced(1, 1, 1), default);
        // One run log, two relations with rows for a date, one table with a check of its own.
        Assert.Equal([10 * MB, 20 * MB, 10 * MB], estimates.Select(e => e.AtMost));
    }

    [Fact]
    public async Task Is_not_there_and_every_scan_still_has_a_limit_a_little_above_its_estimate()
    {
        var warehouse = Priced(100 * MB, 0, 30 * MB);
        await CheckRunner.RunAsync(await CheckEstimates.AskAsync(Scans, warehouse, default), warehouse, null, _ => { }, default);
        Assert.Equal([111 * MB, 20 * MB, 34 * MB], warehouse.Run.Select(q => q.MaximumBytesBilled!.Value));
    }

    [Fact]
    public async Task Does_not_run_a_scan_of_which_nobody_knows_the_cost()
    {
        var warehouse = new PricedWarehouse(
            q => q.Sql.Contains("sync_state", StringComparison.Ordinal) ? throw new InvalidOperationException("Not found: Table logs.sync_state") : PricedWarehouse.Reads(1, "mart.sales"),
            _ => new([new("sold_date", "DATE")], [], 10, "job"));
        var estimates = await CheckEstimates.AskAsync(Scans, warehouse, default);
        var results = await CheckRunner.RunAsync([estimates[0], estimates[2]], warehouse, new CheckBudget(new(1_000_000_000)), _ => { }, default);
        Assert.Equal([CheckOutcome.Unknown, CheckOutcome.Unknown, CheckOutcome.Holds], results.Select(r => r.Outcome));
        Assert.Equal("Could not be checked: Not found: Table logs.sync_state", results[0].Says);
        Assert.Single(warehouse.Run);
    }

    [Fact]
    public async Task Tells_what_each_check_of_a_shared_scan_costs_alone_and_its_share()
    {
        var warehouse = Priced(100 * MB, 40 * MB, 30 * MB);
        var shared = new CompiledScan([Example.Fresh("jobs"), Example.Volume("jobs")], new("both", []), (_, _) => new("", [], 0));
        var priced = new PricedWarehouse(q => PricedWarehouse.Reads(q.Sql switch { "both" => 100 * MB, "fresh" => 90 * MB, _ => 30 * MB }, "logs.sync_state"), _ => throw new InvalidOperationException());
        var estimate = Assert.Single(await CheckEstimates.AskAloneAsync(await CheckEstimates.AskAsync([shared], priced, default), c => new([c], new(c.Name, []), (_, _) => new("", [], 0)), priced, default));
        Assert.Equal([90 * MB, 30 * MB], estimate.Scan.Checks.Select(c => estimate.Alone[c.Name]));
        Assert.Equal([75 * MB, 25 * MB], estimate.Scan.Checks.Select(c => estimate.ShareOf(c, estimate.AtMost)));
        Assert.Empty(warehouse.Run);
    }

    [Fact]
    public async Task Is_told_how_far_the_run_is()
    {
        var warehouse = Priced(1, 1, 1);
        var told = new List<int>();
        await CheckRunner.RunAsync(await CheckEstimates.AskAsync(Scans, warehouse, default), warehouse, null, told.Add, default);
        Assert.Equal([1, 2, 3], told);
    }

    [Fact]
    public async Task Labels_every_scan_with_its_checks()
    {
        var warehouse = Priced(1, 1, 1);
        await CheckRunner.RunAsync(await CheckEstimates.AskAsync(Scans, warehouse, default), warehouse, null, _ => { }, default);
        Assert.Equal(["2-checks-fresh", "no-negative", "yesterday"], warehouse.Run.Select(q => q.Labels["checks"]).Order());
    }

    private static PricedWarehouse Priced(long log, long rows, long own) => new(
        q => q.Sql.Contains("sync_state", StringComparison.Ordinal) ? PricedWarehouse.Reads(log, "logs.sync_state")
            : q.Sql.Contains("leads", StringComparison.Ordinal) ? PricedWarehouse.Reads(rows, "mart.leads", "mart.sales")
            : PricedWarehouse.Reads(own, "mart.sales"),
        q => q.Sql.Contains("sync_state", StringComparison.Ordinal) ? Runs.Answer(Runs.Good("jobs", Example.Now))
            : q.Sql.Contains("leads", StringComparison.Ordinal) ? new([new("relation", "STRING"), new("matching", "INT64"), new("latest", "DATE")], [["mart.leads", "1", "2025-10-20"], ["mart.sales", "1", "2025-10-20"]], rows, "job_2")
            : new([new("sold_date", "DATE")], [], own, "job_3"));
}
