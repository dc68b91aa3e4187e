using Orchestrator.Model;

namespace Drift.Tests;

public sealed class ASchedulerThatWasChanged
{
    [Fact]
    public void Is_no_finding_while_it_is_as_declared() => Assert.Empty(SmallPipeline.Find(SmallPipeline.Desired));

    [Fact]
    public void Is_found_with_who_reads_old_rows_and_from_when()
    {
        var finding = Assert.Single(SmallPipeline.Find(SmallPipeline.With("job/rebuild", "timeZone", "UTC")));
        Assert.Equal(("DRIFT001", Severity.Error, "job/rebuild", "timeZone", "America/Phoenix", "UTC"), (finding.Code, finding.Severity, finding.Subject, finding.Property, finding.Declared, finding.Live));
        Assert.Equal("timeZone is 'UTC', declared 'America/Phoenix'.", finding.Message);
        Assert.Equal(["mart.daily"], finding.Consequence!.Views);
        Assert.Equal(["dim.jobs"], finding.Consequence.Tables);
        Assert.Equal(["yesterday"], finding.Consequence.Checks);
        Assert.Equal("view/mart.daily", finding.Consequence.FirstWrongReader);
        Assert.Equal("2025-10-21T09:10:00Z", finding.Consequence.FirstWrongAt);
        Assert.Contains("from 2025-10-21 02:10 to 2025-10-21 21:00 America/Phoenix (18 h 50 min after sync has ended)", finding.Consequence.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_how_often_it_runs_instead_and_who_paused_it()
    {
        var live = SmallPipeline.With("job/monthly-backfill", "schedule", "0 * * * *");
        live = [.. live.Select(s => s.Id.Name == "monthly-backfill" ? s with { Properties = s.Properties.SetItem("state", "ENABLED") } : s)];
        var findings = SmallPipeline.Find(live);
        Assert.Equal(["schedule", "state"], findings.Select(f => f.Property!));
        Assert.Equal("Runs, although it is declared paused. Paused by data team until 2026-10-21: Not needed.", findings[1].Message);
        Assert.All(findings, f => Assert.StartsWith("It runs about 730 times a month instead of once, and none while it is paused.", f.Consequence!.Says, StringComparison.Ordinal));
        Assert.Equal(1, findings[0].Consequence!.DeclaredRunsPerMonth);
    }

    [Fact]
    public void That_is_paused_gets_the_readers_that_get_nothing_new()
    {
        var finding = Assert.Single(SmallPipeline.Find(SmallPipeline.With("job/sync", "state", "PAUSED")));
        Assert.Equal("Does not run: its state is PAUSED, declared ENABLED.", finding.Message);
        Assert.Equal(0, finding.Consequence!.LiveRunsPerMonth);
        Assert.Equal("view/mart.daily", finding.Consequence.FirstWrongReader);
    }
}
