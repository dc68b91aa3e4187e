using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

public sealed class A_freshness_check
{
    [Theory]
    [InlineData(0, CheckOutcome.Holds)]
    [InlineData(1, CheckOutcome.Fails)]
    public async Task Accepts_exactly_25_hours_and_not_a_microsecond_more(int microseconds, CheckOutcome expected)
    {
        var ended = Example.Now - Duration.FromHours(25) - Duration.FromNanoseconds(microseconds * 1000L);
        Assert.Equal(expected, (await Example.ResultOf(Example.Fresh("jobs"), Runs.Answer(Runs.Good("jobs", ended)))).Outcome);
    }

    [Fact]
    public async Task Names_who_is_late_since_when_in_local_time_and_how_long()
    {
        var result = await Example.ResultOf(
            Example.Fresh("jobs", "payroll"),
            Runs.Answer(Runs.Good("jobs", Example.Now - Duration.FromHours(8)), Runs.Good("payroll", Example.Now - Duration.FromHours(40))));
        Assert.Equal("payroll, last synchronised 40 h ago (2025-10-19 19:00 America/Phoenix). At most 25 h is accepted.", result.Finding!.Message);
        Assert.Equal(("CHECK001", Severity.Error, "check/fresh"), (result.Finding.Code, result.Finding.Severity, result.Finding.Subject));
        Assert.Equal("payroll", Assert.Single(result.Finding.Rows)["entity"]);
    }

    [Fact]
    public async Task Counts_an_entity_that_never_appeared_as_an_offence()
    {
        var result = await Example.ResultOf(Example.Fresh("customers"), Runs.Answer(new Runs("customers")));
        Assert.Equal(CheckOutcome.Fails, result.Outcome);
        Assert.StartsWith("customers, never synchronised successfully.", result.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looks_at_the_last_success_not_at_the_last_run()
    {
        var runs = Runs.Good("jobs", Example.Now - Duration.FromHours(30)) with { LastRun = Example.Now - Duration.FromHours(1), LastSucceeded = false, LastStatus = "FAILED" };
        Assert.Equal(CheckOutcome.Fails, (await Example.ResultOf(Example.Fresh("jobs"), Runs.Answer(runs))).Outcome);
    }

    [Fact]
    public async Task Says_how_old_the_oldest_is_when_it_holds()
    {
        var result = await Example.ResultOf(
            Example.Fresh("a", "b"), Runs.Answer(Runs.Good("a", Example.Now - Duration.FromHours(2)), Runs.Good("b", Example.Now - Duration.FromMinutes(545))));
        Assert.Null(result.Finding);
        Assert.Equal("All 2 entities were synchronised in the last 25 h; the oldest is b, last synchronised 9 h 05 min ago (2025-10-21 01:55 America/Phoenix).", result.Says);
    }

    [Fact]
    public async Task Cannot_be_green_on_an_answer_without_the_entity()
    {
        var result = await Example.ResultOf(Example.Fresh("jobs"), Runs.Answer());
        Assert.Equal(CheckOutcome.Unknown, result.Outcome);
        Assert.Equal("Could not be checked: The answer has 0 rows for entity 'jobs' instead of one.", result.Finding!.Message);
    }
}

public sealed class A_success_check
{
    [Fact]
    public async Task Holds_when_every_last_run_succeeded() =>
        Assert.Equal("The last run of all 1 entities succeeded.", (await Example.ResultOf(Example.Succeeded("jobs"), Runs.Answer(Runs.Good("jobs", Example.Now)))).Says);

    [Fact]
    public async Task Tells_status_and_error_of_the_run_that_failed()
    {
        var runs = Runs.Good("payments", Example.Now - Duration.FromHours(32)) with { LastRun = Example.Now - Duration.FromHours(8), LastSucceeded = false, LastStatus = "FAILED", LastError = "429 Too Many Requests" };
        var result = await Example.ResultOf(Example.Succeeded("payments"), Runs.Answer(runs));
        Assert.Equal("The last run of payments (2025-10-21 03:00 America/Phoenix) ended as FAILED: 429 Too Many Requests.", result.Finding!.Message);
        Assert.Equal("CHECK002", result.Finding.Code);
    }

    [Fact]
    public async Task Takes_a_run_without_status_for_a_failure()
    {
        var runs = Runs.Good("jobs", Example.Now) with { LastSucceeded = false, LastStatus = null };
        Assert.Equal("The last run of jobs (2025-10-21 11:00 America/Phoenix) has no status.", (await Example.ResultOf(Example.Succeeded("jobs"), Runs.Answer(runs))).Finding!.Message);
    }

    [Theory]
    [InlineData("O'Brien & Söhne")]
    [InlineData("jobs; DROP TABLE x")]
    [InlineData("顧客")]
    public async Task Names_an_entity_that_never_ran_whatever_it_is_called(string entity) =>
        Assert.Equal($"{entity} has never run.", (await Example.ResultOf(Example.Succeeded(entity), Runs.Answer(new Runs(entity)))).Finding!.Message);
}

public sealed class A_volume_check
{
    [Theory]
    [InlineData(50, 100, CheckOutcome.Holds)] // exactly half is accepted
    [InlineData(49, 100, CheckOutcome.Fails)]
    [InlineData(50, 101, CheckOutcome.Fails)]
    [InlineData(0, 9, CheckOutcome.Holds)] // below the minimum of 10 a drop says nothing
    [InlineData(4, 10, CheckOutcome.Fails)]
    [InlineData(300, 100, CheckOutcome.Holds)]
    public async Task Compares_the_last_count_with_the_one_before(long last, long previous, CheckOutcome expected) =>
        Assert.Equal(expected, (await Example.ResultOf(Example.Volume("jobs"), Runs.Answer(Runs.Good("jobs", Example.Now, last, previous)))).Outcome);

    [Fact]
    public async Task Compares_shares_as_decimals_where_floating_point_would_be_wrong()
    {
        var check = Example.Volume("jobs") with { MaxDrop = 0.9 };
        Assert.Equal(CheckOutcome.Holds, (await Example.ResultOf(check, Runs.Answer(Runs.Good("jobs", Example.Now, 10, 100)))).Outcome);
        Assert.Equal(CheckOutcome.Fails, (await Example.ResultOf(check, Runs.Answer(Runs.Good("jobs", Example.Now, 9, 100)))).Outcome);
    }

    [Fact]
    public async Task Tells_both_counts_both_dates_and_the_share()
    {
        var result = await Example.ResultOf(Example.Volume("customers"), Runs.Answer(Runs.Good("customers", Example.Now, 68, 172)));
        Assert.Equal("customers processed 68 records on 2025-10-21 after 172 on 2025-10-20, 39.5 %. At least 50 % is accepted.", result.Finding!.Message);
        Assert.Equal("CHECK003", result.Finding.Code);
    }

    [Fact]
    public async Task Takes_a_success_without_a_count_for_an_offence()
    {
        var result = await Example.ResultOf(Example.Volume("jobs"), Runs.Answer(Runs.Good("jobs", Example.Now) with { LastRecords = null }));
        Assert.StartsWith("jobs processed an unknown number of records", result.Finding!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_nothing_to_compare_on_an_empty_log_and_says_so()
    {
        var result = await Example.ResultOf(Example.Volume("jobs"), Runs.Answer(new Runs("jobs")));
        Assert.Equal("No run processed less than 50 % of the day before (0 of 1 entities have a day before to compare with).", result.Says);
    }
}
