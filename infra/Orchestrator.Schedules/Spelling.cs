namespace Orchestrator.Schedules;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Spelling
{
    // Longer words are no misspelling of any that are known; the longest zone id has 32 characters.
    private const int LongestWord = 40;
    private const int AsciiCharacters = 128;

    // More changes than this make another word.
    private const int MostChanges = 5;

    /// <summary>The known word with the fewest single-character changes, letter case aside; null when more than a third of the word would change.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord) return null;
        Span<int> counts = stackalloc int[AsciiCharacters];
        counts.Clear();
        foreach (var character in word) counts[Index(character)]++;
        var (nearest, fewest) = ((string?)null, Math.Min(word.Length / 3, MostChanges) + 1);
        foreach (var candidate in known)
        {
            if (Math.Abs(candidate.Length - word.Length) > fewest || Missing(candidate, counts) > fewest) continue;
            var edits = Edits(candidate, word, fewest);
            if (edits < fewest || (edits == fewest && nearest is not null && string.CompareOrdinal(candidate, nearest) < 0)) (nearest, fewest) = (candidate, edits);
        }

        return nearest;
    }

    // How many characters of the candidate the counted word has not: each of them costs a change, whatever the order.
    private static int Missing(string candidate, Span<int> counts)
    {
        var missing = 0;
        foreach (var character in candidate)
        {
            if (--counts[Index(character)] < 0) missing++;
        }

        foreach (var character in candidate) counts[Index(character)]++;
        return missing;
    }

    // Letters of both cases are one; whatever no known word has is one as well.
    private static int Index(char character) => character >= AsciiCharacters ? 0 : char.IsAsciiLetterLower(character) ? character - 32 : character;

    // How many characters to change, add or leave out; stops counting at more than the most.
    private static int Edits(string from, string to, int most)
    {
        Span<int> row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= to.Length; j++) row[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, least, letter) = (row[0], i, char.ToUpperInvariant(from[i - 1]));
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (letter == char.ToUpperInvariant(to[j - 1]) ? 0 : 1));
                diagonal = above;
                least = Math.Min(least, row[j]);
            }

            if (least > most) return most + 1;
        }

        return row[to.Length];
    }
}
