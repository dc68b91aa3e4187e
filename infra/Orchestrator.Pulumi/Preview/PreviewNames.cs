using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>What a preview calls resources and inputs, in the names that findings use.</summary>
public static class PreviewNames
{
    /// <summary>The declared resource that each key of the generated program stands for. Accounts and rights have none.</summary>
    public static IReadOnlyDictionary<string, ResourceId> Resources(Pipeline pipeline) =>
        pipeline.Datasets.Select(d => (Key: ResourceKeys.Of(d.Id), Id: d.ResourceId))
            .Concat(pipeline.Relations.Select(r => (Key: ResourceKeys.Of(r.Id), Id: r.ResourceId)))
            .Concat(pipeline.Jobs.Select(j => (Key: ResourceKeys.Of(j), Id: j.ResourceId)))
            .DistinctBy(r => r.Key, StringComparer.Ordinal)
            .ToDictionary(r => r.Key, r => r.Id, StringComparer.Ordinal);

    /// <summary>Whether an input of the program and a property of the API are the same thing, or one holds the other: <c>paused</c> and <c>state</c>, <c>schema</c> and <c>schema.id</c>.</summary>
    /// <param name="path">A path of a preview's detailed difference: <c>httpTarget.oidcToken.serviceAccountEmail</c>, <c>labels["team"]</c>.</param>
    /// <param name="property">A property as <see cref="PropertyFacts"/> names it.</param>
    public static bool IsSame(string path, string property)
    {
        var plain = path.Replace("[\"", ".", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal);
        var bracket = plain.IndexOf('[', StringComparison.Ordinal);
        if (bracket >= 0) plain = plain[..bracket];
        var named = plain switch
        {
            "paused" => "state",
            "clusterings" => "clustering.fields",
            _ => plain,
        };
        return named == property || Holds(named, property) || Holds(property, named);
    }

    private static bool Holds(string outer, string inner) => inner.StartsWith(outer + ".", StringComparison.Ordinal);
}
