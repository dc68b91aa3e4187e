using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>Tables, views and materialized views: one resource type, told apart by their inputs.</summary>
internal static class RelationResources
{
    public static ProgramResource Of(ProgramScope scope, Relation relation)
    {
        // A stored table is created from its schema: what fills it need not exist yet.
        var reads = PipelineGraph.IsLanded(relation) ? [] : scope.Graph.ReadsOf(relation.Id);
        return new()
        {
            Key = ResourceKeys.Of(relation.Id),
            Type = "gcp:bigquery/table:Table",
            Properties = new([
                ("datasetId", ProgramValue.Reference($"{ResourceKeys.Of(relation.Dataset.Id)}.datasetId")),
                ("tableId", relation.Name),
                ("description", relation.Description is null ? null : (ProgramValue)relation.Description),
                ("friendlyName", relation.FriendlyName is null ? null : (ProgramValue)relation.FriendlyName),
                // What it does not say itself it takes from its dataset when it is created, and the provider keeps that.
                ("expirationTime", relation.ExpiresAt is { } at ? at.ToUnixTimeMilliseconds() : null),
                .. Own(scope, relation),
                // Rows that cannot be computed again from elsewhere are protected; a view must stay replaceable.
                ("deletionProtection", PipelineGraph.IsLanded(relation)),
            ]),
            Parent = ResourceKeys.Of(relation.Dataset.Id),
            DependsOn = [.. reads.Select(r => ResourceKeys.Of(r.Id))],
        };
    }

    private static IEnumerable<(string, ProgramValue?)> Own(ProgramScope scope, Relation relation) => relation switch
    {
        Table table => [("schema", TableSchema.Write(table.Columns)), .. Storage(table.PartitionedBy, table.ClusteredBy)],
        MaterializedTable { Strategy: Materialization.Rebuilt } table =>
            [("schema", TableSchema.Write(scope.Columns(table))), .. Storage(table.PartitionedBy, table.ClusteredBy)],
        MaterializedTable { Strategy: Materialization.AsMaterializedView view } table =>
            [.. MaterializedView(view, scope.Query(table)), .. Storage(table.PartitionedBy, table.ClusteredBy)],
        // The provider's default is legacy SQL. A schema would differ for ever from the one that BigQuery derives.
        _ => [("view", new ProgramValue.Map(("query", scope.Query(relation)), ("useLegacySql", false)))],
    };

    private static IEnumerable<(string, ProgramValue?)> MaterializedView(Materialization.AsMaterializedView view, ProgramValue query)
    {
        yield return ("materializedView", new ProgramValue.Map(
            ("query", query),
            ("enableRefresh", true),
            ("refreshIntervalMs", (long)view.RefreshEvery.TotalMilliseconds),
            ("allowNonIncrementalDefinition", view.AllowNonIncremental ? true : null)));
        if (view.MaxStaleness is { } staleness) yield return ("maxStaleness", Interval(staleness));
    }

    private static IEnumerable<(string, ProgramValue?)> Storage(Partitioning? partitioning, IReadOnlyList<string> clusteredBy)
    {
        if (partitioning is not null)
        {
            yield return ("timePartitioning", new ProgramValue.Map(
                ("type", partitioning.By.ToString().ToUpperInvariant()),
                ("field", partitioning.Field),
                ("expirationMs", Milliseconds(partitioning.ExpireAfter))));
            if (partitioning.RequireFilter) yield return ("requirePartitionFilter", true);
        }
        if (clusteredBy.Count > 0) yield return ("clusterings", ProgramValue.Names(clusteredBy));
    }

    /// <summary>A duration as the provider takes it; null when there is none.</summary>
    public static ProgramValue? Milliseconds(Duration? duration) => duration is { } some ? (long)some.TotalMilliseconds : null;

    // BigQuery's text of an INTERVAL: years-months days hours:minutes:seconds.
    private static string Interval(Duration span) => $"0-0 {span.Days} {span.Hours}:{span.Minutes}:{span.Seconds}";
}
