namespace Orchestrator.Model;

/// <summary>Query jobs have one statement, rebuilt tables have a job, and tables have a writer.</summary>
internal static class QueryJobRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        foreach (var job in pipeline.Jobs.OfType<QueryJob>())
        {
            if (job.Rebuilds is null == job.Statement is null)
                yield return DiagnosticFacts.StatementUnclear.On(
                    job.ResourceId.ToString(), job.Rebuilds is null ? "It neither rebuilds a table nor has a statement." : "It both rebuilds a table and has a statement.", "Give it either Rebuilds or Statement.");
            if (job.Rebuilds is { Strategy: not Materialization.Rebuilt } table)
                yield return DiagnosticFacts.NotRebuilt.On(
                    job.ResourceId.ToString(), $"It rebuilds {table.Id}, whose strategy is not Rebuilt.", $"Choose a Rebuilt strategy for {table.Id}, or remove the job.");
        }
        var rebuilt = pipeline.Jobs.OfType<QueryJob>().Select(j => j.Rebuilds?.Id).ToHashSet();
        foreach (var table in pipeline.Relations.OfType<MaterializedTable>().Where(t => t.Strategy is Materialization.Rebuilt && !rebuilt.Contains(t.Id)))
            yield return DiagnosticFacts.RebuiltByNobody.On(
                table.ResourceId.ToString(), "No query job rebuilds it, so it stays empty.", "Declare a query job with Rebuilds set to it.");
    }
}
