using System.Text.Json.Nodes;

namespace Cli.Tests;

/// <summary>One replay of incident 004, shared by the tests that read its files.</summary>
public sealed class ReplayOf004 : IAsyncLifetime
{
    private readonly CommandRun run = new();

    internal int Exit { get; private set; }

    internal string Text => run.Output;

    internal string Folder => Path.Combine(run.Folder, "artifacts", "demo");

    public async Task InitializeAsync() => Exit = await run.RunAsync("replay", "004", "--out", "artifacts/demo");

    public Task DisposeAsync()
    {
        run.Dispose();
        return Task.CompletedTask;
    }

    internal JsonNode Step(string name) => JsonNode.Parse(File.ReadAllText(Directory.EnumerateFiles(Folder, $"??-{name}.json").Single(f => Path.GetFileName(f)[3..] == $"{name}.json")))!;
}

public sealed class Incident004Replayed(ReplayOf004 replay) : IClassFixture<ReplayOf004>
{
    [Fact]
    public void Ends_as_every_step_should() => Assert.True(replay.Exit == 0, replay.Text);

    [Fact]
    public void Proves_the_declared_order_and_refutes_the_live_one_with_the_documents_figures()
    {
        var plan = replay.Step("plan-as-found");
        Assert.Equal(2, (int)plan["exit"]!);
        Assert.True((bool)plan["summary"]!["declaredOrder"]!["holds"]!);
        Assert.False((bool)plan["summary"]!["liveOrder"]!["holds"]!);
        var customers = plan["summary"]!["liveOrder"]!["edges"]!.AsArray().Single(e => (string?)e!["producer"] == "v2-sync-customers-daily")!;
        Assert.Equal((16 * 60) + 45 - 10, (double)customers["worstWaitMinutes"]!);
        Assert.Equal(365, (int)customers["failingDays"]!["2026"]!);
        var stale = plan["summary"]!["liveOrder"]!["staleTables"]![0]!;
        Assert.Equal(7, stale["views"]!.AsArray().Count);
        Assert.Equal("0 4 * * *", (string?)plan["summary"]!["liveOrder"]!["proposals"]![0]!["schedule"]);
        Assert.Equal(2, (int)plan["summary"]!["update"]!);
        Assert.Equal(0, (int)plan["summary"]!["create"]!);
    }

    [Fact]
    public void Finds_the_two_changed_schedulers_and_what_follows()
    {
        var drift = replay.Step("drift-as-found");
        Assert.Equal(2, (int)drift["exit"]!);
        var findings = drift["findings"]!.AsArray().Select(f => ((string)f!["subject"]!, (string)f["property"]!)).ToList();
        Assert.Equal(
            [
                ("job/estimates-monthly-backfill", "schedule"), ("job/estimates-monthly-backfill", "state"), ("job/estimates-monthly-backfill", "timeZone"),
                ("job/v2-rebuild-dim-jobs-daily", "schedule"), ("job/v2-rebuild-dim-jobs-daily", "timeZone"),
            ],
            findings.Order());
        var rebuild = drift["findings"]!.AsArray().First(f => (string?)f!["subject"] == "job/v2-rebuild-dim-jobs-daily")!["consequence"]!;
        Assert.Equal(7, rebuild["views"]!.AsArray().Count);
        Assert.Equal("2025-10-21T10:25:00Z", (string?)rebuild["firstWrongAt"]);
        var backfill = drift["findings"]!.AsArray().First(f => (string?)f!["subject"] == "job/estimates-monthly-backfill")!["consequence"]!;
        Assert.InRange((double)backfill["liveRunsPerMonth"]!, 729, 731);
        Assert.Equal(1, (double)backfill["declaredRunsPerMonth"]!);
    }

    [Fact]
    public void Finds_every_planted_defect_before_and_none_after()
    {
        var before = replay.Step("check-as-found")["findings"]!.AsArray().Select(f => (string)f!["code"]!).Distinct().Order();
        Assert.Equal(["CHECK001", "CHECK002", "CHECK003", "CHECK004", "CHECK014", "CHECK021"], before);
        var after = replay.Step("check-after-the-night");
        Assert.Equal(0, (int)after["exit"]!);
        Assert.Empty(after["findings"]!.AsArray());
    }

    [Fact]
    public void Is_fixed_by_the_first_up_and_left_alone_by_the_second()
    {
        Assert.Equal(2, (int)replay.Step("up")["summary"]!["update"]!);
        Assert.Equal(0, (int)replay.Step("drift-after-up")["exit"]!);
        Assert.Empty(replay.Step("up-again")["summary"]!["changes"]!.AsArray());
    }

    [Fact]
    public void Fires_the_fixed_jobs_in_the_night_and_leaves_the_backfill_paused()
    {
        var night = replay.Step("night");
        Assert.Equal(8, (int)night["summary"]!["fires"]!);
        Assert.Equal(0, (int)night["summary"]!["failed"]!);
    }

    [Fact]
    public void Leaves_a_report_that_tells_the_story()
    {
        var report = File.ReadAllText(Path.Combine(replay.Folder, "report.md"));
        Assert.Contains("# Incident 004", report, StringComparison.Ordinal);
        Assert.Contains("16 h 35 min", report, StringComparison.Ordinal);
        Assert.Contains("about 730 times a month instead of once", report, StringComparison.Ordinal);
        Assert.Contains("data platform team", report, StringComparison.Ordinal);
    }
}
