namespace Orchestrator.Engine.Values;

/// <summary>Texts in the order of their UTF-8 bytes, which is GoogleSQL's.</summary>
internal static class Utf8
{
    /// <summary>Which of two texts comes first.</summary>
    public static int Compare(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        return same == left.Length || same == right.Length ? left.Length.CompareTo(right.Length) : Rank(left[same]).CompareTo(Rank(right[same]));
    }

    // UTF-16 has the characters beyond U+FFFF, written with surrogates, before U+E000; their bytes come after.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x2000 : c >= '\uE000' ? c - 0x800 : c;
}
