using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Declared datasets as BigQuery's resource, whole or the changed part.</summary>
internal static class DatasetWriting
{
    private static readonly string[] Plain = ["description", "friendlyName", "defaultTableExpirationMs", "defaultPartitionExpirationMs"];

    /// <summary>The whole resource, for its creation.</summary>
    public static JsonObject Whole(ResourceState desired, string project)
    {
        var json = new JsonObject
        {
            ["datasetReference"] = new JsonObject { ["projectId"] = project, ["datasetId"] = desired.Id.Name },
            ["location"] = desired.Properties.GetValueOrDefault("location"),
            ["labels"] = new JsonObject(TableWriting.Labels(desired.Properties).Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
        };
        foreach (var name in Plain) json[name] = desired.Properties.GetValueOrDefault(name);
        // A list that is given takes the place of BigQuery's own entries: then they are part of it.
        if (Declared(desired).ToList() is { Count: > 0 } declared)
            json["access"] = new JsonArray([.. Defaults(), .. declared]);
        return json;
    }

    /// <summary>The fields that a change touches; null removes.</summary>
    public static JsonObject Changed(Change change, DatasetResource live)
    {
        var patch = new JsonObject();
        foreach (var name in change.Differences.Select(d => d.Property).Where(Plain.Contains)) patch[name] = change.Desired.Properties.GetValueOrDefault(name);
        if (change.Differences.Any(d => d.Property.StartsWith(AccessProperties.Prefix, StringComparison.Ordinal))) patch["access"] = Access(change, live);
        return TableWriting.ChangedLabels(change, patch);
    }

    // The list is replaced whole: what is not part of the change stays as it is, whatever it says.
    private static JsonArray Access(Change change, DatasetResource live)
    {
        var touched = change.Differences.Select(d => d.Property).ToHashSet(StringComparer.Ordinal);
        var kept = live.Access is { } access ? access.Where(e => !touched.Contains(LiveAccess.Property(e))).Select(e => e.DeepClone()) : Defaults();
        var added = change.Differences.Where(d => d.Declared is not null).Select(d => Entry(d.Property)).OfType<JsonNode>();
        var restored = change.Differences.Where(d => d.Live == AccessProperties.Absent).Select(d => Entry(d.Property)).OfType<JsonNode>();
        return new JsonArray([.. kept, .. added, .. restored]);
    }

    private static IEnumerable<JsonNode> Declared(ResourceState desired) => desired.Properties.Keys.Select(Entry).OfType<JsonNode>();

    private static JsonObject? Entry(string property) => AccessProperties.Parts(property) is var (role, kind, member) ? new() { ["role"] = role, [kind] = member } : null;

    private static IEnumerable<JsonNode> Defaults() => AccessProperties.Defaults.Select(d => new JsonObject { ["role"] = d.Role, ["specialGroup"] = d.Group });
}
