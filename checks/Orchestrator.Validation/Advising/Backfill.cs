using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What has to be done by hand so that a range of dates is loaded again into a relation (R88).</summary>
/// <param name="First">The first date.</param>
/// <param name="Last">The last date, included.</param>
/// <param name="Loads">The jobs that load what it is made of.</param>
/// <param name="Rebuilds">The stored relations on the way that a job rebuilds, those that others read first.</param>
public sealed record Backfill(LocalDate First, LocalDate Last, IReadOnlyList<BackfillLoad> Loads, IReadOnlyList<BackfillRebuild> Rebuilds)
{
    /// <summary>The plan for a relation.</summary>
    /// <param name="analyzed">The pipeline.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="first">The first date.</param>
    /// <param name="last">The last date, included.</param>
    /// <param name="today">Today in the pipeline's zone.</param>
    /// <param name="project">The project of the statements.</param>
    public static Backfill Of(AnalyzedPipeline analyzed, Relation relation, LocalDate first, LocalDate last, LocalDate today, string project)
    {
        var graph = PipelineGraph.Of(analyzed);
        var upstream = Upstream(graph, relation);
        var rebuilds = from id in RelationOrder.Of(graph).Order
                       where upstream.Contains(id) && graph.Relations[id] is MaterializedTable { Strategy: Materialization.Rebuilt }
                       select BackfillRebuild.Of(analyzed, graph, (MaterializedTable)graph.Relations[id], first, today, project);
        return new(first, last, [.. LookBacks.WritersOf(graph, [relation.Id]).Select(job => BackfillLoad.Of(job, upstream, first, last, today))], [.. rebuilds]);
    }

    private static HashSet<TableId> Upstream(PipelineGraph graph, Relation relation)
    {
        var found = new HashSet<TableId>();
        var open = new Stack<TableId>([relation.Id]);
        while (open.TryPop(out var id))
            if (found.Add(id))
                foreach (var read in graph.ReadsOf(id)) open.Push(read.Id);
        return found;
    }
}

/// <summary>Whether a job loads a range of dates again by itself.</summary>
/// <param name="Job">The job.</param>
/// <param name="Tables">The tables that it loads, of those in question.</param>
/// <param name="ByHandUntil">The last date of the range that its look-back does not reach; null when it reaches all of it.</param>
/// <param name="Says">One sentence.</param>
public sealed record BackfillLoad(HttpJob Job, IReadOnlyList<TableId> Tables, LocalDate? ByHandUntil, string Says)
{
    internal static BackfillLoad Of(HttpJob job, HashSet<TableId> upstream, LocalDate first, LocalDate last, LocalDate today)
    {
        IReadOnlyList<TableId> tables = [.. job.Writes.Select(w => w.Id).Where(upstream.Contains)];
        if (job.LookBack is not { } lookBack) return new(job, tables, last, "does not say how far back it loads: run it by hand for the whole range.");
        var reaches = today.Minus(lookBack);
        if (reaches <= first) return new(job, tables, null, $"loads {Date(reaches)} and later by itself, with its next run.");
        var until = LocalDate.Min(last, reaches.PlusDays(-1));
        return new(job, tables, until, $"loads only {Date(reaches)} and later by itself: run {job.Uri} by hand for {Date(first)} to {Date(until)}.");
    }

    private static string Date(LocalDate date) => QueryText.Date(date);
}

/// <summary>How a rebuilt table gets a range of dates again.</summary>
/// <param name="Table">The table.</param>
/// <param name="Job">The job that rebuilds it, or null.</param>
/// <param name="ByHand">The statement to run by hand, with <c>@first</c> and <c>@last</c>; null when the job's own run replaces the range.</param>
/// <param name="Sql">The statement whose bytes are the cost: that one, or the job's own.</param>
/// <param name="Says">One sentence.</param>
public sealed record BackfillRebuild(MaterializedTable Table, QueryJob? Job, string? ByHand, string Sql, string Says)
{
    internal static BackfillRebuild Of(AnalyzedPipeline analyzed, PipelineGraph graph, MaterializedTable table, LocalDate first, LocalDate today, string project)
    {
        var job = graph.WritersOf(table.Id).OfType<QueryJob>().FirstOrDefault();
        var sql = SqlProject.Replace(analyzed.Relations[table.Id].Text, analyzed.Pipeline.Project, project);
        var columns = analyzed.Relations[table.Id].Analysis.Columns;
        var own = RebuildStatement.For(table, sql, columns, analyzed.Pipeline with { Project = project });
        var run = job is null ? "run its statement" : $"run it with 'orchestrator run {analyzed.Pipeline.Name} {job.Name}'";
        if (((Materialization.Rebuilt)table.Strategy).Method is Rebuild.Window window && today.PlusDays(-window.Days) > first)
        {
            var between = RebuildStatement.Between(project, table.Id, window.DateColumn, sql, columns);
            return new(table, job, between, between, $"replaces the last {window.Days} days only: after the loads, run the statement below by hand.");
        }

        return new(table, job, null, own, $"replaces the whole range with its next run; to have it at once, {run}.");
    }
}
