using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Pipelines;

/// <summary>Repeatable chance: the answer depends on the date, the thing and the question alone, so records never change when others are added.</summary>
internal sealed class Chance(LocalDate date, string about, int number)
{
    private readonly string seed = $"{LocalDatePattern.Iso.Format(date)}/{about}/{number}/";

    /// <summary>A number from 0 up to, but not including, the limit.</summary>
    public int Below(int limit, string question) => (int)(Mix(Hash(seed + question)) % (ulong)limit);

    /// <summary>Whether something happens that happens so many times in a hundred.</summary>
    public bool Percent(int percent, string question) => Below(100, question) < percent;

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> choices, string question) => choices[Below(choices.Count, question)];

    // FNV-1a.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text) hash = unchecked((hash ^ character) * 1099511628211UL);
        return hash;
    }

    // The finalizer of SplitMix64: neighbouring seeds get unrelated answers.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
