namespace Orchestrator.Model.Tests;

public sealed class Findings_with_one_cause
{
    [Fact]
    public void Are_one_group_under_the_finding_that_explains_them()
    {
        var group = Assert.Single(FindingGroup.Of([Of("check/rows", "job/sync"), Of("job/sync", "job/sync"), Of("job/sync")]));
        Assert.Equal(("job/sync", "job/sync"), (group.Cause, group.Root.Subject));
        Assert.Null(group.Root.Cause);
        Assert.Equal(2, group.Explained.Count);
    }

    [Fact]
    public void Are_one_group_through_any_chain_of_causes() =>
        Assert.Equal("dataset/raw", Assert.Single(FindingGroup.Of([Of("view/v", "table/raw.t"), Of("table/raw.t", "dataset/raw"), Of("dataset/raw")])).Cause);

    [Fact]
    public void Are_led_by_the_first_when_nothing_was_found_about_the_cause_itself()
    {
        var group = Assert.Single(FindingGroup.Of([Of("job/a", "service-account/x"), Of("job/b", "service-account/x")]));
        Assert.Equal(("service-account/x", "job/a"), (group.Cause, group.Root.Subject));
    }

    [Fact]
    public void Are_apart_from_others_and_a_circle_of_causes_ends()
    {
        Assert.Equal(["job/a", "job/b"], FindingGroup.Of([Of("job/a"), Of("job/b"), Of("job/a")]).Select(g => g.Cause));
        Assert.Equal(2, FindingGroup.Of([Of("job/a", "job/b"), Of("job/b", "job/a")]).Sum(g => g.All.Count()));
    }

    private static Finding Of(string subject, string? cause = null) => new() { Code = "DRIFT001", Severity = Severity.Error, Subject = subject, Message = "", Cause = cause };
}
