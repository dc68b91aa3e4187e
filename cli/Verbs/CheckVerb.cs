using System.CommandLine;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator check</c>: what must be true of the data, now.</summary>
internal static class CheckVerb
{
    public static Command Command(Terminal terminal) => VerbCommand.Create(
        terminal,
        "check",
        "Run the pipeline's checks against its data: one scan per table, business dates in the pipeline's zone.",
        (session, _, cancellation) => RunAsync(session, cancellation));

    public static Task<VerbReport> RunAsync(Session session, CancellationToken cancellation) => RunAsync(session, session.Analyzed.Pipeline.Checks, cancellation);

    /// <summary>Runs some of the pipeline's checks.</summary>
    public static async Task<VerbReport> RunAsync(Session session, IReadOnlyList<Check> checks, CancellationToken cancellation)
    {
        var scans = CheckCompiler.Compile(session.Analyzed.Pipeline, checks, session.Now, session.Project);
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        session.Terminal.Progress($"running {checks.Count} checks in {scans.Count} queries");
        var results = await CheckRunner.RunAsync(scans, cloud.Warehouse, cancellation).ConfigureAwait(false);
        var bytes = CheckSummary.BytesProcessed(results);
        var holding = results.Count(r => r.Outcome == CheckOutcome.Holds);
        IReadOnlyList<Finding> found = [.. results.Select(r => r.Finding).OfType<Finding>().Concat(Bypasses.Find(session.Analyzed.Pipeline, results, session.Now)).OrderByDescending(f => f.Severity).ThenBy(f => f.Subject, StringComparer.Ordinal)];
        var findings = Muting.Mark(session.Analyzed.Pipeline, found, session.Now);
        var exit = CheckSummary.Exit(results);
        return session.Report("check") with
        {
            // What is muted fails and does not count; what is not known counts, muted or not.
            Exit = exit == 3 ? 3 : findings.All(f => f.Muted is not null || f.Code == Bypasses.Removable) ? 0 : 2,
            Headline = $"{holding} of {results.Count} checks hold; {scans.Count} queries, {bytes:N0} bytes.",
            Findings = findings,
            Healthy = [.. results.Where(r => r.Outcome == CheckOutcome.Holds).Select(r => new Healthy(r.Check.Subject, r.Says))],
            Summary = new Dictionary<string, object?>
            {
                ["checks"] = results.Count,
                ["hold"] = holding,
                ["fail"] = results.Count(r => r.Outcome == CheckOutcome.Fails),
                ["unknown"] = results.Count(r => r.Outcome == CheckOutcome.Unknown),
                ["queries"] = scans.Count,
                ["bytesProcessed"] = bytes,
            },
            Sections = [new("Checks", [new ReportBlock.Grid(["check", "outcome", "says"], [.. results.Select(r => (IReadOnlyList<string>)[r.Check.Name, r.Outcome.ToString().ToLowerInvariant(), r.Says])])]), .. results.SelectMany(r => r.Sections), .. Bypasses.Sections(session.Analyzed.Pipeline, session.Now)],
        };
    }
}
