using NodaTime;
using NodaTime.Text;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>The report of drift: findings, coverage, all declared jobs, and what is accepted for now.</summary>
internal static class DriftReport
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The report of one look at the target.</summary>
    public static VerbReport Of(Session session, DriftEvidence evidence, IReadOnlyList<Finding> findings)
    {
        var coverage = Coverage.Of(evidence);
        var statuses = JobStatus.Of(evidence, findings);
        var groups = FindingGroup.Of([.. findings.Where(f => f.Muted is null)]);
        return session.Report("drift") with
        {
            Exit = ExitOf(findings),
            Headline = Headline(evidence, findings, groups.Count, coverage),
            Findings = findings,
            Summary = Summary(evidence, findings, groups, coverage, statuses),
            Sections = [new("Coverage", [new ReportBlock.Paragraph(coverage.Explain())]), Jobs(statuses, session.Zone), .. Muted(findings), .. Pauses(session), .. Bypasses.Sections(session.Analyzed.Pipeline, session.Now)],
        };
    }

    /// <summary>3 when something could not be observed, muted or not, and when a preview is doubtful; 2 when something counts; else 0.</summary>
    public static int ExitOf(IReadOnlyList<Finding> findings) =>
        findings.Any(f => f.Code is FindingFacts.Unobserved or "PULUMI001" or "PULUMI002") ? 3 : findings.Any(FindingFacts.Counts) ? 2 : 0;

    private static string Headline(DriftEvidence evidence, IReadOnlyList<Finding> findings, int causes, Coverage coverage)
    {
        var shown = findings.Count(f => f.Muted is null);
        var muted = findings.Count - shown;
        var drifted = evidence.Plan.Changes.Count;
        var accepted = muted == 0 ? "" : $", {muted} more muted";
        return shown == 0
            ? $"No drift: {evidence.Desired.Count} resources are as declared{accepted}; {coverage.Say()}."
            : $"{shown} {(shown == 1 ? "finding" : "findings")} with {causes} {(causes == 1 ? "cause" : "causes")}{accepted}; {drifted} of {evidence.Desired.Count} resources differ; {coverage.Say()}.";
    }

    private static Dictionary<string, object?> Summary(DriftEvidence evidence, IReadOnlyList<Finding> findings, IReadOnlyList<FindingGroup> groups, Coverage coverage, IReadOnlyList<JobStatus> statuses) => new()
    {
        ["resources"] = evidence.Desired.Count,
        ["drifted"] = evidence.Plan.Changes.Count,
        ["findings"] = findings.Count(f => f.Muted is null),
        ["muted"] = findings.Count(f => f.Muted is not null),
        ["causes"] = groups.Select(g => new Dictionary<string, object?> { ["subject"] = g.Cause, ["code"] = g.Root.Code, ["findings"] = g.All.Count() }).ToList(),
        ["unmanaged"] = evidence.Plan.Unmanaged.Count,
        ["unobserved"] = evidence.Plan.Unobserved.Count,
        ["observed"] = coverage.Observed,
        ["coveragePercent"] = coverage.Percent,
        ["jobs"] = statuses.Select(Json).ToList(),
        ["pauses"] = Paused(evidence.Analyzed.Pipeline).Select(p => new Dictionary<string, object?> { ["job"] = p.Job, ["reason"] = p.Pause.Reason, ["owner"] = p.Pause.Owner, ["until"] = LocalDatePattern.Iso.Format(p.Pause.Until) }).ToList(),
    };

    private static Dictionary<string, object?> Json(JobStatus status) => new()
    {
        ["job"] = status.Job,
        ["schedule"] = status.Schedule,
        ["timeZone"] = status.Zone,
        ["state"] = status.State,
        ["lastAttempt"] = Text(status.LastAttempt),
        ["statusCode"] = status.StatusCode,
        ["nextFire"] = Text(status.NextFire),
        ["missedRuns"] = status.MissedRuns,
        ["firstMissed"] = Text(status.FirstMissed),
        ["verdict"] = status.Verdict,
    };

    private static ReportSection Jobs(IReadOnlyList<JobStatus> statuses, DateTimeZone zone) => new(
        "Jobs",
        [
            new ReportBlock.Paragraph($"All {statuses.Count} declared jobs, as they are; times in {zone.Id}."),
            new ReportBlock.Grid(
                ["job", "schedule", "zone", "state", "last attempt", "status", "next fire", "verdict"],
                [.. statuses.Select(s => (IReadOnlyList<string>)[s.Job, s.Schedule, s.Zone, s.State ?? "-", Local(s.LastAttempt, zone), s.StatusCode is { } code ? code == 0 ? "ok" : $"{code}" : "-", Local(s.NextFire, zone), s.Verdict])]),
        ]);

    private static IEnumerable<ReportSection> Muted(IReadOnlyList<Finding> findings)
    {
        var muted = findings.Where(f => f.Muted is not null).ToList();
        if (muted.Count > 0) yield return new("Muted findings", [new ReportBlock.Grid(["finding", "mute"], [.. muted.Select(f => (IReadOnlyList<string>)[f.Key, Muting.Say(f.Muted!)])])]);
    }

    // A pause is never silent: every report prints its reason, owner and expiry.
    private static IEnumerable<ReportSection> Pauses(Session session)
    {
        var pauses = Paused(session.Analyzed.Pipeline).ToList();
        if (pauses.Count > 0) yield return new("Declared pauses", [new ReportBlock.Grid(["job", "pause"], [.. pauses.Select(p => (IReadOnlyList<string>)[p.Job, Drift.Pauses.Say(p.Pause)])])]);
    }

    private static IEnumerable<(string Job, JobState.PausedState Pause)> Paused(Pipeline pipeline) =>
        pipeline.Jobs.Where(j => j.State is JobState.PausedState).Select(j => (j.Name, (JobState.PausedState)j.State));

    private static string Local(Instant? instant, DateTimeZone zone) => instant is { } at ? Minutes.Format(at.InZone(zone).LocalDateTime) : "-";

    private static string? Text(Instant? instant) => instant is { } at ? InstantPattern.General.Format(at) : null;
}
