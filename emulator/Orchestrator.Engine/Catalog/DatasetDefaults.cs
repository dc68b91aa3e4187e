using System.Globalization;
using System.Text.Json.Nodes;

namespace Orchestrator.Engine;

/// <summary>
/// What a new table takes from its dataset, as BigQuery does: the default expiration of partitions, or else the default expiration of tables. A
/// partitioned table of a dataset with the former never gets the latter.
/// </summary>
internal static class DatasetDefaults
{
    public static TableEntry Inherit(DatasetEntry dataset, TableEntry created)
    {
        var partitions = Milliseconds(dataset, "defaultPartitionExpirationMs");
        if (created.Partitioning is { } partitioning && partitions is { } kept) return WithPartitions(created, partitioning, kept);
        if (Milliseconds(dataset, "defaultTableExpirationMs") is not { } lifetime || created.Metadata["expirationTime"] is not null) return created;
        var metadata = (JsonObject)created.Metadata.DeepClone();
        metadata["expirationTime"] = Text(created.CreatedAt.ToUnixTimeMilliseconds() + lifetime);
        return created with { Metadata = metadata };
    }

    private static TableEntry WithPartitions(TableEntry created, Partitioning partitioning, long kept)
    {
        var metadata = (JsonObject)created.Metadata.DeepClone();
        if (metadata["timePartitioning"] is not JsonObject json)
        {
            json = new JsonObject { ["type"] = partitioning.Type };
            if (partitioning.Field is not null) json["field"] = partitioning.Field;
            metadata["timePartitioning"] = json;
        }
        if (json["expirationMs"] is null) json["expirationMs"] = Text(kept);
        return created with { Metadata = metadata };
    }

    private static long? Milliseconds(DatasetEntry dataset, string name) =>
        dataset.Metadata[name] is { } value && long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
