using System.Text.Json;

namespace Orchestrator.Reports;

/// <summary>A value inside a JSON file that must be exactly what the schema says; otherwise a sentence names the place.</summary>
/// <param name="Path">The file and the way into it: <c>drift.json: findings[3].severity</c>.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonPlace(string Path, JsonElement Value)
{
    /// <summary>A sentence about this place.</summary>
    public ReportFormatException Wrong(string expected) =>
        new($"{Path} is {Shown()}, but must be {expected}. Write the file with 'orchestrator <verb> --format json' of this version.");

    /// <summary>The members of an object that has all of these names, and none besides these and the optional ones.</summary>
    public IReadOnlyDictionary<string, JsonPlace> Members(IReadOnlyList<string> names, IReadOnlyList<string> optional)
    {
        if (Value.ValueKind != JsonValueKind.Object) throw Wrong("an object");
        var members = new Dictionary<string, JsonPlace>(StringComparer.Ordinal);
        foreach (var member in Value.EnumerateObject())
        {
            if (!names.Contains(member.Name) && !optional.Contains(member.Name)) throw new ReportFormatException($"{Path} has a member '{PlainLine.Cut(member.Name, 60)}' that version 1 of the report does not know.");
            members[member.Name] = new(Inside(member.Name), member.Value);
        }

        return names.FirstOrDefault(n => !members.ContainsKey(n)) is { } missing ? throw new ReportFormatException($"{Path} has no member '{missing}'.") : members;
    }

    /// <summary>The items of a list.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array) throw Wrong("a list");
        var path = Path;
        return Value.EnumerateArray().Select((item, i) => new JsonPlace($"{path}[{i}]", item));
    }

    /// <summary>A text.</summary>
    public string Text()
    {
        if (Value.ValueKind != JsonValueKind.String) throw Wrong("a text");
        try
        {
            return Value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("a text of whole characters"); // half of a surrogate pair, escaped
        }
    }

    /// <summary>A text or null.</summary>
    public string? TextOrNull() => Value.ValueKind == JsonValueKind.Null ? null : Text();

    /// <summary>A whole number.</summary>
    public int Number() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) ? number : throw Wrong("a whole number");

    /// <summary>Any value as a summary holds it: text, truth, <see cref="long"/>, <see cref="double"/>, list, record.</summary>
    public object? Plain() => Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Text(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Value.TryGetInt64(out var whole) ? (object)whole : Value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Wrong("a number that fits"),
        JsonValueKind.Array => Items().Select(i => i.Plain()).ToList(),
        _ => Record(),
    };

    /// <summary>An object of plain values.</summary>
    public Dictionary<string, object?> Record()
    {
        if (Value.ValueKind != JsonValueKind.Object) throw Wrong("an object");
        var record = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in Value.EnumerateObject()) record[member.Name] = new JsonPlace(Inside(member.Name), member.Value).Plain();
        return record;
    }

    private string Inside(string name) => Path.EndsWith(':') ? $"{Path} {name}" : $"{Path}.{name}";

    private string Shown() => PlainLine.Cut(PlainLine.Of(Value.GetRawText()), 60);
}
