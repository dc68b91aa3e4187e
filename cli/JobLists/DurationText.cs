using System.Globalization;
using NodaTime;

namespace Orchestrator.Cli;

/// <summary>Lengths of time as people write them: <c>15m</c>, <c>1h30m</c>, <c>90s</c>, <c>2h</c>, <c>1d</c>.</summary>
internal static class DurationText
{
    private const string Units = "dhms";

    /// <summary>Reads a length of time; null when the text is none. Units fall from days to seconds, each at most once.</summary>
    public static Duration? TryRead(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty || rest.Length > 40) return null;
        var (total, least) = (0L, -1);
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits < 1 || digits > 9) return null;
            var unit = Units.IndexOf(char.ToLowerInvariant(rest[digits]), StringComparison.Ordinal);
            if (unit <= least) return null;
            least = unit;
            total += long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture) * Seconds(unit);
            rest = rest[(digits + 1)..].TrimStart();
        }

        return Duration.FromSeconds(total);
    }

    /// <summary>Reads how far ahead to look: <c>10y</c>, <c>18mo</c>, <c>2w</c>, <c>400d</c>; null when the text is none, or more than a hundred years.</summary>
    public static Period? TryReadHorizon(string text)
    {
        var words = text.Trim();
        var digits = words.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 5) return null;
        var number = int.Parse(words[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        return (number, words[digits..].ToLowerInvariant()) switch
        {
            ( >= 1 and <= 100, "y") => Period.FromYears(number),
            ( >= 1 and <= 1200, "mo") => Period.FromMonths(number),
            ( >= 1 and <= 5200, "w") => Period.FromWeeks(number),
            ( >= 1 and <= 36500, "d") => Period.FromDays(number),
            _ => null,
        };
    }

    private static long Seconds(int unit) => unit switch { 0 => 86_400, 1 => 3_600, 2 => 60, _ => 1 };
}
