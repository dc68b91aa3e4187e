using System.Text;

namespace Reports.Tests.GitHub;

/// <summary>What people should read of a text: one line, with a sign for what cannot be shown. Written anew, so that it is no copy of the code.</summary>
internal static class RenderedText
{
    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (rune.Value is '\n' or '\r' or '\t' or 0x85 or 0x2028 or 0x2029) shown.Append(' ');
            else if (category is System.Globalization.UnicodeCategory.Control || (category is System.Globalization.UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D))) shown.Append('\uFFFD');
            else shown.Append(rune);
        }

        return shown.ToString().Trim();
    }
}
