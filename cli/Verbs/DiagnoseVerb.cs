using System.CommandLine;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator diagnose</c>: why reconciliations fail.</summary>
internal static class DiagnoseVerb
{
    public static Command Command(Terminal terminal)
    {
        var check = new Option<string>("--check") { Description = "The reconciliation to diagnose. Default: all that fail.", HelpName = "name" };
        return VerbCommand.Create(
            terminal,
            "diagnose",
            "Find out why reconciliations fail: filter, lag, zone, fan-out, duplicates, NULL, partial load; exact tests, at most five queries each.",
            (session, parsed, cancellation) => RunAsync(session, parsed.GetValue(check), cancellation),
            check);
    }

    public static async Task<VerbReport> RunAsync(Session session, string? name, CancellationToken cancellation)
    {
        var pipeline = session.Analyzed.Pipeline;
        var all = pipeline.Checks.OfType<Reconciliation>().ToList();
        var asked = all.Where(c => name is null || c.Name == name).ToList();
        if (name is not null && asked.Count == 0)
            throw new VerbFailedException(1, $"{pipeline.Name} has no reconciliation '{name}': {(all.Count == 0 ? "it declares none." : $"name one of {string.Join(", ", all.Select(c => c.Name))}.")}");
        var reports = new List<DiagnosisReport>();
        if (asked.Count > 0)
        {
            var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
            foreach (var check in asked)
            {
                session.Terminal.Progress($"diagnosing {check.Name}");
                reports.Add(await OfAsync(session, check, cloud.Warehouse, cancellation).ConfigureAwait(false));
            }
        }

        return session.Report("diagnose") with
        {
            Exit = reports.Exists(r => r.Failure is not null) ? 3 : reports.Exists(r => r.HasVariance) ? 2 : 0,
            Headline = Headline(reports),
            Findings = [.. asked.Zip(reports).Where(r => r.Second.HasVariance || r.Second.Failure is not null).Select(r => Finding(r.First, r.Second))],
            Healthy = [.. reports.Where(r => !r.HasVariance && r.Failure is null).Select(r => new Healthy($"check/{r.Check}", r.Headline))],
            Summary = new Dictionary<string, object?> { ["diagnoses"] = reports.Select(DiagnosisSection.Json).ToList(), ["queries"] = reports.Sum(r => r.Queries.Count) },
            Sections = [.. reports.SelectMany(DiagnosisSection.Of)],
        };
    }

    /// <summary>Diagnoses one; a mistake in the declaration becomes one sentence.</summary>
    public static async Task<DiagnosisReport> OfAsync(Session session, Reconciliation check, IWarehouse warehouse, CancellationToken cancellation)
    {
        try
        {
            return await Diagnosis.RunAsync(session.Analyzed.Pipeline, check, session.Now, session.Project, warehouse, cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException mistake)
        {
            // Without the name of our parameter, which .NET adds.
            throw new VerbFailedException(1, $"{check.Subject}: {mistake.Message.Split(" (Parameter '")[0]}", mistake);
        }
    }

    private static string Headline(List<DiagnosisReport> reports) => reports.Count switch
    {
        0 => "Nothing to diagnose: no reconciliation is declared.",
        1 => reports[0].Headline,
        _ => $"{reports.Count(r => r.HasVariance)} of {reports.Count} reconciliations differ; the cause is known of {reports.Count(r => r.Causes.Count > 0)}.",
    };

    private static Finding Finding(Reconciliation check, DiagnosisReport report) => new()
    {
        Code = report.Failure is not null ? CheckCodes.Unknown : report.Causes.Count > 0 ? CheckCodes.CauseFound : CheckCodes.NobodyCanTell,
        Severity = report.Failure is not null ? Severity.Error : check.Severity,
        Subject = check.Subject,
        Message = report.Headline,
    };
}
