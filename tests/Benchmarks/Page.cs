using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Benchmarks;

/// <summary>The tables as text, JSON and Markdown.</summary>
public static class Page
{
    private const string Begin = "<!-- benchmarks: begin -->";
    private const string End = "<!-- benchmarks: end -->";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly string[] Heads = ["", "unit", "best", "median", "worst", "ratio", "goal", ""];

    /// <summary>For a terminal, columns aligned.</summary>
    public static string Text(IReadOnlyList<FigureTable> tables)
    {
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            List<string[]> rows = [Heads, .. table.Figures.Select(Cells)];
            var widths = Enumerable.Range(0, Heads.Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
            text.Append(table.Title).Append('\n').Append(table.Explanation).Append('\n');
            foreach (var row in rows) text.Append("  ").AppendJoin("  ", row.Select((cell, i) => i is >= 2 and <= 5 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).Append('\n');
            text.Append('\n');
        }

        return text.Replace(" \n", "\n").ToString();
    }

    /// <summary>For a machine.</summary>
    public static string Json(IReadOnlyList<FigureTable> tables, string? date) =>
        JsonSerializer.Serialize(new { version = 1, date, cores = Environment.ProcessorCount, runtime = Environment.Version.ToString(), tables }, Indented);

    /// <summary>A page with everything between its two markers replaced by these tables.</summary>
    public static string Rewritten(string page, IReadOnlyList<FigureTable> tables, string date)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin) throw new ArgumentException($"The page lacks the lines '{Begin}' and '{End}': put them where the tables belong.", nameof(page));
        var text = new StringBuilder($"\n{date}, {Environment.ProcessorCount} cores, .NET {Environment.Version}.\n");
        foreach (var table in tables)
        {
            text.Append($"\n### {table.Title}\n\n{table.Explanation}\n\n| |{string.Join('|', Heads[1..])}|\n|---|---|--:|--:|--:|--:|---|---|\n");
            foreach (var figure in table.Figures) text.Append($"| {string.Join(" | ", Cells(figure))} |\n");
        }

        return $"{page[..(begin + Begin.Length)]}{text}{page[end..]}";
    }

    private static string[] Cells(Figure figure)
    {
        var counted = figure.Best.Equals(figure.Worst);
        return
        [
            figure.Name, figure.Unit, counted ? "" : Figure.Text(figure.Best), counted ? figure.Median.ToString("#,##0", CultureInfo.InvariantCulture) : Figure.Text(figure.Median), counted ? "" : Figure.Text(figure.Worst),
            figure.Ratio is { } ratio ? $"{Figure.Text(ratio)}x" : "", figure.Goal ?? "", figure.Met switch { true => "met", false => "missed", _ => "" },
        ];
    }
}
