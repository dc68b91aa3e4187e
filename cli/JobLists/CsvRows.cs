using System.Text;
using CsvHelper;

namespace Orchestrator.Cli;

/// <summary>One line of a CSV text.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Fields">Its fields, without the space around them.</param>
/// <param name="Raw">The text as it stands, for the columns of mistakes.</param>
/// <param name="Broken">Whether a quote in it is misplaced or does not end.</param>
internal sealed record ListRow(int Line, IReadOnlyList<string> Fields, string Raw, bool Broken)
{
    /// <summary>The column at which a field begins, from 1.</summary>
    public int ColumnOf(int field)
    {
        var (quoted, column) = (false, 0);
        for (var i = 0; i < Raw.Length && column < field; i++)
        {
            if (Raw[i] == '"') quoted = !quoted;
            else if (Raw[i] == ',' && !quoted && ++column == field) return i + 2;
        }

        return 1;
    }
}

/// <summary>A CSV text (RFC 4180) as rows: byte-order mark, line ends of every kind and empty lines are taken as they come.</summary>
internal static class CsvRows
{
    /// <summary>The rows that are not empty, with the lines on which they begin.</summary>
    public static IEnumerable<ListRow> Read(string text)
    {
        var broken = 0L;
        var settings = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            OnMalformedRecord = record => broken = record.LineNumber,
        };
        using var reader = CsvReader.FromText(text.TrimStart('\uFEFF'), settings);
        while (reader.Read())
        {
            var fields = reader.Current.ToArray();
            if (!Array.TrueForAll(fields, f => f.Length == 0)) yield return new((int)reader.LineNumber, fields, Encoding.UTF8.GetString(reader.RawRecord), broken == reader.LineNumber);
        }
    }
}
