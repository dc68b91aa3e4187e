using System.Text;
using System.Text.RegularExpressions;

namespace Orchestrator.Reports;

/// <summary>Texts without what belongs to persons: pull requests are read by more people than a warehouse is.</summary>
public static partial class PersonalText
{
    private const string NotInLocalPart = "<>()[]{},;:\"`|\\/=@\uFF20\uFE6B";

    // Milliseconds. Both patterns take time in proportion to the text; the limit is for a mistake in one.
    private const int Longest = 10_000;

    /// <summary>Every e-mail address of a person keeps its first letter and its domain: <c>a***@example.com</c>. Service accounts are no persons and stay.</summary>
    public static string Mask(string text)
    {
        StringBuilder? masked = null;
        var kept = 0;
        foreach (var at in Ats().EnumerateMatches(text))
        {
            var start = LocalPart(text, at.Index, kept);
            var domain = Domain().Match(text, at.Index + at.Length);
            if (start == at.Index || !domain.Success || domain.Value.EndsWith(".gserviceaccount.com", StringComparison.OrdinalIgnoreCase)) continue;
            masked ??= new StringBuilder(text.Length);
            masked.Append(text, kept, start - kept).Append(FirstLetter(text, start)).Append("***").Append(text, at.Index, at.Length).Append(domain.Value);
            kept = at.Index + at.Length + domain.Length;
        }

        return masked is null ? text : masked.Append(text, kept, text.Length - kept).ToString();
    }

    // Wide on purpose: letters of every script and quoted parts. '@now' has no local part, 'table@1700000000000' no domain.
    private static int LocalPart(string text, int at, int from)
    {
        if (at > from + 1 && text[at - 1] == '"' && text.LastIndexOf('"', at - 2, at - 1 - from) is >= 0 and var quote) return quote;
        var start = at;
        while (start > from && !char.IsWhiteSpace(text[start - 1]) && !NotInLocalPart.Contains(text[start - 1])) start--;
        return start;
    }

    private static string FirstLetter(string text, int start) =>
        text[start] == '"' ? "" : char.IsHighSurrogate(text[start]) && char.IsLowSurrogate(text[start + 1]) ? text.Substring(start, 2) : text.Substring(start, 1);

    // Percent-encoded and full-width signs are the same address to a reader.
    [GeneratedRegex("@|%40|\uFF20|\uFE6B", RegexOptions.CultureInvariant, Longest)]
    private static partial Regex Ats();

    [GeneratedRegex(@"\G(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+[\p{L}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?", RegexOptions.CultureInvariant, Longest)]
    private static partial Regex Domain();
}
