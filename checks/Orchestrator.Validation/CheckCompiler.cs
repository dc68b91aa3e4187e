using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Turns checks into as few queries as they need: checks on one run log share one scan of it, rows for a date are asked of all relations at once.</summary>
public static class CheckCompiler
{
    /// <summary>The queries that answer some checks of a pipeline.</summary>
    /// <param name="pipeline">A pipeline without mistakes.</param>
    /// <param name="checks">Which of its checks.</param>
    /// <param name="now">The one instant at which everything is judged; dates are taken in the pipeline's zone.</param>
    /// <param name="project">The Google Cloud project that is read; null means the pipeline's own.</param>
    /// <exception cref="ArgumentException">The zone is unknown or the SQL of a check is missing: the pipeline has mistakes.</exception>
    public static IReadOnlyList<CompiledScan> Compile(Pipeline pipeline, IReadOnlyList<Check> checks, Instant now, string? project = null)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(pipeline.Zone)
            ?? throw new ArgumentException($"The pipeline {pipeline.Name} is in the unknown zone '{pipeline.Zone}': name an IANA zone.", nameof(pipeline));
        var at = new CheckedAt(now, zone, pipeline.Zone, project ?? pipeline.Project);
        return
        [
            .. checks.Where(c => LogOf(c) is not null).GroupBy(c => RunLogColumns.Of(LogOf(c)!)).Select(log => RunLogScan.Compile(log.Key, [.. log], at)),
            .. checks.OfType<RowsForDate>().Select(c => RowsForDateScan.Compile(c, at)),
            .. checks.OfType<SqlCheck>().Select(c => SqlCheckScan.Compile(c, pipeline, at)),
            .. checks.OfType<ExpectedRows>().ToList() is [_, ..] expected ? [ExpectedRowScan.Compile(expected, at)] : Array.Empty<CompiledScan>(),
            .. checks.OfType<RelationCheck>().Where(c => c is not RowCountParity).GroupBy(c => (c.Relation.Id, Narrow: RequiresFilter(c.Relation) && RelationScan.IsNarrow(c))).Select(g => RelationScan.Compile(g.First().Relation, [.. g], pipeline, at)),
            .. checks.OfType<RowCountParity>().ToList() is [_, ..] parities ? [ParityScan.Compile(parities, at)] : Array.Empty<CompiledScan>(),
            .. checks.OfType<SchemaIs>().Select(c => SchemaScan.Compile(c, at)),
            .. checks.OfType<VisibleFreshness>().GroupBy(c => c.Relation.Dataset.Id).Select(g => VisibleScan.Compile(g.Key, [.. g], at)),
            .. checks.OfType<OneSnapshot>().Select(c => OneSnapshotScan.Compile(c, at)),
            .. checks.OfType<Reconciliation>().Select(c => ReconciliationScan.Compile(c, pipeline, at)),
        ];
    }

    private static bool RequiresFilter(Relation relation) => relation is Table { PartitionedBy.RequireFilter: true } or MaterializedTable { PartitionedBy.RequireFilter: true };

    /// <summary>The run log that a check reads, or null for a check of another kind.</summary>
    internal static RunLog? LogOf(Check check) => check switch
    {
        SyncFreshness fresh => fresh.Log,
        SyncSucceeded succeeded => succeeded.Log,
        SyncVolume volume => volume.Log,
        _ => null,
    };
}
