using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary><c>maxStaleness</c>: an INTERVAL in BigQuery (<c>0-0 0 4:0:0</c>), seconds in states (<c>14400s</c>).</summary>
internal static partial class Staleness
{
    /// <summary>The canonical seconds; an interval of months or years has none and stays as it is.</summary>
    public static string Read(string interval)
    {
        var match = Interval().Match(interval);
        if (!match.Success) return interval;
        var seconds = (Number(match, "d") * 86400) + (Number(match, "h") * 3600) + (Number(match, "m") * 60) + Number(match, "s");
        return ApiDuration.Write(Duration.FromNanoseconds((long)(seconds * 1_000_000_000m)));
    }

    /// <summary>The interval for canonical seconds.</summary>
    public static string Write(string seconds)
    {
        if (ApiDuration.TryRead(seconds) is not { } duration) return seconds;
        var total = (long)duration.TotalSeconds;
        return $"0-0 0 {total / 3600}:{total / 60 % 60}:{total % 60}";
    }

    private static decimal Number(Match match, string group) => decimal.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^0-0 (?<d>\d{1,6}) (?<h>\d{1,8}):(?<m>\d{1,2}):(?<s>\d{1,2}(\.\d{1,9})?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Interval();
}
