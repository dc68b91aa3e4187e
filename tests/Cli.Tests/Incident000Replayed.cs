using System.Text.Json.Nodes;

namespace Cli.Tests;

/// <summary>One replay of incident 000, shared by the tests that read its files.</summary>
public sealed class ReplayOf000 : IAsyncLifetime
{
    private readonly CommandRun run = new();

    internal int Exit { get; private set; }

    internal string Text => run.Output;

    internal string Folder => Path.Combine(run.Folder, "artifacts", "demo");

    public async Task InitializeAsync() => Exit = await run.RunAsync("replay", "000", "--out", "artifacts/demo");

    public Task DisposeAsync()
    {
        run.Dispose();
        return Task.CompletedTask;
    }

    internal JsonNode Step(string name) => JsonNode.Parse(File.ReadAllText(Directory.EnumerateFiles(Folder, $"??-{name}.json").Single(f => Path.GetFileName(f)[3..] == $"{name}.json")))!;

    internal string Report => File.ReadAllText(Path.Combine(Folder, "report.md"));
}

/// <summary>The figures of source document 000, on real rows of the local engine.</summary>
public sealed class Incident000Replayed(ReplayOf000 replay) : IClassFixture<ReplayOf000>
{
    [Fact]
    public void Ends_as_every_step_should() => Assert.True(replay.Exit == 0, replay.Text);

    [Fact]
    public void Prints_the_table_of_the_document() => Assert.Contains(
        """
        | Region | Funnel MQL | SOP MQL | Variance | Issue Type |
        | --- | --- | --- | --- | --- |
        | AMER | 16 | 10 | 6 | Under-synced |
        | EMEA | 6 | 0 | 6 | Missing |
        | APAC | 0 | 0 | 0 | N/A |

        Total: 22 Funnel MQL, 10 SOP MQL, 12 short, 54.5 %.
        """.ReplaceLineEndings("\n"),
        replay.Report.ReplaceLineEndings("\n"),
        StringComparison.Ordinal);

    [Fact]
    public void Tells_that_EMEA_is_planned_and_has_NULL_and_is_not_absent()
    {
        var finding = Reconciled("check-as-found");
        Assert.Equal(("error", "CHECK030"), ((string?)finding["severity"], (string?)finding["code"]));
        var emea = finding["rows"]!.AsArray().Single(r => (string?)r!["Region"] == "EMEA")!;
        Assert.Equal(("row present, value NULL", "2026-01-02", "NULL"), ((string?)emea["missing"], (string?)emea["zero_since"], (string?)emea["SOP"]));
    }

    [Fact]
    public void Says_when_AMER_stopped_and_that_it_is_one_to_two_days_late()
    {
        Assert.Contains("AMER is Under-synced, 16 against 10, at zero since 2026-01-10, 1.7 d (1.6 d to 1.9 d) late where 0 h 30 min is accepted", (string?)Reconciled("check-as-found")["message"], StringComparison.Ordinal);
        Assert.Contains("nothing arrived in 9.4 d: not a lag", replay.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_exactly_the_keys_and_dates_to_be_loaded_again() =>
        Assert.Contains("AMER 2026-01-10 to 2026-01-11 (2 dates), EMEA 2026-01-02 to 2026-01-09 (6 dates)", (string?)Reconciled("check-as-found")["remedy"], StringComparison.Ordinal);

    [Fact]
    public void Writes_exactly_these_and_is_green_before_any_job_has_fired()
    {
        var dry = replay.Step("resync-dry-run");
        Assert.Equal(
            ["2026-01-02 EMEA", "2026-01-03 EMEA", "2026-01-05 EMEA", "2026-01-06 EMEA", "2026-01-08 EMEA", "2026-01-09 EMEA", "2026-01-10 AMER", "2026-01-11 AMER"],
            dry["summary"]!["places"]!.AsArray().Select(p => (string?)p));
        // Three percentiles of each, before and after.
        Assert.Equal((2, 24, 24), ((int)dry["exit"]!, (int)dry["summary"]!["rowsNow"]!, (int)dry["summary"]!["rowsThen"]!));
        Assert.Contains("22 Funnel MQL against 22 SOP MQL", (string?)replay.Step("resync")["headline"], StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_that_the_live_statement_and_its_schedule_are_not_the_declared_ones()
    {
        var findings = replay.Step("drift-as-found")["findings"]!.AsArray();
        Assert.Equal(["httpTarget.body.configuration.query.query", "schedule"], findings.Select(f => (string?)f!["property"]).Order());
        Assert.All(findings, f => Assert.Equal("job/r360-sop-rebuild", (string?)f!["subject"]));
    }

    [Fact]
    public void Tests_the_source_of_truth_instead_of_believing_it() =>
        Assert.Equal((12, 1), ((int)replay.Step("check-as-found")["summary"]!["checks"]!, (int)replay.Step("check-as-found")["summary"]!["fail"]!));

    [Fact]
    public void Is_green_after_the_declared_job_has_fired_and_asks_the_bypass_to_go()
    {
        var after = replay.Step("check-after-the-night");
        Assert.Equal((0, 12), ((int)after["exit"]!, (int)after["summary"]!["hold"]!));
        Assert.Equal(["BYPASS002"], after["findings"]!.AsArray().Select(f => (string?)f!["code"]));
        Assert.Contains("| EMEA | 7 | 7 | 0 | Matched |", replay.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_the_bypass_with_its_reason_owner_and_end_in_every_report()
    {
        // Two plans, three looks for drift, two runs of the checks.
        var printed = replay.Report.Split("#### Bypasses", StringSplitOptions.None).Skip(1).ToList();
        Assert.Equal(7, printed.Count);
        foreach (var text in new[] { "lacks EMEA", "analytics", "2027-01-11T12" }) Assert.All(printed, section => Assert.Contains(text, section[..Math.Min(900, section.Length)], StringComparison.Ordinal));
    }

    private JsonNode Reconciled(string step) => replay.Step(step)["findings"]!.AsArray().Single(f => (string?)f!["subject"] == "check/sop-matches-funnel")!;
}
