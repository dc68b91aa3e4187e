namespace Orchestrator.GoogleSql;

/// <summary>A statement as it was written and as the analyzer gets it, with the way back for positions.</summary>
public sealed class SplitSql
{
    private const int TabStop = 8;
    private readonly IReadOnlyList<int> _inserted;

    internal SplitSql(string original, string text, IReadOnlyList<int> inserted)
    {
        Original = original;
        Text = text;
        _inserted = inserted;
    }

    /// <summary>The text as it was written.</summary>
    public string Original { get; }

    /// <summary>The text with names in backticks split at their dots.</summary>
    public string Text { get; }

    /// <summary>The index in <see cref="Original"/> for an index in <see cref="Text"/>. Inside an inserted separator it is that of the dot.</summary>
    public int ToOriginal(int index)
    {
        var shift = 0;
        // Each separator (`.`) stands for one dot: the two characters after its first are extra.
        foreach (var at in _inserted)
        {
            if (index <= at) break;
            shift += Math.Min(index - at, 2);
        }
        return index - shift;
    }

    /// <summary>Line and column in <see cref="Original"/>, counted from 1, for a position that the analyzer gives for <see cref="Text"/>. A tab is one column.</summary>
    public (int Line, int Column) ToOriginal(int line, int column)
    {
        var start = LineStart(Text, line);
        var original = ToOriginal(IndexOfColumn(start, column));
        var originalStart = LineStart(Original, line);
        return (line, Original.AsSpan(originalStart, original - originalStart).Length - Surrogates(originalStart, original) + 1);
    }

    // The analyzer counts code points, and a tab reaches to the next multiple of eight.
    private int IndexOfColumn(int start, int column)
    {
        var index = start;
        for (var at = 1; at < column && index < Text.Length && Text[index] is not ('\n' or '\r');)
        {
            at = Text[index] == '\t' ? ((at - 1) / TabStop + 1) * TabStop + 1 : at + 1;
            index += char.IsHighSurrogate(Text[index]) && index + 1 < Text.Length ? 2 : 1;
        }
        return index;
    }

    private int Surrogates(int start, int end)
    {
        var count = 0;
        for (var i = start; i < end; i++)
            if (char.IsLowSurrogate(Original[i])) count++;
        return count;
    }

    private static int LineStart(string text, int line)
    {
        var index = 0;
        for (var at = 1; at < line && index < text.Length; index++)
        {
            if (text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n') continue;
            if (text[index] is '\n' or '\r') at++;
        }
        return index;
    }
}
