using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Cli.Tests.Checking;

public sealed class WhatChecksCost
{
    private const string Offends = "SELECT id, mail FROM `checked-project.st.dim` WHERE id > 0";

    [Fact]
    public async Task Is_refused_above_the_budget_with_what_to_leave_out_and_nothing_is_run()
    {
        using var run = await FilledAsync();
        Assert.Equal(1, await run.RunAsync("check", "checked", "--budget", "15MB", "--format", "json"));
        var report = JsonNode.Parse(run.Output)!;
        var finding = Assert.Single(report["findings"]!.AsArray())!;
        Assert.Equal("CHECK042 budget/checked", $"{finding["code"]} {finding["subject"]}");
        Assert.Equal("Nothing was run and nothing is billed: 3 checks in 3 scans may bill 21 MB, and the budget is 15 MB.", (string)finding["message"]!);
        Assert.Equal("Leave out filled, or allow --budget 21MB.", (string)finding["remedy"]!);
        Assert.All(report["summary"]!["costs"]!.AsArray(), c => Assert.Null(c!["job"]));
    }

    [Fact]
    public async Task Is_told_for_each_check_when_it_fits()
    {
        using var run = await FilledAsync();
        Assert.Equal(2, await run.RunAsync("check", "checked", "--budget", "1GB", "--format", "json"));
        var report = JsonNode.Parse(run.Output)!;
        Assert.Contains("at most 21 MB billed of 1 GB", (string)report["headline"]!, StringComparison.Ordinal);
        var cost = report["summary"]!["costs"]!.AsArray().Single(c => (string)c!["checks"]![0]!["check"]! == "rightly")!;
        Assert.Equal((10_485_760, 10_485_760), ((long)cost["bytesBilledAtMost"]!, (long)cost["checks"]![0]!["shareBytes"]!));
        Assert.Equal("checked-project.st.dim", (string)Assert.Single(cost["tables"]!.AsArray())!);
        Assert.NotNull(cost["job"]);
    }

    [Fact]
    public async Task Is_shown_with_the_masked_rows_and_the_statement_that_shows_them()
    {
        using var run = await FilledAsync();
        Assert.Equal(2, await run.RunAsync("check", "checked"));
        Assert.Contains("· id 1, mail a***@example.com", run.Output, StringComparison.Ordinal);
        Assert.Contains($"sql: {Offends}", run.Output, StringComparison.Ordinal);
        Assert.Contains("10.5 MB", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("much")]
    [InlineData("1")]
    [InlineData("-1GB")]
    [InlineData("0B")]
    public async Task Is_limited_by_nothing_but_a_size(string budget)
    {
        using var run = new CommandRun(CheckedPipeline.Declare());
        Assert.Equal(1, await run.RunAsync("check", "checked", $"--budget={budget}"));
        Assert.Contains($"--budget '{budget}' is not a size: write a number of at least one byte and a unit, such as 500MB, 1GB or 2GiB.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_the_run_when_the_user_stops_it()
    {
        using var run = await FilledAsync();
        run.Terminal.Stop();
        Assert.Equal(130, await run.RunAsync("check", "checked"));
    }

    private static async Task<CommandRun> FilledAsync()
    {
        var run = new CommandRun(CheckedPipeline.Declare(says: Offends));
        Assert.True(await run.RunAsync("up", "checked") == 0, run.Output + run.Errors);
        Assert.True(await run.RunAsync("run", "checked", "rebuild") == 0, run.Output + run.Errors);
        run.Forget();
        return run;
    }
}

public sealed class AMutedCheck
{
    private static readonly Mute Mute = new() { Code = "CHECK005", Subject = "check/filled", Reason = "The table is new", Owner = "data team", Until = new(2025, 10, 21) };

    [Fact]
    public async Task Fails_in_the_report_and_does_not_count_until_its_mute_is_over()
    {
        using var run = new CommandRun(CheckedPipeline.Declare(mute: Mute));
        Assert.Equal(0, await run.RunAsync("up", "checked"));
        run.Forget();
        Assert.Equal(0, await run.RunAsync("check", "checked", "--format", "json"));
        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal("The table is new", (string)Assert.Single(report["findings"]!.AsArray())!["muted"]!["reason"]!);
        Assert.Equal((2, 1), ((int)report["summary"]!["hold"]!, (int)report["summary"]!["fail"]!));
        run.Forget();
        // The last muted day is over in the pipeline's zone at 07:00 UTC of the next.
        Assert.Equal(0, await run.RunAsync("check", "checked", "--at", "2025-10-22T06:59:59Z"));
        Assert.Equal(2, await run.RunAsync("check", "checked", "--at", "2025-10-22T07:00:00Z"));
    }

    [Fact]
    public async Task Does_not_hide_another_that_fails_or_one_that_is_not_known()
    {
        using var run = new CommandRun(CheckedPipeline.Declare(mute: Mute, says: "SELECT 1 AS one FROM (SELECT COUNT(*) AS n FROM `checked-project.st.dim`) WHERE n = 0"));
        Assert.Equal(0, await run.RunAsync("up", "checked"));
        Assert.Equal(2, await run.RunAsync("check", "checked"));
        using var undeployed = new CommandRun(CheckedPipeline.Declare(mute: Mute with { Code = "CHECK000" }));
        Assert.Equal(3, await undeployed.RunAsync("check", "checked"));
    }
}
