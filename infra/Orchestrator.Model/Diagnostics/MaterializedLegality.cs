namespace Orchestrator.Model;

/// <summary>Whether the SQL of a relation can be a materialized view of BigQuery, and why not.</summary>
/// <param name="Never">Why no materialized view can be made of it, one sentence each; none when one can.</param>
/// <param name="NotIncremental">Why it can only be refreshed as a whole, one sentence each; none when the rows that changed are enough.</param>
/// <param name="Preview">What BigQuery offers as a preview only, one sentence each: nothing to rely on.</param>
public sealed record MaterializedLegality(IReadOnlyList<string> Never, IReadOnlyList<string> NotIncremental, IReadOnlyList<string> Preview)
{
    /// <summary>Whether BigQuery keeps it up to date by the rows that changed.</summary>
    public bool Incremental => AsWhole && NotIncremental.Count == 0;

    /// <summary>Whether it can be one with <c>allow_non_incremental_definition</c>, refreshed as a whole.</summary>
    public bool AsWhole => Never.Count == 0 && Preview.Count == 0;

    /// <summary>All reasons, the strongest first.</summary>
    public IReadOnlyList<string> Reasons => [.. Never, .. Preview, .. NotIncremental];

    /// <summary>Judges the SQL of a relation.</summary>
    /// <exception cref="ArgumentException">The relation has no SQL.</exception>
    public static MaterializedLegality Of(AnalyzedPipeline analyzed, TableId relation)
    {
        if (!analyzed.Relations.TryGetValue(relation, out var sql)) throw new ArgumentException($"{relation} has no SQL: only a view or a table made by SQL can be a materialized view.", nameof(relation));
        var of = Of(sql.Analysis);
        var reads = MaterializedViewRules.ReadsThroughViews(PipelineGraph.Of(analyzed), relation).ToList();
        return new(
            [.. of.Never, .. reads.Where(IsMaterializedView).Select(r => MaterializedViewRules.OverMaterialized(r.Id))],
            of.NotIncremental,
            [.. reads.Where(r => !r.Stored).Select(r => MaterializedViewRules.OverView(r.Id))]);
    }

    /// <summary>Judges a query by itself, whatever the relations are that it reads.</summary>
    public static MaterializedLegality Of(SqlAnalysis analysis)
    {
        var all = analysis.MaterializedObstacles;
        var never = all.Where(o => !MaterializedObstacleFacts.OnlyIncremental(o.Kind)).Select(MaterializedObstacleFacts.Says).ToList();
        if (analysis.VolatileFunctions.Count > 0) never.Insert(0, MaterializedViewRules.Volatile(analysis.VolatileFunctions));
        if (analysis.Error is { } error && never.Count == 0) never.Add($"GoogleSQL refuses it: {error.Message}");
        return new(never, [.. all.Where(o => MaterializedObstacleFacts.OnlyIncremental(o.Kind)).Select(MaterializedObstacleFacts.Says)], []);
    }

    internal static bool IsMaterializedView(Relation relation) => relation is MaterializedTable { Strategy: Materialization.AsMaterializedView };
}
