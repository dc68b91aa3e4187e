using System.Text;

namespace Orchestrator.Pulumi;

/// <summary>Texts as Pulumi's YAML runtime reads them from JSON: what it takes for itself is escaped, and what its parser refuses is written otherwise.</summary>
internal static class ProgramText
{
    // The parser gives up on longer keys (quotes included).
    private const int LongestKey = 1024;

    /// <summary>A literal as the runtime gives it back: <c>$$</c> stands for <c>$</c>, in keys too.</summary>
    public static string Escape(string literal) => literal.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>A literal text or a reference with its quotes.</summary>
    public static string Quote(ProgramValue.Text text) => Quote(string.Concat(text.Parts.Select(p => p switch
    {
        Part.Reference reference => $"${{{reference.Path}}}",
        Part.Literal literal => Escape(literal.Characters),
        _ => throw new InvalidOperationException($"a text has no part of type {p.GetType().Name}"),
    })));

    /// <summary>A key with its quotes.</summary>
    public static string QuoteKey(string key)
    {
        var quoted = Quote(Escape(key));
        return quoted.EnumerateRunes().Count() <= LongestKey
            ? quoted
            : throw new PulumiProgramException($"The key '{key[..40]}...' has more than {LongestKey} characters, which Pulumi's parser refuses: shorten the name.");
    }

    /// <summary>
    /// JSON, with every character beyond the basic plane as it is: the parser refuses the surrogate pairs that JSON writers make of them. Control
    /// characters, and the few that the parser refuses or changes when they are raw, are escaped.
    /// </summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
                throw new PulumiProgramException($"The text '{text[..Math.Min(at, 40)]}...' holds half of a surrogate pair, which no UTF-8 file can hold: correct the character.");
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                < 0x20 or (>= 0x7F and <= 0x9F) or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF => quoted.Append($"\\u{rune.Value:x4}"),
                _ => quoted.Append(rune.ToString()),
            };
            at += rune.Utf16SequenceLength;
        }
        return quoted.Append('"').ToString();
    }
}
