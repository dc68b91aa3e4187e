using Orchestrator.Model;

namespace Drift.Tests;

public sealed class AnythingElseThatDiffers
{
    [Fact]
    public void A_missing_view_is_an_error_because_a_check_needs_it()
    {
        var finding = Assert.Single(SmallPipeline.Find([.. SmallPipeline.Desired.Where(s => s.Id.ToString() != "view/mart.daily")]));
        Assert.Equal(("DRIFT002", Severity.Error, "view/mart.daily"), (finding.Code, finding.Severity, finding.Subject));
        Assert.Equal("1 check needs it.", finding.Consequence!.Says);
    }

    [Fact]
    public void A_changed_description_is_information_without_a_consequence()
    {
        var finding = Assert.Single(SmallPipeline.Find(SmallPipeline.With("view/mart.daily", "description", "Something else")));
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Null(finding.Consequence);
    }

    [Fact]
    public void Another_statement_is_said_to_mean_something_else()
    {
        var finding = Assert.Single(SmallPipeline.Find(SmallPipeline.With("view/mart.daily", "view.query", "SELECT 1")));
        Assert.Equal("view.query means something else than the declared statement.", finding.Message);
    }

    [Fact]
    public void What_nobody_declares_is_a_warning_and_never_deleted()
    {
        var stranger = new ResourceState { Id = ResourceId.Job("stranger"), Properties = PropertyDictionary.Empty };
        var finding = Assert.Single(SmallPipeline.Find([.. SmallPipeline.Desired, stranger]));
        Assert.Equal(("DRIFT003", Severity.Warning, "job/stranger"), (finding.Code, finding.Severity, finding.Subject));
    }

    [Theory]
    [InlineData(21, 0)]
    [InlineData(22, 1)]
    public void A_pause_asks_for_a_decision_from_the_day_after_its_last(int day, int findings)
    {
        // 08:00 UTC is 01:00 in Phoenix: the date is the business zone's.
        var now = NodaTime.Instant.FromUtc(2026, 10, day, 8, 0);
        var found = Orchestrator.Drift.DriftFinder.Find(SmallPipeline.Evidence(SmallPipeline.Analyzed, new Observation(SmallPipeline.Desired, []) { Activity = SmallPipeline.Healthy(SmallPipeline.Desired, now) }, now));
        Assert.Equal(findings, found.Count(f => f.Code == "DRIFT006" && f.Subject == "job/monthly-backfill"));
    }

    [Fact]
    public void What_could_not_be_read_is_an_error_because_unknown_is_never_green()
    {
        var finding = Assert.Single(SmallPipeline.Find(SmallPipeline.Desired, new Unobserved("dataset/mart", "HTTP 403.")));
        Assert.Equal(("DRIFT004", Severity.Error), (finding.Code, finding.Severity));
    }

    [Fact]
    public void Every_planted_mutation_is_found_and_nothing_else()
    {
        foreach (var state in SmallPipeline.Desired)
            foreach (var property in state.Properties.Keys)
            {
                var findings = SmallPipeline.Find(SmallPipeline.With(state.Id.ToString(), property, "mutated"));
                Assert.Contains(findings, f => f.Subject == state.Id.ToString() && f.Property == property);
                Assert.All(findings, f => Assert.Equal(state.Id.ToString(), f.Subject));
            }
    }

    [Fact]
    public void The_order_of_the_world_changes_nothing() =>
        Assert.Equal(
            SmallPipeline.Find(SmallPipeline.With("job/rebuild", "timeZone", "UTC")).Select(f => f.Message),
            SmallPipeline.Find([.. SmallPipeline.With("job/rebuild", "timeZone", "UTC").Reverse()]).Select(f => f.Message));

    [Fact]
    public void Every_code_is_in_the_document()
    {
        var document = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "findings.md"));
        Assert.All(Orchestrator.Drift.FindingFacts.All, fact => Assert.Contains($"| {fact.Code} | {fact.Title} |", document, StringComparison.Ordinal));
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Orchestrator.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
