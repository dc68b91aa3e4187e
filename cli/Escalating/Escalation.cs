using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>Everything that an escalation is written from, looked at once.</summary>
internal sealed record Escalation
{
    /// <summary>The session at the instant at which everything was judged.</summary>
    public required Session Session { get; init; }

    /// <summary>The incident, or null when a live pipeline is reported.</summary>
    public Incident? Incident { get; init; }

    /// <summary>How the checks came out.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>What they found, masked and muted as <c>check</c> reports it.</summary>
    public required VerbReport Checked { get; init; }

    /// <summary>Why reconciliations fail.</summary>
    public required IReadOnlyList<DiagnosisReport> Diagnoses { get; init; }

    /// <summary>What differs from the declaration, as <c>drift</c> reports it.</summary>
    public required VerbReport Drifted { get; init; }

    /// <summary>What the monitor would have said while the incident went on; null when nobody watched.</summary>
    public WatchLog? Log { get; init; }

    /// <summary>The pipeline.</summary>
    public Pipeline Pipeline => Session.Analyzed.Pipeline;

    /// <summary>The checks that fail or are unknown, the worst first.</summary>
    public IReadOnlyList<CheckResult> Failing => [.. Results.Where(r => r.Outcome != CheckOutcome.Holds).OrderByDescending(r => r.Finding?.Severity).ThenBy(r => r.Check.Name, StringComparer.Ordinal)];

    /// <summary>Whether a check that fails is muted: it is told, and nothing follows from it.</summary>
    public bool IsMuted(CheckResult result) => result.Outcome == CheckOutcome.Fails && Checked.Findings.Any(f => f.Subject == result.Check.Subject && f.Muted is not null);

    /// <summary>Looks: checks, the diagnosis of every reconciliation that fails, drift.</summary>
    public static async Task<Escalation> LookAsync(Session session, Incident? incident, WatchLog? log, CancellationToken cancellation)
    {
        var run = await CheckRun.OfAsync(session, session.Analyzed.Pipeline.Checks, budget: null, cancellation).ConfigureAwait(false);
        var warehouse = (await session.CloudAsync(cancellation).ConfigureAwait(false)).Warehouse;
        var diagnoses = new List<DiagnosisReport>();
        foreach (var reconciliation in run.Results.Where(r => r.Outcome == CheckOutcome.Fails).Select(r => r.Check).OfType<Reconciliation>())
        {
            session.Terminal.Progress($"diagnosing {reconciliation.Name}");
            diagnoses.Add(await DiagnoseVerb.OfAsync(session, reconciliation, warehouse, cancellation).ConfigureAwait(false));
        }

        var drift = await DriftVerb.RunAsync(session, cancellation).ConfigureAwait(false);
        return new() { Session = session, Incident = incident, Log = log, Results = run.Results, Checked = CheckReport.Of(session, run, budget: null), Diagnoses = diagnoses, Drifted = drift };
    }
}
