namespace Orchestrator.Model;

/// <summary>A column as BigQuery's table schema describes it. Type names are the canonical GoogleSQL ones (INT64, FLOAT64, BOOL, STRUCT ...).</summary>
/// <param name="Name">The column's name; BigQuery compares names without case and keeps the spelling.</param>
/// <param name="Type">STRING, BYTES, INT64, FLOAT64, NUMERIC, BIGNUMERIC, BOOL, TIMESTAMP, DATE, TIME, DATETIME, GEOGRAPHY, JSON, INTERVAL or STRUCT.</param>
/// <param name="Mode">NULLABLE, REQUIRED or REPEATED.</param>
/// <param name="Fields">The fields of a STRUCT; empty for every other type.</param>
public sealed record Column(string Name, string Type, ColumnMode Mode = ColumnMode.Nullable, IReadOnlyList<Column>? Fields = null)
{
    /// <summary>The fields of a STRUCT; empty for every other type.</summary>
    public IReadOnlyList<Column> Fields { get; init; } = Fields ?? [];

    /// <summary>Plain words for people, at most 1,024 characters. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>The canonical name for a BigQuery type name or its legacy alias: INTEGER is INT64, FLOAT is FLOAT64, BOOLEAN is BOOL, RECORD is STRUCT.</summary>
    public static string CanonicalType(string type) => type.ToUpperInvariant() switch
    {
        "INTEGER" => "INT64",
        "FLOAT" => "FLOAT64",
        "BOOLEAN" => "BOOL",
        "RECORD" => "STRUCT",
        "DECIMAL" => "NUMERIC",
        "BIGDECIMAL" => "BIGNUMERIC",
        var other => other,
    };
}

/// <summary>Whether a column may be null or holds a list.</summary>
public enum ColumnMode
{
    /// <summary>May be null.</summary>
    Nullable,

    /// <summary>Never null.</summary>
    Required,

    /// <summary>An ARRAY of the type.</summary>
    Repeated,
}

/// <summary>What a statement may refer to while it is analyzed: a table, or a view by its output columns.</summary>
/// <param name="Project">The Google Cloud project.</param>
/// <param name="Id">Dataset and name.</param>
/// <param name="Columns">Columns in order.</param>
public sealed record SqlTable(string Project, TableId Id, IReadOnlyList<Column> Columns);

/// <summary>A place in a file, for the reader to go to. Lines and columns count from 1.</summary>
/// <param name="File">Path from the repository's root, with forward slashes.</param>
/// <param name="Line">Line, or null when the whole file is meant.</param>
/// <param name="Column">Column, or null when the whole line is meant.</param>
public sealed record SourcePlace(string File, int? Line = null, int? Column = null)
{
    /// <summary><c>file:line:column</c>, as editors and terminals link it.</summary>
    public override string ToString() => Line is null ? File : Column is null ? $"{File}:{Line}" : $"{File}:{Line}:{Column}";
}
