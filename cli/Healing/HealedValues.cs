using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>The values that a step changes, for the audit log.</summary>
internal static class HealedValues
{
    private const string Headers = "httpTarget.headers.";

    /// <summary>The values of the properties that differ; null when the resource was not there.</summary>
    public static JsonObject? Of(Change change, ResourceState? state) => state is null
        ? null
        : new JsonObject(change.Differences.Select(d => d.Property).Distinct(StringComparer.Ordinal).Select(p => KeyValuePair.Create(p, Value(p, state.Properties.GetValueOrDefault(p)))));

    // A header can hold a key; that it was set is enough.
    private static JsonNode? Value(string property, string? value) =>
        value is not null && property.StartsWith(Headers, StringComparison.Ordinal) && property != Headers + "Content-Type" ? "(set)" : value;
}
