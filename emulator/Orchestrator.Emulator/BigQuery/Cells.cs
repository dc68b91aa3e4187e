using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>Rows as BigQuery's JSON: <c>{f:[{v:"1"}]}</c>, every scalar a text.</summary>
/// <param name="microseconds">Timestamps as whole microseconds (<c>formatOptions.useInt64Timestamp</c>) instead of seconds with a fraction.</param>
internal sealed class Cells(bool microseconds)
{
    // A page of results ends at 10 MB.
    private const int LargestPage = 10_000_000;

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss.FFFFFF");

    private static readonly LocalDateTimePattern DateTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFF");

    private int written;

    /// <summary>Rows from the first on, as many as fit a page.</summary>
    public JsonArray Page(IEnumerable<object?[]> rows, IReadOnlyList<Column> columns)
    {
        var page = new JsonArray();
        written = 0;
        foreach (var row in rows)
        {
            page.Add(Row(row, columns));
            if (written > LargestPage) break;
        }

        return page;
    }

    private JsonObject Row(IReadOnlyList<object?> values, IReadOnlyList<Column> columns) =>
        new() { ["f"] = new JsonArray([.. values.Select((value, i) => new JsonObject { ["v"] = Value(value, columns[i]) })]) };

    private JsonNode? Value(object? value, Column column) => column.Mode == ColumnMode.Repeated
        ? new JsonArray([.. ((IReadOnlyList<object?>)value!).Select(item => new JsonObject { ["v"] = Single(item, column) })])
        : Single(value, column);

    private JsonNode? Single(object? value, Column column)
    {
        if (value is null) return null;
        if (value is not string and IReadOnlyList<object?> fields) return Row(fields, column.Fields);
        var text = Text(value);
        written = checked(written + text.Length + 8);
        return text;
    }

    private string Text(object value) => value switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        double number => Float(number),
        byte[] bytes => Convert.ToBase64String(bytes),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        LocalTime time => Time.Format(time),
        LocalDateTime civil => DateTime.Format(civil),
        Instant instant => Timestamp(instant),
        _ => throw new InvalidOperationException($"The warehouse returned a {value.GetType().Name}, which BigQuery's JSON has no form for."),
    };

    private string Timestamp(Instant instant)
    {
        var micros = (long)Math.Floor(instant.ToUnixTimeTicks() / 10m);
        return microseconds ? micros.ToString(CultureInfo.InvariantCulture) : (micros / 1_000_000m).ToString("0.0#####", CultureInfo.InvariantCulture);
    }

    private static string Float(double number)
    {
        if (!double.IsFinite(number)) return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        var text = number.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "E", StringComparison.Ordinal);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
