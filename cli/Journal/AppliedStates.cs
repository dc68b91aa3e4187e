using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>
/// What the last complete <c>up</c> declared, kept beside the journal. It only tells apart what moved in the declaration from what moved in the
/// world; without it everything still works.
/// </summary>
internal static class AppliedStates
{
    /// <summary>Reads the states, or null when there was no complete run yet or the file is not readable as ours.</summary>
    public static IReadOnlyList<ResourceState>? Read(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path)) return null;
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path)) is not JsonObject resources) return null;
            return [.. resources.Select(r => ResourceId.TryParse(r.Key) is { } id && r.Value is JsonObject properties
                ? new ResourceState { Id = id, Properties = properties.ToPropertyDictionary(p => p.Key, p => p.Value?.GetValue<string>() ?? "") }
                : throw new JsonException(r.Key))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new VerbFailedException(1, $"{path} is damaged: delete it; only the distinction between moved declaration and moved world is lost.", error);
        }
    }

    /// <summary>Writes the states, all or nothing.</summary>
    public static void Write(string folder, IReadOnlyList<ResourceState> states)
    {
        var resources = new JsonObject();
        foreach (var state in states.OrderBy(s => s.Id))
            resources[state.Id.ToString()] = new JsonObject(state.Properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
        var path = PathIn(folder);
        File.WriteAllText(path + ".new", resources.ToJsonString() + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string PathIn(string folder) => Path.Combine(folder, "applied.json");
}
