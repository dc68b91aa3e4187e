using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Orchestrator.Model;

/// <summary>A type of GoogleSQL, as text (<c>ARRAY&lt;STRUCT&lt;id INT64&gt;&gt;</c>) and as BigQuery's StandardSqlDataType.</summary>
public sealed class SqlType
{
    private static readonly ImmutableHashSet<string> Scalars =
        ["STRING", "BYTES", "INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC", "BOOL", "TIMESTAMP", "DATE", "TIME", "DATETIME", "GEOGRAPHY", "JSON", "INTERVAL"];

    private readonly string kind;
    private readonly SqlType? element;
    private readonly IReadOnlyList<(string Name, SqlType Type)> fields;

    private SqlType(string kind, SqlType? element = null, IReadOnlyList<(string Name, SqlType Type)>? fields = null)
    {
        this.kind = kind;
        this.element = element;
        this.fields = fields ?? [];
    }

    /// <summary>The type that a text names; null when BigQuery has no such type.</summary>
    public static SqlType? TryParse(string text)
    {
        var tokens = new Queue<string>(SqlToken.Read(text).Where(t => t.Kind is not (SqlTokenKind.Space or SqlTokenKind.Comment)).Select(t => t.Text));
        return Parse(tokens) is { } type && tokens.Count == 0 ? type : null;
    }

    /// <summary>The type of a StandardSqlDataType; null when it is none that a text can name.</summary>
    public static SqlType? TryRead(JsonObject? json)
    {
        if (json?["typeKind"] is not JsonValue word) return null;
        var name = Column.CanonicalType(word.ToString());
        if (name == "ARRAY") return TryRead(json["arrayElementType"] as JsonObject) is { } inner ? new(name, inner) : null;
        if (name != "STRUCT") return Scalars.Contains(name) ? new(name) : null;
        var members = new List<(string, SqlType)>();
        foreach (var field in json["structType"]?["fields"] as JsonArray ?? [])
        {
            if (TryRead(field?["type"] as JsonObject) is not { } type) return null;
            members.Add((field!["name"]?.ToString() ?? "", type));
        }
        return new(name, fields: members);
    }

    /// <summary>The StandardSqlDataType.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["typeKind"] = kind };
        if (element is not null) json["arrayElementType"] = element.ToJson();
        if (kind == "STRUCT") json["structType"] = new JsonObject { ["fields"] = new JsonArray([.. fields.Select(f => Field(f.Name, f.Type))]) };
        return json;
    }

    /// <summary>The canonical text.</summary>
    public override string ToString() => kind switch
    {
        "ARRAY" => $"ARRAY<{element}>",
        "STRUCT" => $"STRUCT<{string.Join(", ", fields.Select(f => f.Name.Length == 0 ? $"{f.Type}" : $"{f.Name} {f.Type}"))}>",
        _ => kind,
    };

    private static JsonNode Field(string name, SqlType type)
    {
        var field = new JsonObject();
        if (name.Length > 0) field["name"] = name;
        field["type"] = type.ToJson();
        return field;
    }

    private static SqlType? Parse(Queue<string> tokens)
    {
        if (!tokens.TryDequeue(out var word)) return null;
        var name = Column.CanonicalType(word);
        if (name == "ARRAY")
            return Take(tokens, "<") && Parse(tokens) is { kind: not "ARRAY" } inner && Take(tokens, ">") ? new(name, inner) : null;
        return name == "STRUCT" ? Struct(tokens) : Scalars.Contains(name) ? new(name) : null;
    }

    private static SqlType? Struct(Queue<string> tokens)
    {
        var members = new List<(string, SqlType)>();
        if (!Take(tokens, "<")) return null;
        do
        {
            // A field is a name and a type, or a type alone.
            var name = tokens.Count > 1 && tokens.ElementAt(1) is not ("<" or ">" or ",") ? tokens.Dequeue().Trim('`') : "";
            if (Parse(tokens) is not { } type) return null;
            members.Add((name, type));
        }
        while (Take(tokens, ","));
        return Take(tokens, ">") ? new("STRUCT", fields: members) : null;
    }

    private static bool Take(Queue<string> tokens, string expected) => tokens.TryPeek(out var next) && next == expected && tokens.TryDequeue(out _);
}
