using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What one poll of the monitor found, and what it means given what was remembered.</summary>
/// <param name="Watched">The new memory, and what to tell.</param>
/// <param name="Report">Everything for people.</param>
/// <param name="Complete">Whether everything could be observed.</param>
public sealed record MonitorPolled(Watched Watched, VerbReport Report, bool Complete);

/// <summary>One poll: drift with its deadlines, and checks. Reads the target and nothing else; files, messages and clocks are the caller's.</summary>
public static class MonitorPoll
{
    /// <summary>Polls at the session's instant. A replay calls it for many instants with <see cref="Session.At"/> and the memory of the poll before.</summary>
    /// <param name="session">The pipeline and its target at the instant of the poll.</param>
    /// <param name="before">What was remembered.</param>
    /// <param name="allChecks">Whether all checks are run. Otherwise only those that are asked at every poll: what costs a scan of all data waits for its own time.</param>
    /// <param name="about">Findings about the monitor itself, such as a damaged memory.</param>
    /// <param name="cancellation">Stops the poll; nothing is remembered of it.</param>
    public static async Task<MonitorPolled> RunAsync(Session session, MonitorMemory before, bool allChecks, IReadOnlyList<Finding> about, CancellationToken cancellation)
    {
        var pipeline = session.Analyzed.Pipeline;
        var asked = pipeline.Checks.Where(c => allChecks || c.EveryPoll).ToList();
        var reports = await LookAsync(session, asked, cancellation).ConfigureAwait(false);
        var findings = Causes.Explain(session.Analyzed, [.. about, .. reports.SelectMany(r => r.Findings)]);
        var complete = reports.All(r => r.Exit != 3);
        var watched = Watch.Fold(
            before,
            new() { At = session.Now, Findings = findings, Complete = complete, NotAsked = pipeline.Checks.Except(asked).Select(c => c.Subject).ToHashSet(StringComparer.Ordinal) },
            pipeline.Alerting,
            session.Zone);
        return new(watched, MonitorReport.Of(session, watched, findings, reports), complete);
    }

    private static async Task<IReadOnlyList<VerbReport>> LookAsync(Session session, IReadOnlyList<Check> asked, CancellationToken cancellation)
    {
        var reports = new List<VerbReport>();
        try
        {
            reports.Add(await DriftVerb.RunAsync(session, cancellation).ConfigureAwait(false));
            if (asked.Count > 0) reports.Add(await CheckVerb.RunAsync(session, asked, cancellation).ConfigureAwait(false));
        }
        catch (Exception error) when (Failures.Explain(error, cancellation) is { Exit: 3 } failure)
        {
            reports.Add(session.Report("monitor") with { Exit = 3, Findings = [Blind(session, failure.Message)] });
        }

        return reports;
    }

    // Not knowing is an alarm of its own, and ends no other.
    private static Finding Blind(Session session, string why) => new()
    {
        Code = MonitorCodes.Blind,
        Severity = Severity.Error,
        Subject = $"target/{session.Options.TargetName}/{session.Project}",
        Message = $"The poll could not see, so whether anything is wrong is not known: {why}",
        Remedy = "See that the target can be reached and that the monitor may read it.",
    };
}
