using System.Text.Json.Nodes;
using Orchestrator.Engine;
using Orchestrator.Model;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>The parameters of a query, from <c>queryParameters</c>.</summary>
internal static class Parameters
{
    /// <summary>Reads them; <c>parameterMode</c> may be written in any case.</summary>
    public static IReadOnlyList<QueryParameter> Read(Fields query)
    {
        var positional = string.Equals(query.Text("parameterMode"), "POSITIONAL", StringComparison.OrdinalIgnoreCase);
        return [.. query.Objects("queryParameters").Select(parameter =>
        {
            var name = positional ? null : parameter.Text("name") is { Length: > 0 } text ? text : null;
            var type = Type(parameter.Object("parameterType") ?? throw Failures.Invalid($"Parameter {name} has no parameterType."), name ?? "");
            return new QueryParameter(name, type, Value(parameter.Object("parameterValue"), type));
        })];
    }

    private static Column Type(Fields type, string name)
    {
        var kind = Column.CanonicalType(type.Required("type", "parameterType.type"));
        if (kind == "ARRAY") return Type(type.Object("arrayType") ?? throw Failures.Invalid($"Array parameter {name} has no arrayType."), name) with { Mode = ColumnMode.Repeated };
        if (kind != "STRUCT") return new(name, kind);
        return new(name, kind, ColumnMode.Nullable, [.. type.Objects("structTypes").Select(field =>
            Type(field.Object("type") ?? throw Failures.Invalid($"A field of struct parameter {name} has no type."), field.Text("name") ?? ""))]);
    }

    private static JsonNode? Value(Fields? value, Column type)
    {
        if (value is null) return null;
        if (type.Mode == ColumnMode.Repeated)
            return new JsonArray([.. value.Objects("arrayValues").Select(item => Value(item, type with { Mode = ColumnMode.Nullable }))]);
        if (type.Type != "STRUCT") return value.Json["value"]?.DeepClone();
        if (value.Object("structValues") is not { } fields) return null;
        var read = new JsonObject();
        foreach (var field in type.Fields) read[field.Name] = Value(fields.Object(field.Name), field);
        return read;
    }
}
