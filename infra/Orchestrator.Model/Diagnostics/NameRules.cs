using System.Text.RegularExpressions;

namespace Orchestrator.Model;

/// <summary>Names are unique and of the form that the services accept.</summary>
internal static partial class NameRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => Duplicates(pipeline).Concat(Refused(pipeline));

    private static IEnumerable<Diagnostic> Duplicates(Pipeline pipeline) =>
        pipeline.Datasets.Select(d => d.ResourceId.ToString())
            // A table and a view cannot share a name either: they live in one namespace.
            .Concat(pipeline.Relations.GroupBy(r => r.Id).SelectMany(g => g.Select(_ => g.First().ResourceId.ToString())))
            .Concat(pipeline.Routines.Select(r => r.ResourceId.ToString()))
            .Concat(pipeline.Jobs.Select(j => j.ResourceId.ToString()))
            .Concat(pipeline.Checks.Select(c => c.Subject))
            .GroupBy(s => s, StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .Select(g => DiagnosticFacts.DuplicateName.On(
                g.Key, $"{g.Count()} things are declared with this name.", "Give each its own name, or declare it once."));

    private static IEnumerable<Diagnostic> Refused(Pipeline pipeline)
    {
        if (!OurName().IsMatch(pipeline.Name))
            yield return DiagnosticFacts.NameNotAccepted.On(
                $"pipeline/{pipeline.Name}", "A pipeline's name is lower-case letters, digits and hyphens.", "Rename the pipeline.");
        foreach (var job in pipeline.Jobs.Where(j => !JobName().IsMatch(j.Name)))
            yield return DiagnosticFacts.NameNotAccepted.On(
                job.ResourceId.ToString(), "Cloud Scheduler accepts 1 to 500 letters, digits, hyphens and underscores.", "Rename the job.");
        foreach (var routine in pipeline.Routines.Where(r => !RoutineName().IsMatch(r.Name)))
            yield return DiagnosticFacts.NameNotAccepted.On(
                routine.ResourceId.ToString(), "BigQuery accepts 1 to 256 letters, digits and underscores.", "Rename the routine.");
        foreach (var check in pipeline.Checks.Where(c => !OurName().IsMatch(c.Name)))
            yield return DiagnosticFacts.NameNotAccepted.On(check.Subject, "A check's name is lower-case letters, digits and hyphens.", "Rename the check.");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,500}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobName();

    [GeneratedRegex("^[A-Za-z0-9_]{1,256}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoutineName();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OurName();
}
