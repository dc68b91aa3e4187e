using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>The list of those who may use a dataset, as properties (<see cref="AccessProperties"/>).</summary>
internal static class LiveAccess
{
    private static readonly string[] Members = ["userByEmail", "groupByEmail", "domain", "specialGroup", "iamMember"];

    /// <summary>The entries that are not BigQuery's own, and those of its own that are gone. None when the service shows no list.</summary>
    public static IEnumerable<(string Name, string Value)> Of(IReadOnlyList<JsonObject>? access)
    {
        if (access is null) yield break;
        var defaults = AccessProperties.Defaults.Select(d => AccessProperties.Name(d.Role, $"specialGroup:{d.Group}")).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in access)
        {
            var property = Property(entry);
            if (!defaults.Remove(property)) yield return (property, Condition(entry) is { } condition ? $"if {condition}" : AccessProperties.Present);
        }
        foreach (var missing in defaults) yield return (missing, AccessProperties.Absent);
    }

    /// <summary>The name of an entry's property. What an entry gives to no role (authorized views, routines and datasets) is named by what it lets in.</summary>
    public static string Property(JsonObject entry)
    {
        var role = entry["role"]?.ToString() ?? "";
        foreach (var kind in Members)
            if (entry[kind]?.ToString() is { Length: > 0 } member) return AccessProperties.Name(role, Member(kind, member));
        if (entry["view"] is JsonObject view) return $"{AccessProperties.Prefix}view:{view["projectId"]}.{view["datasetId"]}.{view["tableId"]}";
        if (entry["routine"] is JsonObject routine) return $"{AccessProperties.Prefix}routine:{routine["projectId"]}.{routine["datasetId"]}.{routine["routineId"]}";
        return entry["dataset"]?["dataset"] is JsonObject dataset
            ? $"{AccessProperties.Prefix}dataset:{dataset["projectId"]}.{dataset["datasetId"]}"
            : $"{AccessProperties.Prefix}{entry.ToJsonString()}";
    }

    private static string Member(string kind, string member) => kind switch
    {
        "iamMember" => AccessProperties.OfIamMember(member),
        "specialGroup" => $"{kind}:{member}",
        _ => $"{kind}:{member.ToLowerInvariant()}",
    };

    private static string? Condition(JsonObject entry) => entry["condition"]?["expression"]?.ToString() is { Length: > 0 } expression ? expression : null;
}
