using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>The header of a CSV list: which column holds what.</summary>
/// <param name="Columns">The known columns and the whole width under an empty name; null when the header is unusable.</param>
/// <param name="Diagnostics">What is wrong with it, or not read.</param>
internal sealed record CsvHeader(IReadOnlyDictionary<string, int>? Columns, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The key under which the number of columns is kept.</summary>
    public const string Width = "";

    /// <summary>Reads a header; names count in any case and order.</summary>
    public static CsvHeader Read(ListRow row, string file, IReadOnlyList<string> known, IReadOnlyList<string> required)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal) { [Width] = row.Fields.Count };
        var diagnostics = new List<Diagnostic>();
        for (var i = 0; i < row.Fields.Count; i++)
        {
            var (name, place) = (row.Fields[i].ToLowerInvariant(), new SourcePlace(file, row.Line, row.ColumnOf(i)));
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                if (name.Length > 0) diagnostics.Add(DiagnosticFacts.ListPartIgnored.On($"list/{file}", $"The column '{Short(row.Fields[i])}' is not read.", $"The columns that count are {string.Join(", ", known)}.", place));
            }
            else if (!columns.TryAdd(name, i))
            {
                return Unusable($"The column '{name}' stands in the header twice.", "Keep one of them.", place);
            }
        }

        var missing = required.Where(r => !columns.ContainsKey(r)).ToList();
        if (missing.Count == 0) return new(columns, diagnostics);
        var separated = row.Fields is [var only] && only.Contains(';', StringComparison.Ordinal) ? "Separate the columns by commas" : "Begin the list with a header";
        return Unusable($"The first line names no column {string.Join(" and no column ", missing.Select(m => $"'{m}'"))}.", $"{separated}: {string.Join(',', known.Take(6))}.", new(file, row.Line));
    }

    private static CsvHeader Unusable(string message, string remedy, SourcePlace place) =>
        new(null, [DiagnosticFacts.ListUnreadable.On($"list/{place.File}", message, remedy, place)]);

    private static string Short(string text) => text.Length <= 40 ? text : text[..39] + "…";
}

/// <summary>A row under a header.</summary>
internal sealed class CsvLine(ListRow row, IReadOnlyDictionary<string, int> columns, string file)
{
    /// <summary>How many columns the header has.</summary>
    public int Width => columns[CsvHeader.Width];

    /// <summary>Where the row begins.</summary>
    public SourcePlace Place => new(file, row.Line);

    /// <summary>The field of a column; empty when the row or the header ends before it.</summary>
    public string Text(string column) => columns.TryGetValue(column, out var i) && i < row.Fields.Count ? row.Fields[i] : "";

    /// <summary>Where the field of a column begins; the row when there is none.</summary>
    public SourcePlace PlaceOf(string column) => columns.TryGetValue(column, out var i) && i < row.Fields.Count ? new(file, row.Line, row.ColumnOf(i)) : Place;
}
