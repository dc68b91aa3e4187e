using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Canonical texts as people read them.</summary>
public static class CanonicalText
{
    private const long MicrosecondsOfDay = 86_400_000_000;
    private static readonly LocalDateTimePattern DateTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFF");

    /// <summary>The value for a report: times as dates, floating-point numbers as short as they can be; NULL as a word. What only one system has stays as it is.</summary>
    public static string Shown(ValueKind kind, string? text) => (kind, text) switch
    {
        (_, null) => "NULL",
        (ValueKind.Timestamp, _) when Moment(text) is { } moment => DateTime.Format(moment) + "Z",
        (ValueKind.DateTime, _) when Moment(text) is { } moment => DateTime.Format(moment),
        (ValueKind.Time, _) when long.TryParse(text, out var micros) && micros is >= 0 and < MicrosecondsOfDay => LocalTimePattern.ExtendedIso.Format(LocalTime.FromTicksSinceMidnight(micros * 10)),
        (ValueKind.Float, _) when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number.ToString("R", CultureInfo.InvariantCulture),
        _ => text,
    };

    // From year 1 to 9999; PostgreSQL goes further.
    private static LocalDateTime? Moment(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros) && micros is > -62_135_596_800_000_001 and < 253_402_300_800_000_000
        ? NodaConstants.UnixEpoch.Plus(Duration.FromTicks(micros * 10)).InUtc().LocalDateTime
        : null;
}
