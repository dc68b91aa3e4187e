using System.Text.Json.Nodes;

namespace Cli.Tests;

/// <summary>One replay of incident 001, shared by the tests that read its files.</summary>
public sealed class ReplayOf001 : IAsyncLifetime
{
    private readonly CommandRun run = new();

    internal int Exit { get; private set; }

    internal string Text => run.Output;

    internal string Folder => Path.Combine(run.Folder, "artifacts", "demo");

    public async Task InitializeAsync() => Exit = await run.RunAsync("replay", "001", "--out", "artifacts/demo");

    public Task DisposeAsync()
    {
        run.Dispose();
        return Task.CompletedTask;
    }

    internal JsonNode Step(string name) => JsonNode.Parse(File.ReadAllText(Directory.EnumerateFiles(Folder, $"??-{name}.json").Single(f => Path.GetFileName(f)[3..] == $"{name}.json")))!;
}

/// <summary>The figures of source document 001, on real rows of the local engine.</summary>
public sealed class Incident001Replayed(ReplayOf001 replay) : IClassFixture<ReplayOf001>
{
    private const string Daily = "job/work-item-budget-vs-actual-daily-sync";

    [Fact]
    public void Ends_as_every_step_should() => Assert.True(replay.Exit == 0, replay.Text);

    [Fact]
    public void Raises_the_alarm_of_the_paused_job_at_the_first_poll_after_the_pause()
    {
        var paused = First(a => Subject(a) == Daily && ((string?)a["property"] == "state" || (string?)a["code"] == "DRIFT007"));
        Assert.Equal("2025-07-15T12:00:00Z", (string?)paused["at"]);
        Assert.True((double)paused["hoursBeforeFound"]! > 29 * 24);
        Assert.Equal("2025-07-15T12:00:00Z", (string?)First(a => (string?)a["code"] == "PAIR001")["at"]);
    }

    [Fact]
    public void Raises_the_alarm_of_the_missed_run_at_the_first_poll_after_its_deadline()
    {
        var missed = First(a => Subject(a) == Daily && (string?)a["code"] == "DRIFT009");
        Assert.Equal("2025-07-16T04:00:00Z", (string?)missed["at"]);
        Assert.True((double)missed["hoursBeforeFound"]! > 29 * 24);
    }

    [Fact]
    public void Knows_an_attempt_at_0726_of_a_job_of_0200_for_one_off_its_schedule() =>
        Assert.Equal("2025-07-15T08:00:00Z", (string?)First(a => Subject(a) == Daily && (string?)a["code"] == "DRIFT012")["at"]);

    [Fact]
    public void Says_that_the_target_is_called_without_a_token_from_the_first_poll_on() =>
        Assert.Equal("2025-07-15T08:00:00Z", (string?)First(a => Subject(a) == Daily && ((string?)a["code"] == "DRIFT014" || ((string?)a["property"])?.Contains("Token", StringComparison.Ordinal) == true))["at"]);

    [Fact]
    public void Sees_the_rows_that_are_not_replaced_eight_days_before_anybody_reads_anything_wrong() =>
        Assert.Equal("2025-07-16T08:00:00Z", (string?)First(a => (string?)a["code"] == "CHECK008")["at"]);

    [Fact]
    public void Says_who_sees_user_A_when()
    {
        var watch = replay.Step("watch");
        Assert.Equal(
            ["2025-07-15T08:00:00Z user A 7; user B 0", "2025-07-24T08:00:00Z user A 7; user B 7"],
            watch["summary"]!["readings"]!.AsArray().Select(r => $"{r!["at"]} {r["rows"]}"));
        Assert.Equal("2025-07-24T08:00:00Z", (string?)First(a => Subject(a) == "check/user-a-has-no-hours")["at"]);
        Assert.Equal("2025-07-24T06:00:00Z", (string?)replay.Step("timeline")["summary"]!["firstWrongRead"]);
    }

