using System.Text.Json;

namespace Orchestrator.Pulumi.Tests;

/// <summary>The inputs and outputs of the provider's resource types: names and types, derived from the published package.</summary>
internal sealed class GcpContract
{
    private static readonly JsonElement Root = Load();

    public static string Version => Root.GetProperty("version").GetString()!;

    /// <summary>The inputs of a resource type by name (a final <c>?</c> is optional), or null when there is no such type.</summary>
    public static JsonElement? Resource(string token) => Root.GetProperty("resources").TryGetProperty(token, out var found) ? found : null;

    /// <summary>The fields of a nested type.</summary>
    public static JsonElement Nested(string name) => Root.GetProperty("types").GetProperty(name);

    /// <summary>What <c>${key.name}</c> may name.</summary>
    public static bool Gives(string token, string name) => name is "id" or "urn"
        || (Resource(token) is { } type && (type.TryGetProperty(name, out _) || type.TryGetProperty(name + "?", out _)
            || (type.TryGetProperty("$out", out var outputs) && outputs.EnumerateArray().Any(o => o.GetString() == name))));

    private static JsonElement Load()
    {
        using var stream = typeof(GcpContract).Assembly.GetManifestResourceStream("contract.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }
}
