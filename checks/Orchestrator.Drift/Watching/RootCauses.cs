using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Which findings are one alarm: those that go back to one subject, through any chain of causes.</summary>
public static class RootCauses
{
    /// <summary>The root cause of each finding, by key.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<Finding> findings)
    {
        var causes = findings.Where(f => f.Cause is not null && f.Cause != f.Subject)
            .GroupBy(f => f.Subject, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().Cause!, StringComparer.Ordinal);
        return findings.DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => Root(f.Cause ?? f.Subject, f.Subject, causes), StringComparer.Ordinal);
    }

    // A subject that has a finding of its own without a cause still belongs to what explains its other findings: one subject, one alarm.
    private static string Root(string start, string subject, Dictionary<string, string> causes)
    {
        var at = start == subject ? causes.GetValueOrDefault(subject, subject) : start;
        var seen = new HashSet<string>(StringComparer.Ordinal) { subject, at };
        while (causes.TryGetValue(at, out var next))
        {
            // Causes in a circle explain each other: the first name of the circle stands for it.
            if (!seen.Add(next)) return Circle(at, causes).Min(StringComparer.Ordinal)!;
            at = next;
        }

        return at;
    }

    private static List<string> Circle(string start, Dictionary<string, string> causes)
    {
        var circle = new List<string>();
        for (var at = start; !circle.Contains(at, StringComparer.Ordinal); at = causes[at]) circle.Add(at);
        return circle;
    }
}
