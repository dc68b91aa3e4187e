namespace Orchestrator.Schedules;

/// <summary>What a token of the English-like grammar is.</summary>
internal enum EnglishTokenKind
{
    /// <summary>Letters, perhaps with digits: `every`, `1st`.</summary>
    Word,

    /// <summary>Digits alone.</summary>
    Number,

    /// <summary>Anything with a colon: `09:00`.</summary>
    Time,

    /// <summary>`,`.</summary>
    Comma,

    /// <summary>A character that no schedule has.</summary>
    Other,

    /// <summary>After the last character.</summary>
    End,
}

/// <summary>A token and where it begins.</summary>
internal readonly record struct EnglishToken(EnglishTokenKind Kind, string Text, int Position)
{
    /// <summary>The tokens of a text, the end last.</summary>
    public static List<EnglishToken> Of(string text)
    {
        var tokens = new List<EnglishToken>();
        var last = 0;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == ':')) i++;
            if (i > start) tokens.Add(new(KindOf(text.AsSpan(start, i - start)), text[start..i], start));
            else if (text[i++] is not (' ' or '\t')) tokens.Add(new(text[start] == ',' ? EnglishTokenKind.Comma : EnglishTokenKind.Other, text[start..i], start));
            else continue;
            last = i;
        }

        tokens.Add(new(EnglishTokenKind.End, "", last));
        return tokens;
    }

    /// <summary>Whether it is this word, in any letter case.</summary>
    public bool Is(string word) => Kind == EnglishTokenKind.Word && EnglishWords.Is(Text, word);

    private static EnglishTokenKind KindOf(ReadOnlySpan<char> text) => text.Contains(':') ? EnglishTokenKind.Time
        : text.ContainsAnyExceptInRange('0', '9') ? EnglishTokenKind.Word
        : EnglishTokenKind.Number;
}
