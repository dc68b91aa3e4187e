namespace Orchestrator.Drift;

/// <summary>The names of declared jobs by their words, so that the jobs that a path names are found without looking at all of them.</summary>
internal sealed class JobNames
{
    // One word is in too many paths by chance.
    private const int FewestWords = 2;
    private readonly Dictionary<string, HashSet<string>> words;
    private readonly ILookup<string, string> byRarestWord;

    public JobNames(IEnumerable<string> names)
    {
        words = names.Distinct(StringComparer.Ordinal).ToDictionary(n => n, Words, StringComparer.Ordinal);
        var uses = words.Values.SelectMany(w => w).CountBy(w => w, StringComparer.Ordinal).ToDictionary(w => w.Key, w => w.Value, StringComparer.Ordinal);
        byRarestWord = words.Where(n => n.Value.Count >= FewestWords).ToLookup(n => n.Value.MinBy(w => uses[w])!, n => n.Key, StringComparer.Ordinal);
    }

    /// <summary>The job, other than <paramref name="own"/>, all of whose words are in a path that lacks one of <paramref name="own"/>'s; the most telling name wins.</summary>
    public string? NamedInsteadOf(string own, string path)
    {
        var said = Words(path);
        if (!words.TryGetValue(own, out var expected) || expected.IsSubsetOf(said)) return null;
        return said.SelectMany(w => byRarestWord[w]).Where(n => n != own && words[n].IsSubsetOf(said))
            .OrderByDescending(n => words[n].Count).ThenBy(n => n, StringComparer.Ordinal).FirstOrDefault();
    }

    private static HashSet<string> Words(string text) => new(text.ToLowerInvariant().Split(['/', '-', '_', '.', ':'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
