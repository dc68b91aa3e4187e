namespace Orchestrator.Model;

/// <summary>
/// Findings with one cause: one alarm, one heading of a report. A group is named by the subject whose state explains all of them, so several findings
/// about one subject are one group as well.
/// </summary>
/// <param name="Cause">The subject that explains the findings: <c>job/sync-jobs-daily</c>, <c>dataset/raw</c>, <c>service-account/...</c>.</param>
/// <param name="Root">The finding that explains the others: the first one about the cause that explains itself; when nothing was found about the cause itself, the first of the group.</param>
/// <param name="Explained">The other findings, in their order.</param>
public sealed record FindingGroup(string Cause, Finding Root, IReadOnlyList<Finding> Explained)
{
    /// <summary>All findings of the group, the root first.</summary>
    public IEnumerable<Finding> All => Explained.Prepend(Root);

    /// <summary>The worst severity among those that are not muted; null when all of them are.</summary>
    public Severity? Severity => All.Where(f => f.Muted is null).Select(f => (Severity?)f.Severity).Max();

    /// <summary>The groups of findings, in the order of the first finding of each. Every finding is in exactly one.</summary>
    public static IReadOnlyList<FindingGroup> Of(IReadOnlyList<Finding> findings)
    {
        var about = findings.ToLookup(f => f.Subject, StringComparer.Ordinal);
        return [.. findings.GroupBy(f => Last(f, about), StringComparer.Ordinal).Select(Group)];
    }

    private static FindingGroup Group(IGrouping<string, Finding> group)
    {
        var root = group.FirstOrDefault(f => f.Cause is null && f.Subject == group.Key) ?? group.First();
        return new(group.Key, root, [.. group.Where(f => !ReferenceEquals(f, root))]);
    }

    // A cause may be explained itself: a view by its table, the table by its dataset. The walk ends at a subject that explains itself, or was met before.
    private static string Last(Finding finding, ILookup<string, Finding> about)
    {
        var cause = finding.Cause ?? finding.Subject;
        var met = new HashSet<string>(StringComparer.Ordinal);
        while (met.Add(cause) && about[cause].Any() && about[cause].All(f => f.Cause is not null && f.Cause != cause))
            cause = about[cause].First().Cause!;
        return cause;
    }
}
