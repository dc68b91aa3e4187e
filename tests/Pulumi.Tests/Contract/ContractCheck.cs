using System.Text.Json;

namespace Orchestrator.Pulumi.Tests;

/// <summary>Holds a program to the grammar of Pulumi's YAML runtime and to the provider's inputs. Every mistake names its path.</summary>
internal sealed class ContractCheck
{
    private static readonly string[] Options =
    [
        "additionalSecretOutputs", "aliases", "customTimeouts", "deleteBeforeReplace", "dependsOn", "ignoreChanges", "import", "parent", "protect", "provider",
        "providers", "version", "pluginDownloadURL", "replaceOnChanges", "retainOnDelete", "replaceWith", "deletedWith", "hideDiffs", "replacementTrigger", "envVarMappings",
    ];

    private static readonly string[] TopLevel = ["name", "namespace", "description", "version", "pulumi", "config", "variables", "resources", "outputs", "components"];
    private static readonly string[] ResourceFields = ["type", "name", "defaultProvider", "properties", "options", "get"];
    private static readonly string[] Functions = ["fn::toBase64", "fn::toJSON", "fn::join", "fn::secret"];

    // Enumerations are plain texts in the contract.
    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["httpMethod"] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
        ["timePartitioning.type"] = ["HOUR", "DAY", "MONTH", "YEAR"],
        ["role"] = ["roles/bigquery.jobUser", "roles/bigquery.dataEditor", "roles/bigquery.dataViewer", "roles/bigquery.dataOwner"],
    };

    private readonly List<string> mistakes = [];
    private readonly Dictionary<string, string> types = [];
    private readonly HashSet<string> config = [];

    private ContractCheck()
    {
    }

    /// <summary>All mistakes of a program; empty when there is none.</summary>
    public static IReadOnlyList<string> Of(string program)
    {
        var check = new ContractCheck();
        using var document = JsonDocument.Parse(program);
        check.Document(document.RootElement);
        return check.mistakes;
    }

    private void Document(JsonElement root)
    {
        OnlyOnce(root, "");
        Known(root, "", TopLevel, "a top-level section");
        if (root.TryGetProperty("config", out var keys)) config.UnionWith(keys.EnumerateObject().Select(k => k.Name));
        var resources = root.GetProperty("resources");
        foreach (var resource in resources.EnumerateObject()) types[resource.Name] = resource.Value.TryGetProperty("type", out var type) ? type.GetString()! : "";
        foreach (var resource in resources.EnumerateObject()) Resource(resource.Name, resource.Value);
    }

    private void Resource(string key, JsonElement resource)
    {
        Known(resource, key, ResourceFields, "a field of a resource");
        if (GcpContract.Resource(types[key]) is not { } contract)
        {
            mistakes.Add($"{key}: '{types[key]}' is not a resource type");
            return;
        }
        Members(resource.GetProperty("properties"), contract, key);
        if (resource.TryGetProperty("options", out var options)) OptionsOf(key, options, contract);
    }

    private void OptionsOf(string key, JsonElement options, JsonElement contract)
    {
        Known(options, $"{key}.options", Options, "an option");
        if (options.TryGetProperty("parent", out var parent)) WholeResource($"{key}.options.parent", parent);
        if (options.TryGetProperty("dependsOn", out var all)) foreach (var one in all.EnumerateArray()) WholeResource($"{key}.options.dependsOn", one);
        if (options.TryGetProperty("ignoreChanges", out var ignored))
            foreach (var name in ignored.EnumerateArray().Select(n => n.GetString()!))
                if (!contract.TryGetProperty(name, out _) && !contract.TryGetProperty(name + "?", out _)) mistakes.Add($"{key}.options.ignoreChanges: '{name}' is not an input");
    }

    private void Members(JsonElement value, JsonElement contract, string path)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (contract.TryGetProperty(member.Name + "?", out var type) || contract.TryGetProperty(member.Name, out type)) Value(member.Value, type.GetString()!, $"{path}.{member.Name}");
            else mistakes.Add($"{path}.{member.Name}: not an input");
        }
        foreach (var required in contract.EnumerateObject().Where(c => c.Name != "$out" && !c.Name.EndsWith('?') && !value.TryGetProperty(c.Name, out _)))
            mistakes.Add($"{path}.{required.Name}: required, but missing");
    }

    private void Value(JsonElement value, string type, string path)
    {
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().FirstOrDefault().Name is { } name && name.StartsWith("fn::", StringComparison.Ordinal))
        {
            if (!Functions.Contains(name)) mistakes.Add($"{path}: '{name}' is not a function");
            else Value(value.GetProperty(name), "string", $"{path}.{name}");
            return;
        }
        if (value.ValueKind == JsonValueKind.String && Text(value.GetString()!, path)) return;
        var fits = type[0] switch
        {
            '[' => value.ValueKind == JsonValueKind.Array,
            '{' or '#' => value.ValueKind == JsonValueKind.Object,
            _ => type switch
            {
                "string" => value.ValueKind == JsonValueKind.String,
                "number" => value.ValueKind == JsonValueKind.Number,
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                _ => throw new InvalidOperationException($"the contract has an unknown type {type}"),
            },
        };
        if (!fits) mistakes.Add($"{path}: {value.ValueKind} where {type} is wanted");
        else if (type[0] == '[') foreach (var item in value.EnumerateArray()) Value(item, type[1..^1], path + "[]");
        else if (type[0] == '{') foreach (var member in value.EnumerateObject()) Value(member.Value, type[1..^1], $"{path}.{member.Name}");
        else if (type[0] == '#') Members(value, GcpContract.Nested(type[1..]), path);
        else if (value.ValueKind == JsonValueKind.String && Words.FirstOrDefault(w => path.EndsWith("." + w.Key, StringComparison.Ordinal)).Value is { } words && !words.Contains(value.GetString()))
            mistakes.Add($"{path}: '{value.GetString()}' is not one of {string.Join(", ", words)}");
    }

    /// <summary>Follows the references of a text; true when it is one reference and nothing else.</summary>
    private bool Text(string text, string path)
    {
        var parts = RuntimeText.Read(text);
        if (parts is null) mistakes.Add($"{path}: an interpolation is not closed");
        foreach (var reference in parts?.OfType<RuntimeText.Reference>() ?? []) Reference(path, reference.Path);
        return parts is [RuntimeText.Reference];
    }

    private void Reference(string path, string reference)
    {
        var dot = reference.IndexOf('.', StringComparison.Ordinal);
        var key = dot < 0 ? reference : reference[..dot];
        if (dot < 0 && config.Contains(key)) return;
        if (!types.TryGetValue(key, out var type)) mistakes.Add($"{path}: ${{{reference}}} names neither a resource nor a configuration key");
        else if (dot < 0) mistakes.Add($"{path}: ${{{reference}}} is a whole resource where a value is wanted");
        else if (!GcpContract.Gives(type, reference[(dot + 1)..])) mistakes.Add($"{path}: {type} gives no '{reference[(dot + 1)..]}'");
    }

    private void WholeResource(string path, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || RuntimeText.Read(value.GetString()!) is not [RuntimeText.Reference { Path: var key }] || !types.ContainsKey(key))
            mistakes.Add($"{path}: {value} is not a resource of the program");
    }

    private void Known(JsonElement value, string path, string[] names, string what)
    {
        foreach (var member in value.EnumerateObject().Where(m => !names.Contains(m.Name))) mistakes.Add($"{path}.{member.Name}: not {what}");
    }

    private void OnlyOnce(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array) foreach (var item in value.EnumerateArray()) OnlyOnce(item, path + "[]");
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var twice in value.EnumerateObject().CountBy(m => m.Name).Where(c => c.Value > 1)) mistakes.Add($"{path}.{twice.Key}: written twice");
        foreach (var member in value.EnumerateObject()) OnlyOnce(member.Value, $"{path}.{member.Name}");
    }
}
