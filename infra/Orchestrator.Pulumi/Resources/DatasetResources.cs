using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>Datasets.</summary>
internal static class DatasetResources
{
    public static ProgramResource Of(ProgramScope scope, Dataset dataset) => new()
    {
        Key = ResourceKeys.Of(dataset.Id),
        Type = "gcp:bigquery/dataset:Dataset",
        Properties = new(
            ("datasetId", dataset.Id.Name),
            ("location", scope.Pipeline.Location),
            ("description", dataset.Description is null ? null : (ProgramValue)dataset.Description),
            ("friendlyName", dataset.FriendlyName is null ? null : (ProgramValue)dataset.FriendlyName),
            ("defaultTableExpirationMs", RelationResources.Milliseconds(dataset.TablesExpireAfter)),
            ("defaultPartitionExpirationMs", RelationResources.Milliseconds(dataset.PartitionsExpireAfter)),
            ("deleteContentsOnDestroy", false)),
        // Members are granted one by one (AccountResources); an update of the dataset would wipe them (pulumi-gcp#3908).
        IgnoreChanges = ["accesses"],
    };
}
