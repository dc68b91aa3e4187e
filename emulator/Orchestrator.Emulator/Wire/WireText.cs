using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Emulator.Wire;

/// <summary>Instants and durations as protobuf's JSON spells them.</summary>
internal static partial class WireText
{
    private static readonly OffsetDateTimePattern Timestamp = OffsetDateTimePattern.Rfc3339;

    /// <summary>RFC 3339 in UTC, with as many fraction digits as there are: <c>2026-11-21T03:00:00Z</c>.</summary>
    public static string Write(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>Seconds with no, 3, 6 or 9 fraction digits: <c>180s</c>, <c>5.500s</c>.</summary>
    public static string Write(Duration duration)
    {
        var seconds = (long)Math.Truncate(duration.TotalSeconds);
        var nanos = (duration - Duration.FromSeconds(seconds)).SubsecondNanoseconds;
        var fraction = Math.Abs(nanos).ToString("D9", CultureInfo.InvariantCulture);
        var digits = nanos == 0 ? 0 : fraction.EndsWith("000000", StringComparison.Ordinal) ? 3 : fraction.EndsWith("000", StringComparison.Ordinal) ? 6 : 9;
        return seconds.ToString(CultureInfo.InvariantCulture) + (digits == 0 ? "" : "." + fraction[..digits]) + "s";
    }

    /// <summary>Reads RFC 3339 with any offset; null when it is something else.</summary>
    public static Instant? TryInstant(string text) => Timestamp.Parse(text) is { Success: true } read ? read.Value.ToInstant() : null;

    /// <summary>Reads <c>5s</c>, <c>5.5s</c>, <c>5.500s</c>; null when it is something else.</summary>
    public static Duration? TryDuration(string text)
    {
        if (!SecondsText().IsMatch(text)) return null;
        var nanos = decimal.Parse(text[..^1], CultureInfo.InvariantCulture) * 1_000_000_000m;
        return Duration.FromNanoseconds((long)nanos);
    }

    [GeneratedRegex("^-?[0-9]{1,9}(?:\\.[0-9]{1,9})?s$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecondsText();
}
