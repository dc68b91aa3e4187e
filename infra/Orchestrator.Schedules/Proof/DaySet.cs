using System.Numerics;
using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A set of dates within a range, one bit each. Days are counted from 1970-01-01.</summary>
internal sealed class DaySet
{
    private ulong[] bits = [];
    private long first;

    /// <summary>How many there are.</summary>
    public int Count => bits.Sum(BitOperations.PopCount);

    /// <summary>Empties the set and makes room for the days of [from, until].</summary>
    public void Clear(long from, long until)
    {
        var words = (int)((until - from + 64) / 64);
        if (bits.Length == words) Array.Clear(bits);
        else bits = new ulong[words];
        first = from;
    }

    /// <summary>Adds a day, and the days that follow it in steps.</summary>
    /// <param name="day">The first.</param>
    /// <param name="count">How many in all.</param>
    /// <param name="step">The distance in days.</param>
    public void Add(long day, int count, int step)
    {
        for (var at = (int)(day - first); count > 0; count--, at += step)
        {
            // A whole word of neighbours at once.
            if (step == 1 && (at & 63) == 0 && count >= 64)
            {
                bits[at >> 6] = ulong.MaxValue;
                (count, at) = (count - 63, at + 63);
                continue;
            }

            bits[at >> 6] |= 1UL << at;
        }
    }

    /// <summary>The first day, or null.</summary>
    public LocalDate? First => bits.AsSpan().IndexOfAnyExcept(0UL) is >= 0 and var word ? Date(word, BitOperations.TrailingZeroCount(bits[word])) : null;

    /// <summary>The last day that is not after a date, or null.</summary>
    public LocalDate? LastUntil(LocalDate date)
    {
        for (var at = (int)Math.Min(Days(date) - first, (bits.Length * 64L) - 1); at >= 0; at--)
        {
            if ((bits[at >> 6] >> at & 1) != 0) return Date(at >> 6, at & 63);
        }

        return null;
    }

    /// <summary>The number of days in each year that has any.</summary>
    public IReadOnlyDictionary<int, int> PerYear()
    {
        var years = new Dictionary<int, int>();
        if (First is not { } begin) return years;
        for (var year = begin.Year; Days(new LocalDate(year, 1, 1)) < first + (bits.Length * 64L); year++)
        {
            var count = Between(Days(new LocalDate(year, 1, 1)), Days(new LocalDate(year + 1, 1, 1)));
            if (count > 0) years[year] = count;
        }

        return years;
    }

    private static long Days(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);

    private int Between(long from, long until)
    {
        var (at, end) = ((int)Math.Max(0, from - first), (int)Math.Min(bits.Length * 64L, until - first));
        var count = 0;
        while (at < end)
        {
            var width = Math.Min(64 - (at & 63), end - at);
            count += BitOperations.PopCount(bits[at >> 6] >> at << (64 - width));
            at += width;
        }

        return count;
    }

    private LocalDate Date(int word, int bit) => new LocalDate(1970, 1, 1).PlusDays((int)first + (word * 64) + bit);
}