    [Fact]
    public void Runs_the_full_sync_29_times_green_while_the_daily_one_misses_29_fires()
    {
        var watch = replay.Step("watch")["summary"]!;
        Assert.Equal((29, 0, 180), ((int)watch["fires"]!["work-item-budget-vs-actual-full-sync-daily"]!, (int)watch["failed"]!, (int)watch["polls"]!));
        Assert.Null(watch["fires"]!["work-item-budget-vs-actual-daily-sync"]);
        var timeline = replay.Step("timeline")["summary"]!;
        Assert.Equal((29, 30, "2025-07-16T02:00:00Z"), ((int)timeline["missedFiresBeforeTheDayItWasFound"]!, (int)timeline["missedFires"]!, (string?)timeline["firstMissed"]));
    }

    [Fact]
    public void Names_append_not_replace_because_the_paused_job_alone_explains_nothing()
    {
        var explain = replay.Step("explain");
        var figures = explain["summary"]!;
        Assert.Equal((1_086_638, 37_304, 29.13, 29, 4_822), ((int)figures["rows"]!, (int)figures["batch"]!, (double)figures["ratio"]!, (int)figures["copies"]!, (int)figures["remainder"]!));
        Assert.True((bool)figures["appendNotReplace"]!);
        Assert.Equal(["PAIR001", "PAIR004"], explain["findings"]!.AsArray().Select(f => (string?)f!["code"]));
    }

    [Fact]
    public void Catches_up_with_as_many_rows_as_the_source_has()
    {
        var figures = replay.Step("catch-up")["summary"]!;
        Assert.Equal((37_304, 37_304), ((int)figures["rows"]!, (int)figures["sourceRows"]!));
    }

    [Fact]
    public void Removes_exactly_the_stale_rows_that_it_counted()
    {
        var figures = replay.Step("clean-up")["summary"]!;
        Assert.Equal((1_123_942, 1_086_638, 1_086_638, 37_304), ((int)figures["before"]!, (int)figures["dryRun"]!, (int)figures["removed"]!, (int)figures["left"]!));
    }

    [Fact]
    public void Leaves_every_check_green_and_green_after_the_next_night()
    {
        Assert.Equal(4, (int)replay.Step("check-as-found")["summary"]!["fail"]!);
        foreach (var step in new[] { "check-after-clean-up", "check-after-the-night" }) Assert.Equal((13, 0), ((int)replay.Step(step)["summary"]!["hold"]!, (int)replay.Step(step)["exit"]!));
        Assert.Equal(0, (int)replay.Step("night")["summary"]!["failed"]!);
    }

    [Fact]
    public void Detects_in_three_hours_what_took_people_thirty_days()
    {
        var timeline = replay.Step("timeline")["summary"]!;
        Assert.InRange((double)timeline["hoursToDetect"]!, 0, 4);
        Assert.InRange((double)timeline["hoursToFind"]!, 29 * 24, 30 * 24);
        var dates = timeline["timeline"]!.AsArray().Where(r => (string?)r!["who"] == "people").Select(r => ((string)r!["at"]!)[..10]).Distinct();
        Assert.Equal(["2025-07-15", "2025-07-24", "2025-08-14"], dates);
    }

    [Fact]
    public void Draws_the_way_from_Karbon_to_the_report_and_names_nobody()
    {
        var report = File.ReadAllText(Path.Combine(replay.Folder, "report.md"));
        Assert.Contains("```mermaid\ngraph LR\n", report, StringComparison.Ordinal);
        Assert.Contains("\"Karbon: budget allocations\"", report, StringComparison.Ordinal);
        Assert.Contains("user A", report, StringComparison.Ordinal);
    }

    private JsonNode First(Func<JsonNode, bool> which) => replay.Step("watch")["summary"]!["alarms"]!.AsArray().First(a => which(a!))!;

    private static string? Subject(JsonNode alarm) => (string?)alarm["subject"];
}
