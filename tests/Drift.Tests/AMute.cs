using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

public sealed class AMute
{
    private static readonly JobActivity Healthy = new() { LastAttempt = OneJob.At("2025-10-21T02:00:00Z"), StatusCode = 0 };
    private static readonly Instant Now = OneJob.At("2025-10-21T12:00:00Z");

    [Theory]
    [InlineData("2025-10-21", true)]
    [InlineData("2025-10-20", false)]
    public void Holds_until_its_date_is_over(string until, bool holds)
    {
        var findings = Find([Of("DRIFT007", $"job/{OneJob.Name}", until)], ("state", "PAUSED"));
        var paused = findings.Single(f => f.Code == "DRIFT007");
        Assert.Equal(holds, paused.Muted is not null);
        Assert.Equal(!holds, FindingFacts.Counts(paused));
        var expired = findings.Where(f => f.Code == "DRIFT016").ToList();
        Assert.Equal(holds ? [] : [$"Muted by data team until {until}: Known. That date has passed, so the finding counts again."], expired.Select(f => f.Message));
    }

    [Fact]
    public void Puts_a_finding_behind_those_that_count()
    {
        var findings = Find([Of("DRIFT007", $"job/{OneJob.Name}", "2025-12-01")], ("state", "PAUSED"), ("description", "Something else"));
        Assert.Equal(["DRIFT001", "DRIFT007"], findings.Select(f => f.Code));
    }

    [Fact]
    public void Of_one_property_leaves_the_others_alone()
    {
        var findings = Find([Of("DRIFT001", $"job/{OneJob.Name}", "2025-12-01") with { Property = "description" }], ("attemptDeadline", "20s"), ("description", "Something else"));
        Assert.Equal([("attemptDeadline", false), ("description", true)], findings.Select(f => (f.Property!, f.Muted is not null)));
    }

    [Fact]
    public void That_matches_nothing_is_a_finding()
    {
        var unused = Assert.Single(Find([Of("DRIFT003", "table/data.old", "2025-12-01")]));
        Assert.Equal(("DRIFT017", "mute/DRIFT003/table/data.old"), (unused.Code, unused.Subject));
        Assert.True(FindingFacts.Counts(unused));
    }

    [Fact]
    public void Of_another_verbs_finding_is_not_judged_here() => Assert.Empty(Find([Of("CHECK001", "check/sync-fresh", "2025-12-01")]));

    [Fact]
    public void Of_what_could_not_be_read_is_not_called_unused()
    {
        var analyzed = OneJob.Analyzed(OneJob.Declared(), Of("DRIFT001", "view/data.v5", "2025-12-01"));
        var observed = new Observation([.. DesiredState.Of(analyzed, "p").Where(s => s.Id.Kind != ResourceKind.View)], [new("dataset/data", "HTTP 403.")]) { Activity = new Dictionary<ResourceId, JobActivity> { [ResourceId.Job(OneJob.Name)] = Healthy } };
        Assert.Equal(["DRIFT004"], DriftFinder.Find(SmallPipeline.Evidence(analyzed, observed, Now)).Select(f => f.Code));
    }

    private static IReadOnlyList<Finding> Find(IReadOnlyList<Mute> mutes, params IReadOnlyList<(string Name, string? Value)> changed) =>
        OneJob.Find(OneJob.Analyzed(OneJob.Declared(), mutes), Healthy, Now, changed);

    private static Mute Of(string code, string subject, string until) =>
        new() { Code = code, Subject = subject, Reason = "Known", Owner = "data team", Until = NodaTime.Text.LocalDatePattern.Iso.Parse(until).Value };
}
