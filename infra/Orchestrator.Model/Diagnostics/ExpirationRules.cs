using NodaTime;

namespace Orchestrator.Model;

/// <summary>Expirations and required filters are such as BigQuery accepts (limits: the BigQuery v2 reference).</summary>
internal static class ExpirationRules
{
    private static readonly Duration ShortestTable = Duration.FromHours(1);

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        foreach (var dataset in pipeline.Datasets)
        {
            if (dataset.TablesExpireAfter < ShortestTable)
                yield return On(dataset.ResourceId, $"Its tables expire after {ApiDuration.Write(dataset.TablesExpireAfter!.Value)}; BigQuery accepts 1 h or more.", "Declare at least 1 h, or nothing for tables that stay.");
            if (dataset.PartitionsExpireAfter <= Duration.Zero)
                yield return On(dataset.ResourceId, "Its partitions expire before they are there.", "Declare a time after the partition's date, or nothing for partitions that stay.");
        }
        foreach (var relation in pipeline.Relations)
        {
            var partitioning = relation switch { Table table => table.PartitionedBy, MaterializedTable table => table.PartitionedBy, _ => null };
            if (partitioning?.ExpireAfter <= Duration.Zero)
                yield return On(relation.ResourceId, "Its partitions expire before they are there.", "Declare a time after the partition's date, or nothing for partitions that stay.");
            if (relation.ResourceId.Kind == ResourceKind.MaterializedView && (partitioning?.ExpireAfter is not null || partitioning?.RequireFilter == true))
                yield return On(relation.ResourceId, "It is a materialized view: its partitions follow those of its base table.", "Declare expiration and required filter on the table that it reads.");
        }
    }

    private static Diagnostic On(ResourceId id, string message, string remedy) => DiagnosticFacts.BadExpiration.On(id.ToString(), message, remedy);
}
