using Orchestrator.Cli;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Cli.Tests.Escalating;

/// <summary>What carries the severity of an escalation: never a word that somebody typed.</summary>
public sealed class SeverityThatIsComputed : IAsyncLifetime
{
    private static readonly Pipeline Declared = Checking.CheckedPipeline.Declare();

    private readonly CommandRun run = new(Declared);
    private Session session = null!;

    public async Task InitializeAsync() => session = await Session.OpenAsync(new() { Pipeline = "checked", StateFolder = Path.Combine(run.Folder, "state") }, run.Terminal, connection: null, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await session.DisposeAsync();
        run.Dispose();
    }

    [Fact]
    public void Is_that_of_the_worst_finding_with_what_fails_as_its_reason()
    {
        Is(Severity.Info, ["nothing is found"]);
        Is(Severity.Warning, ["filled: 3 rows offend"], Result("filled", CheckOutcome.Fails, Severity.Warning));
        Is(Severity.Error, ["quiet: 3 rows offend", "filled: 3 rows offend"], Result("filled", CheckOutcome.Fails, Severity.Warning), Result("quiet", CheckOutcome.Fails, Severity.Error));
        Is(Severity.Error, ["filled: 3 rows offend", "a check could not be made, so nobody knows whether it holds"], Result("filled", CheckOutcome.Fails, Severity.Warning), Result("quiet", CheckOutcome.Unknown, Severity.Error));
    }

    [Fact]
    public void Does_not_count_what_is_muted_and_does_not_call_it_nothing()
    {
        var mute = new Mute { Code = "CHECK005", Subject = "check/filled", Reason = "Known.", Owner = "data team", Until = new(2026, 1, 1) };
        var muted = Result("filled", CheckOutcome.Fails, Severity.Error);
        Is(Severity.Info, ["what is found is muted"], muted with { Finding = muted.Finding! with { Muted = mute } });
        var escalation = Of([muted with { Finding = muted.Finding! with { Muted = mute } }]) with { Checked = session.Report("check") with { Findings = [muted.Finding! with { Muted = mute }] } };
        Assert.Equal("Nothing to escalate: what is found is muted, 1 findings.", EscalationReport.Of(escalation).Headline);
    }

    [Fact]
    public void Is_set_against_the_priority_of_the_ticket()
    {
        var computed = new ComputedSeverity(Severity.Error, ["EMEA is at 0 % of Funnel", "read by sop-report (analytics)"]);
        Assert.Equal("Severity error: EMEA is at 0 % of Funnel; read by sop-report (analytics).", computed.Says(null));
        Assert.Equal("Severity error, computed; the ticket says Medium: EMEA is at 0 % of Funnel; read by sop-report (analytics).", computed.Says(new IncidentTicket("Medium", "Analytics team")));
    }

    [Fact]
    public void Names_what_has_drifted_when_every_check_holds()
    {
        var drift = new Finding { Code = "DRIFT001", Severity = Severity.Warning, Subject = "job/rebuild", Message = "schedule is '0 5 * * *', declared '0 4 * * *'." };
        var escalation = Of([]) with { Drifted = session.Report("drift") with { Exit = 2, Headline = "1 finding.", Findings = [drift] } };
        var computed = ComputedSeverity.Of(escalation);
        Assert.Equal((Severity.Warning, "job/rebuild: schedule is '0 5 * * *', declared '0 4 * * *'"), (computed.Severity, Assert.Single(computed.Reasons)));
    }

    private void Is(Severity severity, IReadOnlyList<string> reasons, params CheckResult[] results)
    {
        var computed = ComputedSeverity.Of(Of(results));
        Assert.Equal((severity, string.Join("; ", reasons)), (computed.Severity, string.Join("; ", computed.Reasons)));
    }

    private Escalation Of(IReadOnlyList<CheckResult> results) => new()
    {
        Session = session,
        Results = results,
        Checked = session.Report("check") with { Findings = [.. results.Select(r => r.Finding).OfType<Finding>()] },
        Diagnoses = [],
        Drifted = session.Report("drift"),
    };

    private static CheckResult Result(string check, CheckOutcome outcome, Severity severity) => new()
    {
        Check = Declared.Checks.Single(c => c.Name == check),
        Outcome = outcome,
        Says = "3 rows offend.",
        Finding = new() { Code = "CHECK005", Severity = severity, Subject = $"check/{check}", Message = "3 rows offend." },
    };
}
