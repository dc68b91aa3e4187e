using Orchestrator.GoogleSql;
using Orchestrator.Validation;

namespace Validation.Tests;

/// <summary>What the scan of a run log answers for real rows, evaluated by GoogleSQL itself.</summary>
public sealed class RunLogFacts : IAsyncLifetime
{
    private readonly AnalyzerProcess process = AnalyzerProcess.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await process.DisposeAsync();

    [Fact]
    public async Task An_empty_log_offends_by_freshness_and_success_and_has_no_volume_to_compare() =>
        Assert.Equal("fails fails holds", await Outcomes([]));

    [Fact]
    public async Task Two_good_days_hold() =>
        Assert.Equal("holds holds holds", await Outcomes([Good("2025-10-20 09:00:00+00", 100), Good("2025-10-21 09:00:00+00", 90)]));

    [Fact]
    public async Task A_failure_after_a_success_of_today_offends_by_success_alone() =>
        Assert.Equal("holds fails holds", await Outcomes([Good("2025-10-20 09:00:00+00", 100), Good("2025-10-21 09:00:00+00", 100), new("jobs", "2025-10-21 10:00:00+00", 0, "FAILED", "503")]));

    [Fact]
    public async Task A_run_without_status_is_no_success() =>
        Assert.Equal("fails fails holds", await Outcomes([Good("2025-10-19 09:00:00+00", 100), new("jobs", "2025-10-21 10:00:00+00", 100, null)]));

    [Fact]
    public async Task Of_two_runs_that_ended_together_the_failed_one_counts() =>
        Assert.Equal("holds fails holds", await Outcomes([Good("2025-10-21 09:00:00+00", 100), new("jobs", "2025-10-21 09:00:00+00", 0, "FAILED")]));

    [Fact]
    public async Task A_great_count_of_long_ago_does_not_hide_todays_drop() =>
        Assert.Equal("holds holds fails", await Outcomes([Good("2025-10-01 09:00:00+00", 10), Good("2025-10-20 09:00:00+00", 101), Good("2025-10-21 09:00:00+00", 50)]));

    [Fact]
    public async Task A_second_run_of_today_is_compared_with_the_day_before_not_with_the_first() =>
        Assert.Equal("holds holds fails", await Outcomes([Good("2025-10-20 09:00:00+00", 100), Good("2025-10-21 09:00:00+00", 20), Good("2025-10-21 11:00:00+00", 25)]));

    [Fact]
    public async Task The_day_before_is_the_one_in_the_zone_of_the_pipeline() =>
        // 06:30 UTC on the 21st is 23:30 on the 20th in Phoenix: both runs belong to business dates of their own.
        Assert.Equal("holds holds fails", await Outcomes([Good("2025-10-21 06:30:00+00", 100), Good("2025-10-21 09:00:00+00", 10)]));

    [Fact]
    public async Task A_run_of_the_future_and_runs_of_others_say_nothing() =>
        Assert.Equal("fails fails holds", await Outcomes([Good("2025-10-22 09:00:00+00", 100), new("payroll", "2025-10-21 09:00:00+00", 100, "SUCCESS"), new(null, null, null, null)]));

    [Theory]
    [InlineData("2025-10-20 17:00:00+00", "holds")]
    [InlineData("2025-10-20 16:59:59.999999+00", "fails")]
    public async Task Exactly_25_hours_are_accepted(string ended, string expected) =>
        Assert.Equal($"{expected} holds holds", await Outcomes([Good(ended, 100)]));

    private static LogRow Good(string time, long records) => new("jobs", time, records, "SUCCESS");

    private async Task<string> Outcomes(IReadOnlyList<LogRow> log)
    {
        var scans = CheckCompiler.Compile(Example.Pipeline(), [Example.Fresh("jobs"), Example.Succeeded("jobs"), Example.Volume("jobs")], Example.Now);
        var results = await CheckRunner.RunAsync(scans, new EvaluatedWarehouse(process, log), CancellationToken.None);
        return string.Join(" ", results.Select(r => r.Outcome == CheckOutcome.Unknown ? throw new InvalidOperationException(r.Says) : r.Outcome == CheckOutcome.Holds ? "holds" : "fails"));
    }
}
