using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The rows of an answer by column name. What the query promises and the answer lacks is unknown, not absent.</summary>
internal sealed class AnswerRows(QueryAnswer answer)
{
    /// <summary>The columns, in the answer's order.</summary>
    public IReadOnlyList<Column> Columns => answer.Columns;

    /// <summary>All rows, in the answer's order.</summary>
    public IEnumerable<AnswerRow> All => answer.Rows.Select(values => new AnswerRow(answer.Columns, values));

    /// <summary>The one row of an answer that has only one.</summary>
    /// <exception cref="UnreadableAnswerException">There is none, or more than one.</exception>
    public AnswerRow One => All.ToList() is [var row] ? row : throw new UnreadableAnswerException($"The answer has {answer.Rows.Count} rows instead of one.");

    /// <summary>The one row that has a text in a column.</summary>
    /// <exception cref="UnreadableAnswerException">There is none, or more than one.</exception>
    public AnswerRow Single(string column, string text)
    {
        var rows = All.Where(row => row.Text(column) == text).ToList();
        return rows is [var row] ? row : throw new UnreadableAnswerException($"The answer has {rows.Count} rows for {column} '{text}' instead of one.");
    }
}

/// <summary>One row of an answer.</summary>
internal sealed class AnswerRow(IReadOnlyList<Column> columns, IReadOnlyList<JsonNode?> values)
{
    /// <summary>The value as text; null for SQL NULL.</summary>
    public string? Text(string column) => Plain(Value(column));

    /// <summary>An INT64; null for SQL NULL.</summary>
    public long? Number(string column) => Text(column) is not { } text ? null
        : long.TryParse(text, out var number) ? number : throw Unreadable(column, text, "a whole number");

    /// <summary>A count, which is never NULL.</summary>
    public long Count(string column) => Number(column) ?? throw Unreadable(column, null, "a count");

    /// <summary>A BOOL that is never NULL.</summary>
    public bool Flag(string column) => bool.TryParse(Text(column), out var flag) ? flag : throw Unreadable(column, Text(column), "true or false");

    /// <summary>A TIMESTAMP in microseconds since the epoch; null for SQL NULL.</summary>
    public Instant? Instant(string column) => Number(column) is { } micros ? NodaConstants.UnixEpoch + FromMicroseconds(micros) : null;

    /// <summary>Every column as text for people: a TIMESTAMP in RFC 3339.</summary>
    public IReadOnlyDictionary<string, string?> Texts() => columns.Select(c => c.Name).ToDictionary(
        name => name,
        name => columns.Single(c => c.Name == name).Type == "TIMESTAMP" && Instant(name) is { } instant ? InstantPattern.ExtendedIso.Format(instant) : Text(name));

    private JsonNode? Value(string column)
    {
        for (var i = 0; i < columns.Count && i < values.Count; i++)
            if (columns[i].Name == column) return values[i];
        throw new UnreadableAnswerException($"The answer has no column '{column}'.");
    }

    private static string? Plain(JsonNode? value) => value is null ? null : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static Duration FromMicroseconds(long micros) => Duration.FromNanoseconds((Int128)micros * 1000);

    private static UnreadableAnswerException Unreadable(string column, string? value, string wanted) => new($"Column '{column}' holds {(value is null ? "NULL" : $"'{value}'")}, not {wanted}.");
}
