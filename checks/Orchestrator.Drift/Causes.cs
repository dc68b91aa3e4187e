using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>
/// Says of findings which other subject explains them, so that one cause is one group (<see cref="FindingGroup"/>): a missing dataset explains its tables,
/// a missing table the views on it and the jobs that fail on it, a stopped job its missed runs, a job in trouble the checks downstream, rows of older snapshots the checks above them, and one service
/// account all jobs that were given it. Works on findings of any verb. A pure function.
/// </summary>
public static class Causes
{
    private static readonly HashSet<string> ExplainedByStop = new(StringComparer.Ordinal) { FindingFacts.MissedRun, FindingFacts.NeverRan, FindingFacts.OffSchedule, FindingFacts.Failing };
    private static readonly HashSet<string> Trouble = new(StringComparer.Ordinal)
    {
        FindingFacts.Missing, FindingFacts.Paused, FindingFacts.NotWell, FindingFacts.MissedRun, FindingFacts.NeverRan, FindingFacts.Failing,
    };

    // A check that could not be run says nothing of the data.
    private const string UnknownCheck = "CHECK000";

    /// <summary>The findings in the same order, each with its cause when one is known. A cause that is given already is kept.</summary>
    public static IReadOnlyList<Finding> Explain(AnalyzedPipeline analyzed, IReadOnlyList<Finding> findings)
    {
        var search = new CauseSearch(PipelineGraph.Of(analyzed), findings);
        return [.. findings.Select(f => f.Cause is null && search.CauseOf(f) is { } cause ? f with { Cause = cause } : f)];
    }

    private sealed class CauseSearch(PipelineGraph graph, IReadOnlyList<Finding> findings)
    {
        private readonly Lazy<Dictionary<ResourceId, Relation>> relations = new(() => graph.Relations.Values.DistinctBy(r => r.ResourceId).ToDictionary(r => r.ResourceId));
        private readonly HashSet<ResourceId> missing = Subjects(findings, f => f.Code == FindingFacts.Missing);
        private readonly HashSet<ResourceId> stopped = Subjects(findings, f => f.Code is FindingFacts.Paused or FindingFacts.NotWell);
        private readonly HashSet<string> accounts = Accounts(findings);
        private readonly Lazy<List<(Job Job, Downstream Reached)>> troubled = new(() => Reached(graph, Subjects(findings, f => Trouble.Contains(f.Code) || IsTiming(f))));

        private readonly Lazy<List<(OneSnapshot Check, Downstream Reached)>> stale = new(() =>
            [.. graph.Pipeline.Checks.OfType<OneSnapshot>().Where(c => findings.Any(f => f.Subject == c.Subject && f.Code != UnknownCheck)).Select(c => (c, Downstream.Of(graph, c.Table.Id)))]);

        public string? CauseOf(Finding finding)
        {
            var id = ResourceId.TryParse(finding.Subject);
            if (finding.Code == FindingFacts.Changed && finding.Property == Planner.BaseProperty) return finding.Declared;
            if (AccountOf(finding) is { } account && accounts.Contains(account)) return account;
            if (id is { Kind: ResourceKind.Job } && stopped.Contains(id) && ExplainedByStop.Contains(finding.Code)) return finding.Subject;
            if (id is { Kind: ResourceKind.Job } && finding.Code is FindingFacts.Failing or FindingFacts.Retrying) return MissingOf(JobOf(id!));
            if (id is not null && finding.Code is FindingFacts.Missing or FindingFacts.Uncertain) return MissingBelow(id!);
            if (finding.Code.StartsWith("CHECK", StringComparison.Ordinal)) return OfCheck(finding);
            return id is { Kind: ResourceKind.Job } && finding.Code.StartsWith("ORDER", StringComparison.Ordinal) ? OfOrder(id) : null;
        }

