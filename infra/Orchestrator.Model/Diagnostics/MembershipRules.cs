namespace Orchestrator.Model;

/// <summary>What a pipeline refers to belongs to it: a record that was made but not declared would never be created.</summary>
internal static class MembershipRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        var datasets = pipeline.Datasets.Select(d => d.Id).ToHashSet();
        var relations = pipeline.Relations.Select(r => r.Id).ToHashSet();
        return pipeline.Relations.Where(r => !datasets.Contains(r.Dataset.Id)).Select(r => Missing(r.ResourceId.ToString(), r.Dataset.ResourceId.ToString()))
            .Concat(pipeline.Routines.Where(r => !datasets.Contains(r.Dataset.Id)).Select(r => Missing(r.ResourceId.ToString(), r.Dataset.ResourceId.ToString())))
            .Concat(pipeline.Jobs.SelectMany(j => Targets(j).Where(t => !relations.Contains(t.Id)).Select(t => Missing(j.ResourceId.ToString(), t.ResourceId.ToString()))))
            .Concat(pipeline.Checks.SelectMany(c => c.Reads.Where(r => !relations.Contains(r.Id)).Select(r => Missing(c.Subject, r.ResourceId.ToString()))))
            .Concat(Sources(pipeline));
    }

    private static IEnumerable<Diagnostic> Sources(Pipeline pipeline)
    {
        var jobs = pipeline.Jobs.Select(j => j.Name).ToHashSet(StringComparer.Ordinal);
        var sources = pipeline.Sources.Select(s => s.Subject).ToHashSet(StringComparer.Ordinal);
        return pipeline.Sources.SelectMany(s =>
            s.ReadBy.Where(j => !jobs.Contains(j.Name)).Select(j => Missing(s.Subject, j.ResourceId.ToString()))
                .Concat(s.From.Where(f => !sources.Contains(f.Subject)).Select(f => Missing(s.Subject, f.Subject))));
    }

    private static IEnumerable<Relation> Targets(Job job) => job switch
    {
        HttpJob http => http.Writes,
        QueryJob { Rebuilds: { } table } => [table],
        _ => [],
    };

    private static Diagnostic Missing(string subject, string missing) =>
        DiagnosticFacts.NotInPipeline.On(
            subject, $"It refers to {missing}, which this pipeline does not declare.", $"Declare {missing} with the pipeline's builder.");
}
