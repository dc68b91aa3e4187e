using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Collects the figures of relations from the declaration and the warehouse, and advises on each.</summary>
public static class AdviceRunner
{
    // How long a rebuild is taken to run when none is declared.
    private static readonly Duration UsualRun = Duration.FromMinutes(15);

    /// <summary>The relations that can be advised on: those made by SQL, in order of declaration.</summary>
    public static IReadOnlyList<Relation> Relations(AnalyzedPipeline analyzed) =>
        [.. analyzed.Pipeline.Relations.Where(r => StrategyKinds.Of(r) is not null && analyzed.Relations.TryGetValue(r.Id, out var sql) && sql.Analysis.Error is null)];

    /// <summary>Advises on all relations at once.</summary>
    /// <exception cref="ArgumentException">The relation that is asked for is not made by SQL.</exception>
    public static async Task<IReadOnlyList<RelationAdvice>> RunAsync(AdviceRequest request, IWarehouse warehouse, CancellationToken cancellation)
    {
        var all = Relations(request.Analyzed);
        var asked = request.Relation is not { } id ? all : [.. all.Where(r => r.Id == id)];
        if (asked.Count == 0) throw new ArgumentException($"{(request.Relation is { } missing ? $"{missing} is no view and no table made by SQL" : "No relation is made by SQL")}: name one of {string.Join(", ", all.Select(r => r.Id))}.", nameof(request));
        return await Task.WhenAll(asked.Select(r => AdviseAsync(request, r, warehouse, cancellation)));
    }

    private static async Task<RelationAdvice> AdviseAsync(AdviceRequest request, Relation relation, IWarehouse warehouse, CancellationToken cancellation)
    {
        var graph = PipelineGraph.Of(request.Analyzed);
        var run = graph.WritersOf(relation.Id).OfType<QueryJob>().Select(j => j.LongestRun).DefaultIfEmpty(UsualRun).Max();
        var timing = InputTiming.Of(graph, relation, run, request.Now);
        var known = KnownReads.Of(graph, relation, request.Now);
        var lookBacks = LookBacks.Of(graph, [relation.Id]);
        var advice = new RelationAdvice
        {
            Relation = relation,
            Declared = StrategyKinds.Of(relation)!.Value,
            Known = known,
            ReadsKnown = request.ReadsPerDay is not null || known.PerDay > 0,
            Demand = new(request.ReadsPerDay ?? Math.Max(known.PerDay, 1), request.MaxAge, request.Analyzed.Pipeline.Within + run),
            Timing = timing,
            LookBack = lookBacks.Count == 0 ? null : lookBacks.MaxBy(l => l.Days),
        };

        var sql = SqlProject.Replace(request.Analyzed.Relations[relation.Id].Text, request.Analyzed.Pipeline.Project, request.Project);
        var tables = graph.StoredReadsOf(relation.Id);
        RelationBytes bytes;
        try
        {
            bytes = await RelationBytes.MeasureAsync(warehouse, relation, sql, request.Project, tables.Count, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever went wrong, nothing is known of this relation, and the others are still worth asking.
            return advice with { Unknown = failure.Message };
        }

        var figures = new RelationFigures
        {
            SourceBytes = bytes.Source,
            SourceTables = tables.Count,
            StoredBytes = bytes.Stored,
            Legality = MaterializedLegality.Of(request.Analyzed, relation.Id),
            ChangesPerDay = timing.ChangesPerDay,
            ChangedBytesPerDay = request.ChangedShare * bytes.Source,
            InputsRewritten = tables.Any(t => t is MaterializedTable { Strategy: Materialization.Rebuilt }),
            InputAge = timing.Age,
            InputAgeUnknown = timing.Unknown,
            RebuildRun = run,
            Following = timing.Following,
        };
        return advice with { Figures = figures, Advice = Adviser.Of(figures, advice.Demand, request.Prices), Parts = Parts(request, relation, sql, bytes, tables), MeasuredBytes = bytes.Spent };
    }

    private static StatementParts Parts(AdviceRequest request, Relation relation, string sql, RelationBytes bytes, IReadOnlyList<Relation> tables)
    {
        var table = relation as MaterializedTable;
        return new()
        {
            Pipeline = request.Analyzed.Pipeline,
            Project = request.Project,
            Target = relation.Id,
            Select = sql,
            Columns = bytes.Columns,
            PartitionedBy = table?.PartitionedBy,
            ClusteredBy = table?.ClusteredBy ?? [],
            Rebuild = table?.Strategy as Materialization.Rebuilt ?? Materialization.RebuiltWhole,
            PartitionedLikeInputs = table?.PartitionedBy is { } by && tables.Any(t => t is Table { PartitionedBy: { } own } && string.Equals(own.Field, by.Field, StringComparison.OrdinalIgnoreCase) && own.By == by.By),
        };
    }
}