        private string? MissingBelow(ResourceId id)
        {
            if (!relations.Value.TryGetValue(id, out var relation)) return null;
            if (missing.Contains(relation.Dataset.ResourceId)) return relation.Dataset.ResourceId.ToString();
            // A stored table can be there without what fills it; a view cannot.
            return PipelineGraph.IsLanded(relation) ? null : NearestMissing(graph.ReadsOf(relation.Id));
        }

        private string? MissingOf(Job? job) => job is null ? null : NearestMissing(graph.WritesOf(job).Concat(graph.ReadsOf(job)));

        // Breadth first: of several missing relations the nearest explains, and is explained by those below it in turn.
        private string? NearestMissing(IEnumerable<Relation> from)
        {
            var open = new Queue<Relation>(from);
            var seen = new HashSet<TableId>();
            while (open.TryDequeue(out var relation))
            {
                if (!seen.Add(relation.Id)) continue;
                if (missing.Contains(relation.ResourceId)) return relation.ResourceId.ToString();
                if (missing.Contains(relation.Dataset.ResourceId)) return relation.Dataset.ResourceId.ToString();
                if (PipelineGraph.IsLanded(relation)) continue;
                foreach (var read in graph.ReadsOf(relation.Id)) open.Enqueue(read);
            }

            return null;
        }

        private string? OfCheck(Finding finding)
        {
            if (graph.Pipeline.Checks.FirstOrDefault(c => c.Subject == finding.Subject) is not { } check) return null;
            if (NearestMissing(graph.ReadsOf(check)) is { } absent) return absent;
            // Rows of older snapshots are left by a sync that ran: no job that did not run explains them, and they explain what is read above them.
            if (check is OneSnapshot) return null;
            return StaleBelow(check) ?? First(troubled.Value.Where(t => t.Reached.Checks.Any(c => c.Name == check.Name)));
        }

        private string? StaleBelow(Check check) => stale.Value.FirstOrDefault(s => s.Reached.Checks.Any(c => c.Name == check.Name)).Check?.Subject;

        private string? OfOrder(ResourceId consumer) => findings.Any(f => f.Subject == consumer.ToString() && IsTiming(f)) ? null
            : First(troubled.Value.Where(t => t.Reached.Jobs.Any(j => j.ResourceId == consumer)));

        // The one that lies before the others; of several, the one that was found first.
        private static string? First(IEnumerable<(Job Job, Downstream Reached)> candidates)
        {
            var all = candidates.ToList();
            var first = all.Where(c => !all.Any(other => other.Job.Name != c.Job.Name && other.Reached.Jobs.Any(j => j.Name == c.Job.Name))).ToList();
            return (first.Count > 0 ? first : all).Select(c => c.Job.ResourceId.ToString()).FirstOrDefault();
        }

        private Job? JobOf(ResourceId id) => graph.Pipeline.Jobs.FirstOrDefault(j => j.Name == id.Name);

        private static List<(Job, Downstream)> Reached(PipelineGraph graph, HashSet<ResourceId> ids) =>
            [.. graph.Pipeline.Jobs.Where(j => ids.Contains(j.ResourceId)).DistinctBy(j => j.Name).Select(j => (j, Downstream.Of(graph, j.ResourceId)))];

        private static bool IsTiming(Finding finding) => finding is { Code: FindingFacts.Changed, Property: "schedule" or "timeZone" };

        private static HashSet<ResourceId> Subjects(IEnumerable<Finding> findings, Func<Finding, bool> which) =>
            [.. findings.Where(which).Select(f => ResourceId.TryParse(f.Subject)).OfType<ResourceId>()];

        private static HashSet<string> Accounts(IEnumerable<Finding> findings) =>
            [.. findings.Select(f => (Account: AccountOf(f), f.Subject)).Where(f => f.Account is not null).Distinct().GroupBy(f => f.Account!, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)];

        private static string? AccountOf(Finding finding) =>
            finding is { Code: FindingFacts.Changed, Live: { } live } && finding.Property?.EndsWith("Token.serviceAccountEmail", StringComparison.Ordinal) == true ? $"service-account/{live}" : null;
    }
}
