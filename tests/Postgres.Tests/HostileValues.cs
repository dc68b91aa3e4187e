using System.Globalization;
using System.Text;

namespace Postgres.Tests;

/// <summary>Values that are easily told differently in two systems, as literals of both; null is NULL.</summary>
internal static class HostileValues
{
    private static readonly string[] Texts =
    [
        "", "-", ",", ":", "1:a,", "-,", "a,b", "0:,", "NULL", "null", "\\0", "\u0001", "\u007f", "\t\r\n", "'", "\"", "`", "\\", "$1", "@p", "%s", " a", "a ", "é", "e\u0301", "ß", "İ", "日本語", "🦆",
        "\uE000", "\uFFFD", "\U0010FFFF", "\u200B", "\u202Eabc", "\uFEFFx", "A", "a", "12", "1e5", "{\"a\":1}", new('x', 3000),
    ];

    private static readonly string[] Integers = ["0", "1", "-1", "9223372036854775807", "-9223372036854775808", "10", "100", "-42"];
    private static readonly string[] Numerics = ["0", "0.000", "1.500", "-1.5", "100", "100.0", "0.000000001", "-0.000000001", "99999999999999999999999999999.999999999", "-99999999999999999999999999999.999999999", "12345678901234567890", "0.1"];
    private static readonly string[] Floats = ["0", "-0.0", "NaN", "Infinity", "-Infinity", "0.1", "-0.1", "1e300", "1e22", "1e-7", "5e-324", "-5e-324", "2.2250738585072014e-308", "1.7976931348623157e308", "123456789012345680", "0.30000000000000004", "3", "1e15", "1e16", "-2.5"];
    private static readonly string[] Hexes = ["", "00", "ff", "00ff00", "2c", "e2", "c080", "deadbeef"];
    private static readonly string[] Dates = ["0001-01-01", "9999-12-31", "1970-01-01", "1969-12-31", "2024-02-29", "0099-03-04", "1582-10-10", "1900-01-01"];
    private static readonly string[] Moments = ["0001-01-01 00:00:00", "0001-01-01 00:00:00.000001", "9999-12-31 23:59:59.999999", "1970-01-01 00:00:00", "1969-12-31 23:59:59.999999", "2024-02-29 12:34:56.7", "2026-03-08 09:30:00", "1582-10-10 00:00:00.1", "1883-11-18 12:03:57"];
    private static readonly string[] Times = ["00:00:00", "23:59:59.999999", "00:00:00.000001", "12:34:56.7"];

    /// <summary>Columns: name, GoogleSQL type, PostgreSQL type, a value from a seed as a literal of each.</summary>
    public static IReadOnlyList<(string Name, string Google, string Postgres, Func<Random, (string Google, string Postgres)> Value)> Columns { get; } =
    [
        ("s", "STRING", "text", r => Text(Pick(r, Texts))),
        ("w", "STRING", "varchar", r => Text(string.Concat(Enumerable.Range(0, r.Next(4)).Select(_ => Pick(r, Texts[..^1]))))),
        ("i", "INT64", "bigint", r => Pick(r, Integers) is var v ? ($"CAST('{v}' AS INT64)", $"'{v}'::bigint") : default),
        ("n", "NUMERIC", "numeric", r => Pick(r, Numerics) is var v ? ($"NUMERIC '{v}'", $"'{v}'::numeric") : default),
        ("f", "FLOAT64", "double precision", r => Number(r.Next(3) == 0 ? BitConverter.Int64BitsToDouble(r.NextInt64(long.MinValue, long.MaxValue)).ToString("R", CultureInfo.InvariantCulture) : Pick(r, Floats))),
        ("b", "BOOL", "boolean", r => r.Next(2) == 0 ? ("true", "true") : ("false", "false")),
        ("y", "BYTES", "bytea", r => Pick(r, Hexes) is var v ? ($"FROM_HEX('{v}')", $"'\\x{v}'::bytea") : default),
        ("d", "DATE", "date", r => Pick(r, Dates) is var v ? ($"DATE '{v}'", $"DATE '{v}'") : default),
        ("ts", "TIMESTAMP", "timestamptz", r => Pick(r, Moments) is var v ? ($"TIMESTAMP '{v}+00'", $"TIMESTAMPTZ '{v}+00'") : default),
        ("dt", "DATETIME", "timestamp", r => Pick(r, Moments) is var v ? ($"DATETIME '{v}'", $"TIMESTAMP '{v}'") : default),
        ("t", "TIME", "time", r => Pick(r, Times) is var v ? ($"TIME '{v}'", $"TIME '{v}'") : default),
    ];

    /// <summary>Rows of all columns, an eighth of the values NULL.</summary>
    public static IEnumerable<IReadOnlyList<(string Google, string Postgres)>> Rows(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++) yield return [.. Columns.Select(c => random.Next(8) == 0 ? ("NULL", "NULL") : c.Value(random))];
    }

    private static (string, string) Text(string text)
    {
        var hex = Convert.ToHexString(Encoding.UTF8.GetBytes(text));
        return ($"CAST(FROM_HEX('{hex}') AS STRING)", $"convert_from('\\x{hex}', 'UTF8')");
    }

    private static (string, string) Number(string text) => ($"CAST('{text}' AS FLOAT64)", $"'{text}'::float8");

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
