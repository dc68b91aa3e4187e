namespace Orchestrator.Schedules;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Spelling
{
    // Longer words are no misspelling of any that are known; the longest zone id has 32 characters.
    private const int LongestWord = 40;

    /// <summary>The known word with the fewest single-character changes, letter case aside; null when more than a third of the word would change.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord) return null;
        var (nearest, fewest, letters) = ((string?)null, (word.Length / 3) + 1, Letters(word));
        foreach (var candidate in known)
        {
            // Each letter that only one of the two has costs a change.
            if (int.PopCount(Letters(candidate) & ~letters) > fewest) continue;
            var edits = Edits(candidate, word, fewest);
            if (edits < fewest || (edits == fewest && nearest is not null && string.CompareOrdinal(candidate, nearest) < 0)) (nearest, fewest) = (candidate, edits);
        }

        return nearest;
    }

    // The letters that occur, A as bit 0.
    private static int Letters(string word)
    {
        var letters = 0;
        foreach (var character in word)
        {
            if (char.IsAsciiLetter(character)) letters |= 1 << ((character | ' ') - 'a');
        }

        return letters;
    }

    // How many characters to change, add or leave out; stops counting at more than the most.
    private static int Edits(string from, string to, int most)
    {
        if (Math.Abs(from.Length - to.Length) > most) return most + 1;
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
