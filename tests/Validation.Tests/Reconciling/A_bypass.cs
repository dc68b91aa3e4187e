using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Reconciling;

/// <summary>A detour ends to the minute, and is asked to go as soon as its check is green.</summary>
public sealed class A_bypass
{
    private static readonly Instant Until = Instant.FromUtc(2026, 2, 1, 12, 0);

    private static readonly Bypass Detour = new()
    {
        Name = "detour",
        Reader = "the report",
        Around = Leads.Plan,
        Instead = Leads.Funnel,
        RemovedWhen = Leads.Check,
        Reason = "The plan lacks EMEA.",
        Owner = "analytics",
        Until = Until,
    };

    private static readonly Pipeline Pipeline = Leads.Pipeline() with { Checks = [Leads.Check], Bypasses = [Detour] };

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "BYPASS001")]
    public void Expires_to_the_minute(int minutes, string? code)
    {
        var findings = Bypasses.Find(Pipeline, [Result(CheckOutcome.Fails)], Until + Duration.FromMinutes(minutes));
        Assert.Equal(code, findings.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData(CheckOutcome.Holds, "BYPASS002")]
    [InlineData(CheckOutcome.Fails, null)]
    [InlineData(CheckOutcome.Unknown, null)]
    public void Is_asked_to_go_when_its_check_is_green_and_only_then(CheckOutcome outcome, string? code) =>
        Assert.Equal(code, Bypasses.Find(Pipeline, [Result(outcome)], Until).SingleOrDefault()?.Code);

    [Fact]
    public void Is_not_judged_by_a_check_that_was_not_asked() => Assert.Empty(Bypasses.Find(Pipeline, [], Until));

    [Fact]
    public void Is_said_once_when_it_has_expired_and_can_go()
    {
        var finding = Assert.Single(Bypasses.Find(Pipeline, [Result(CheckOutcome.Holds)], Until + Duration.FromHours(1)));
        Assert.Equal(("BYPASS001", Severity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("holds", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_printed_with_its_reason_owner_and_end()
    {
        var text = Assert.IsType<ReportBlock.Paragraph>(Assert.Single(Assert.Single(Bypasses.Sections(Pipeline, Until)).Blocks)).Text;
        Assert.Equal("detour: the report reads d.funnel in place of d.plan, until check/leads holds, and at most until 2026-02-01T12:00:00Z. Reason: The plan lacks EMEA. Owner: analytics.", text);
        Assert.Contains("which is over", ((ReportBlock.Paragraph)Bypasses.Sections(Pipeline, Until + Duration.FromMinutes(1))[0].Blocks[0]).Text, StringComparison.Ordinal);
        Assert.Empty(Bypasses.Sections(Pipeline with { Bypasses = [] }, Until));
    }

    private static CheckResult Result(CheckOutcome outcome) => new() { Check = Leads.Check, Outcome = outcome, Says = "" };
}
