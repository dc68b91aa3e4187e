using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>A table's schema as the provider wants it: JSON text. Always the same order of members, the mode always said, types in the API's own spelling.</summary>
internal static class TableSchema
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of columns, in their order.</summary>
    public static string Write(IReadOnlyList<Column> columns) => Fields(columns).ToJsonString(Readable);

    private static JsonArray Fields(IReadOnlyList<Column> columns) => new([.. columns.Select(c =>
    {
        var field = new JsonObject { ["name"] = c.Name, ["type"] = ApiType(c.Type), ["mode"] = c.Mode.ToString().ToUpperInvariant() };
        if (!string.IsNullOrEmpty(c.Description)) field["description"] = c.Description;
        if (c.Fields.Count > 0) field["fields"] = Fields(c.Fields);
        return (JsonNode)field;
    })]);

    // tables.get answers with these names whatever was sent; the provider's comparison of synonyms has had gaps (terraform-provider-google#8337).
    private static string ApiType(string type) => Column.CanonicalType(type) switch
    {
        "INT64" => "INTEGER",
        "FLOAT64" => "FLOAT",
        "BOOL" => "BOOLEAN",
        "STRUCT" => "RECORD",
        var same => same,
    };
}
