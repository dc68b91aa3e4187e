using System.Text.RegularExpressions;

namespace Orchestrator.Model;

/// <summary>Declared access names somebody, once, in a spelling that IAM knows.</summary>
internal static partial class AccessRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Datasets.SelectMany(Find);

    private static IEnumerable<Diagnostic> Find(Dataset dataset)
    {
        var subject = dataset.ResourceId.ToString();
        foreach (var access in dataset.Access.Where(a => !Member().IsMatch(a.Member)))
            yield return DiagnosticFacts.BadAccess.On(subject, $"Access is given to '{access.Member}', which names nobody.", "Write user:, group: or serviceAccount: and an address, or domain: and a domain.");
        foreach (var twice in dataset.Access.GroupBy(a => a.Property, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return DiagnosticFacts.BadAccess.On(subject, $"Access is given {twice.Count()} times to '{twice.First().Member}' in one role.", "Declare it once; case does not tell addresses apart.");
    }

    [GeneratedRegex(@"^(?:(?:user|group|serviceAccount):[^@\s]+@[^@\s]+|domain:[^@\s.]+(?:\.[^@\s.]+)+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Member();
}
