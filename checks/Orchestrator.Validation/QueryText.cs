using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Validation;

/// <summary>Times as BigQuery's parameters and as people read them.</summary>
internal static class QueryText
{
    private static readonly InstantPattern Parameter = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.ffffff+00:00");
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>A TIMESTAMP parameter.</summary>
    public static string Timestamp(Instant instant) => Parameter.Format(instant);

    /// <summary>A DATE parameter, and a date for people.</summary>
    public static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>A local time with its zone.</summary>
    public static string Local(Instant instant, CheckedAt at) => $"{Minutes.Format(instant.InZone(at.Zone).LocalDateTime)} {at.ZoneId}";

    /// <summary>A span in hours and minutes, with seconds when they make the difference.</summary>
    public static string Span(Duration span)
    {
        var hours = (long)span.TotalHours;
        var rest = span - Duration.FromHours(hours);
        var text = rest.Minutes == 0 ? $"{hours} h" : $"{hours} h {rest.Minutes:00} min";
        return rest.Seconds == 0 && rest.SubsecondTicks == 0 ? text
            : $"{hours} h {rest.Minutes:00} min {rest.Seconds:00}{(rest.SubsecondTicks == 0 ? "" : $".{rest.SubsecondTicks / 10:000000}")} s";
    }

    /// <summary>A share with at most one decimal.</summary>
    public static string Percent(decimal share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>The text with a capital letter, unless it begins with a name.</summary>
    public static string Sentence(string text) => text.StartsWith("the ", StringComparison.Ordinal) ? $"T{text[1..]}" : text;
}
