namespace Orchestrator.Model;

/// <summary>A bypass says why, who looks after it, and what it waits for; all of it belongs to the pipeline.</summary>
internal static class BypassRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Bypasses.SelectMany(bypass => Unexplained(bypass).Concat(Missing(pipeline, bypass)))
        .Concat(pipeline.Bypasses.GroupBy(b => b.Name, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => DiagnosticFacts.DuplicateName.On(g.First().Subject, $"{g.Count()} things are declared with this name.", "Give each its own name, or declare it once.")));

    private static IEnumerable<Diagnostic> Unexplained(Bypass bypass)
    {
        var lacks = new[] { (bypass.Reason, "reason"), (bypass.Owner, "owner"), (bypass.Reader, "reader") }.Where(p => string.IsNullOrWhiteSpace(p.Item1)).Select(p => $"no {p.Item2}").ToList();
        if (lacks.Count > 0)
            yield return DiagnosticFacts.BypassUnexplained.On(bypass.Subject, $"It has {string.Join(" and ", lacks)}.", "Say in a sentence why there is a detour, what takes it, and which team looks after it.");
        if (bypass.Around.Id == bypass.Instead.Id)
            yield return DiagnosticFacts.BypassUnexplained.On(bypass.Subject, $"It reads {bypass.Instead.Id} in place of itself.", "Name the relation that should be read, and the one that is read instead.");
    }

    private static IEnumerable<Diagnostic> Missing(Pipeline pipeline, Bypass bypass)
    {
        var relations = pipeline.Relations.Select(r => r.Id).ToHashSet();
        foreach (var relation in new[] { bypass.Around, bypass.Instead }.DistinctBy(r => r.Id).Where(r => !relations.Contains(r.Id)))
            yield return DiagnosticFacts.NotInPipeline.On(bypass.Subject, $"It refers to {relation.ResourceId}, which this pipeline does not declare.", $"Declare {relation.ResourceId} with the pipeline's builder.");
        if (pipeline.Checks.All(c => c.Name != bypass.RemovedWhen.Name))
            yield return DiagnosticFacts.NotInPipeline.On(bypass.Subject, $"It waits for {bypass.RemovedWhen.Subject}, which this pipeline does not declare: nobody would ask it to go.", $"Declare {bypass.RemovedWhen.Subject} with the pipeline's builder.");
    }
}
