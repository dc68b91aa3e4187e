using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Pipelines;

/// <summary>A record of the ServiceTitan API as it was from one change to the next.</summary>
/// <param name="Entity">jobs, invoices ...</param>
/// <param name="Id">The record's id inside its entity.</param>
/// <param name="ModifiedOn">When it became so.</param>
/// <param name="Fields">The columns besides id and modifiedOn; the value of an INT64 column is a long, that of NUMERIC a decimal.</param>
internal sealed record RecordVersion(string Entity, long Id, Instant ModifiedOn, IReadOnlyList<(string Column, object? Value)> Fields)
{
    /// <summary>The version as a row of its raw table. Each call makes a new object.</summary>
    public JsonObject ToRow() => Row([("id", Id), .. Fields, ("modifiedOn", ModifiedOn)]);

    /// <summary>Columns and values as BigQuery's insertAll takes them: NUMERIC as text, so that no digit is lost on the way.</summary>
    public static JsonObject Row(IReadOnlyList<(string Column, object? Value)> fields)
    {
        var row = new JsonObject();
        foreach (var (column, value) in fields)
            row.Add(column, value switch
            {
                null => null,
                string text => JsonValue.Create(text),
                long number => JsonValue.Create(number),
                decimal amount => JsonValue.Create(amount.ToString("0.00")),
                Instant instant => JsonValue.Create(InstantPattern.ExtendedIso.Format(instant)),
                LocalDate date => JsonValue.Create(LocalDatePattern.Iso.Format(date)),
                _ => throw new ArgumentException($"Column {column}: a {value.GetType().Name} is no value of a row.", nameof(fields)),
            });
        return row;
    }
}
