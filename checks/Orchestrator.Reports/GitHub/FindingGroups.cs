using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Groups findings by cause and puts the largest consequence first.</summary>
internal static class FindingGroups
{
    /// <summary>The groups of findings, which may come from several reports; the order does not depend on theirs.</summary>
    public static IReadOnlyList<FindingGroup> Of(IReadOnlyCollection<PlacedFinding> findings) =>
    [
        .. findings.GroupBy(f => (f.Report.Pipeline, f.Report.Target)).SelectMany(OfPipeline)
            .OrderByDescending(g => g.Severity)
            .ThenByDescending(g => g.Reach)
            .ThenBy(g => g.FirstWrongAt is null)
            .ThenBy(g => g.FirstWrongAt, StringComparer.Ordinal)
            .ThenBy(g => g.Pipeline, StringComparer.Ordinal)
            .ThenBy(g => g.Root, StringComparer.Ordinal),
    ];

    private static IEnumerable<FindingGroup> OfPipeline(IGrouping<(string Pipeline, string Target), PlacedFinding> findings)
    {
        // A subject of which something is found that nothing explains is a root, whatever else is found of it.
        var causes = findings.GroupBy(f => f.Finding.Subject, StringComparer.Ordinal)
            .ToDictionary(s => s.Key, s => s.Any(f => f.Finding.Cause is null) ? null : s.Select(f => f.Finding.Cause).Min(StringComparer.Ordinal), StringComparer.Ordinal);
        return findings.GroupBy(f => f.Finding.Cause is null ? f.Finding.Subject : RootOf(f.Finding.Cause, causes), StringComparer.Ordinal).Select(g => Group(findings.Key.Pipeline, g.Key, [.. g]));
    }

    private static string RootOf(string subject, Dictionary<string, string?> causes)
    {
        var way = new List<string>();
        for (var next = subject; next is not null; next = causes.GetValueOrDefault(next))
        {
            // Causes that explain each other have no root: any of them will do, if it is always the same.
            if (way.IndexOf(next) is >= 0 and var circle) return way.Skip(circle).Min(StringComparer.Ordinal)!;
            way.Add(next);
        }

        return way[^1];
    }

    private static FindingGroup Group(string pipeline, string root, List<PlacedFinding> findings)
    {
        var sorted = findings.Count == 1 ? findings : findings
            .OrderByDescending(f => f.Finding.Severity)
            .ThenByDescending(f => f.Finding.Consequence is { } c ? c.Tables.Count + c.Views.Count + c.Checks.Count + c.Flows.Count : 0)
            .ThenBy(f => f.Finding.Subject, StringComparer.Ordinal)
            .ThenBy(f => f.Finding.Code, StringComparer.Ordinal)
            .ThenBy(f => f.Finding.Property, StringComparer.Ordinal)
            .ThenBy(f => f.Finding.Message, StringComparer.Ordinal)
            .ThenBy(f => f.Part)
            .ToList();
        var consequences = sorted.Select(f => f.Finding.Consequence).OfType<Consequence>().ToList();
        return new()
        {
            Pipeline = pipeline,
            Root = root,
            Own = [.. sorted.Where(f => f.Finding.Subject == root)],
            Explained = [.. sorted.Where(f => f.Finding.Subject != root)],
            Severity = sorted[0].Finding.Severity,
            Reach = Distinct(consequences, c => c.Tables) + Distinct(consequences, c => c.Views) + Distinct(consequences, c => c.Checks) + Distinct(consequences, c => c.Flows),
            FirstWrongAt = consequences.Select(c => c.FirstWrongAt).OfType<string>().Min(StringComparer.Ordinal),
        };
    }

    private static int Distinct(List<Consequence> consequences, Func<Consequence, IReadOnlyList<string>> names) =>
        consequences.Count == 0 ? 0 : consequences.Count == 1 ? names(consequences[0]).Count : consequences.SelectMany(names).Distinct(StringComparer.Ordinal).Count();
}
