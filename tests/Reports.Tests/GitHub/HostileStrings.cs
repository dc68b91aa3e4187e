using System.Text.Json;

namespace Reports.Tests.GitHub;

/// <summary>Names that want to be more than names: the committed ones, and random pieces of them in random order.</summary>
internal static class HostileStrings
{
    public static IReadOnlyList<string> All { get; } = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "GitHub", "hostile-strings.json"))).RootElement.EnumerateArray().Select(Text)];

    private static IReadOnlyList<string> Short { get; } = [.. All.Where(s => s.Length < 80)];

    public static IEnumerable<string> Random(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(4) switch { 0 => Piece(random), 1 => Short[random.Next(Short.Count)], 2 => ((char)random.Next(0x21, 0x7F)).ToString(), _ => " " }));
    }

    private static string Piece(Random random)
    {
        var whole = All[random.Next(All.Count)];
        if (whole.Length < 2) return whole;
        var start = random.Next(whole.Length);
        return whole.Substring(start, random.Next(1, Math.Min(40, whole.Length - start) + 1));
    }

    // Half surrogate pairs are refused by the reader of JSON, and are in names all the same.
    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return System.Text.RegularExpressions.Regex.Unescape(element.GetRawText()[1..^1]);
        }
    }
}
