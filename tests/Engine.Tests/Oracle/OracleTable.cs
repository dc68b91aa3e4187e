using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Engine.Tests.Oracle;

/// <summary>The rows that every expression is compared on: columns of every type, with the values where engines differ. No literal can be folded away.</summary>
internal static class OracleTable
{
    public static readonly IReadOnlyList<Column> Columns =
    [
        new("id", "INT64"), new("s", "STRING"), new("w", "STRING"), new("i", "INT64"), new("j", "INT64"), new("f", "FLOAT64"), new("g", "FLOAT64"), new("n", "NUMERIC"), new("m", "NUMERIC"),
        new("b", "BOOL"), new("c", "BOOL"), new("d", "DATE"), new("e", "DATE"), new("dt", "DATETIME"), new("du", "DATETIME"), new("ts", "TIMESTAMP"), new("tu", "TIMESTAMP"), new("t", "TIME"),
        new("z", "STRING"), new("y", "BYTES"), new("ai", "INT64", ColumnMode.Repeated), new("sa", "STRING", ColumnMode.Repeated),
        new("st", "STRUCT", Fields: [new("a", "INT64"), new("b", "STRING")]), new("js", "JSON"), new("k", "INT64"),
    ];

    private static readonly string?[] Texts =
    [
        null, "", "abc", "a,b,,c", " 12 ", "0x1F", "-7", "+5", "1.5", "1_000", "true", "FALSE", "t", "yes", "1", "inf", "NaN", "-Infinity", "1e18", "1e400", "9223372036854775808", "-9223372036854775808",
        "12345678901234567890123456789.123456789", "1.0000000005", "2024-01-05", "2024-1-5", "2024-02-30", "2024-01-05 10:00:00", "2024-01-05T10:00:00.123456Z", "2024-01-05 10:00:00+05:30",
        "2024-01-05 10:00:00 America/New_York", "2024-01-05 10:00", "10:20:30.5", "25:00:00", "hello wORLD-foo_bar", "Hello🦆é", "straße", "日本語", "xxaxx", "  a\t ", "foo123bar45",
        """{"a":[1,{"b":"x"}],"c":1.50,"d":null,"e":{"f":true}}""", """[1,"two",null,3.0]""", """ "text" """, "{bad", "a%b", "2024-01-05 10:00:00.1234567", "0001-01-01", "9999-12-31 23:59:59.999999",
    ];

    private static readonly long?[] Integers = [0, 1, -1, 2, 3, 7, -8, null, 10, 12, 100, long.MaxValue, long.MinValue, 64, -3, 5];
    private static readonly string?[] Doubles = ["0", "1.5", "-2.5", "2.5", "NaN", "Infinity", "-Infinity", "1e300", "-1e-7", "0.1", "123456789012345680", null, "1234.567", "1e18", "0.000012", "3"];
    private static readonly string?[] Numerics = ["0", "1", "-1.5", "2.5", "0.000000001", "99999999999999999999999999999.999999999", null, "123.456", "-7", "3"];
    private static readonly string?[] Dates = ["2024-01-31", "2024-02-29", "1969-12-31", "2026-03-08", null, "0001-01-01", "9999-12-31", "2023-12-31", "2021-01-01", "2024-11-04", "2000-07-15"];
    private static readonly string?[] Stamps =
    [
        "2024-01-31 10:20:30.123456", "2024-02-29 00:00:00", "1969-12-31 23:59:59.5", "2026-03-08 09:30:00", null, "2026-11-01 08:30:00", "2021-01-01 05:00:00", "2023-12-31 23:59:59.999999", "2000-07-15 12:00:00", "1900-01-01 00:00:01",
    ];

    private static readonly string?[] Times = ["00:00:00", "23:59:59.999999", null, "12:34:56.7", "06:00:00"];
    private static readonly string?[] ZoneNames = ["UTC", "America/Phoenix", "America/New_York", "Asia/Kolkata", "+02:00", "Europe/Berlin"];
    private static readonly string?[] Words = ["a", "", "abc", "b", null, "é", "x", ",", "l", "o"];
    private static readonly string?[] Blobs = ["", "00ff", "616263", null, "e69c"];

    public static IReadOnlyList<JsonObject> Rows { get; } = [.. Enumerable.Range(0, Texts.Length * 2).Select(Row)];

    private static JsonObject Row(int i)
    {
        T Pick<T>(T[] list, int step = 1, int offset = 0) => list[(i * step + offset + i / list.Length) % list.Length];
        return new JsonObject
        {
            ["id"] = i,
            ["s"] = Texts[i % Texts.Length],
            ["w"] = Pick(Words),
            ["i"] = Pick(Integers),
            ["j"] = Pick(Integers, 3, 1),
            ["k"] = i % 9 - 2,
            ["f"] = Pick(Doubles),
            ["g"] = Pick(Doubles, 5, 2),
            ["n"] = Pick(Numerics),
            ["m"] = Pick(Numerics, 3, 1),
            ["b"] = Pick(new bool?[] { true, false, null }),
            ["c"] = Pick(new bool?[] { false, null, true, true }),
            ["d"] = Pick(Dates),
            ["e"] = Pick(Dates, 4, 3),
            ["dt"] = Pick(Stamps),
            ["du"] = Pick(Stamps, 3, 1),
            ["ts"] = Pick(Stamps, 1, 2),
            ["tu"] = Pick(Stamps, 7, 5),
            ["t"] = Pick(Times),
            ["z"] = Pick(ZoneNames),
            ["y"] = Pick(Blobs) is { } hex ? Convert.ToBase64String(Convert.FromHexString(hex)) : null,
            ["ai"] = new JsonArray([.. Enumerable.Range(0, i % 4).Select(k => (JsonNode)(k * 2 - 1))]),
            ["sa"] = new JsonArray([.. Enumerable.Range(0, i % 3).Select(k => (JsonNode)$"x{k}")]),
            ["st"] = i % 5 == 0 ? null : new JsonObject { ["a"] = i % 3 == 0 ? null : i % 3, ["b"] = i % 2 == 0 ? "x" : null },
            ["js"] = i % 4 == 0 ? null : JsonNode.Parse(i % 4 == 1 ? """{"b":[1,2.50,"q"],"a":{"x":null}}""" : i % 4 == 2 ? "[true,\"s\"]" : "\"\\\"only text\\\"\""),
        };
    }
}
