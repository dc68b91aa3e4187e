using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>Table schemas between BigQuery's JSON and columns. JSON uses the legacy names of types: INTEGER, FLOAT, BOOLEAN, RECORD.</summary>
internal static class Schemas
{
    private static readonly string[] Kept = ["description", "policyTags", "defaultValueExpression", "maxLength", "precision", "scale", "roundingMode"];

    private static readonly string[] Types =
        ["STRING", "BYTES", "INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC", "BOOL", "TIMESTAMP", "DATE", "TIME", "DATETIME", "GEOGRAPHY", "JSON", "INTERVAL", "STRUCT", "RANGE"];

    /// <summary>The columns of <c>schema.fields</c>.</summary>
    public static IReadOnlyList<Column> Read(Fields schema) => [.. schema.Objects("fields").Select(ReadColumn)];

    /// <summary>What <c>schema.fields</c> says beyond the columns, by path (<c>a.b</c>): descriptions, policy tags, defaults.</summary>
    public static JsonObject ReadRemarks(Fields schema)
    {
        var remarks = new JsonObject();
        Collect(schema, "", remarks);
        return remarks;
    }

    /// <summary><c>{fields: [...]}</c>.</summary>
    public static JsonObject Write(IReadOnlyList<Column> columns, JsonObject? remarks = null) => new() { ["fields"] = WriteFields(columns, "", remarks ?? []) };

    private static JsonArray WriteFields(IReadOnlyList<Column> columns, string path, JsonObject remarks) => new([.. columns.Select(column =>
    {
        var field = new JsonObject { ["name"] = column.Name, ["type"] = LegacyName(column.Type), ["mode"] = column.Mode.ToString().ToUpperInvariant() };
        if (column.Fields.Count > 0) field["fields"] = WriteFields(column.Fields, path + column.Name + ".", remarks);
        foreach (var (name, value) in remarks[path + column.Name] as JsonObject ?? []) field[name] = value?.DeepClone();
        return field;
    })]);

    private static Column ReadColumn(Fields field)
    {
        var name = field.Required("name", "schema.fields.name");
        var type = Column.CanonicalType(field.Required("type", $"schema.fields.type of {name}"));
        if (!Types.Contains(type)) throw Failures.Invalid($"Invalid value for type of field {name}: {type} is not a valid type.");
        var mode = (field.Text("mode") ?? "NULLABLE").ToUpperInvariant() switch
        {
            "" or "NULLABLE" => ColumnMode.Nullable,
            "REQUIRED" => ColumnMode.Required,
            "REPEATED" => ColumnMode.Repeated,
            var other => throw Failures.Invalid($"Invalid value for mode of field {name}: {other} is not a valid mode."),
        };
        var fields = Read(field);
        if (type == "STRUCT" && fields.Count == 0) throw Failures.Invalid($"Field {name} is type RECORD but has no schema");
        return new(name, type, mode, fields);
    }

    private static void Collect(Fields schema, string path, JsonObject remarks)
    {
        foreach (var field in schema.Objects("fields"))
        {
            var at = path + field.Text("name");
            if (Fields.Only(field.Json, Kept) is { Count: > 0 } kept) remarks[at] = kept;
            Collect(field, at + ".", remarks);
        }
    }

    private static string LegacyName(string type) => type switch { "INT64" => "INTEGER", "FLOAT64" => "FLOAT", "BOOL" => "BOOLEAN", "STRUCT" => "RECORD", _ => type };
}
