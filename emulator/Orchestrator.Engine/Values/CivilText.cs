using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Orchestrator.Engine.Values;

/// <summary>Dates, times and timestamps as GoogleSQL reads and writes them. A reader returns null when the text is something else.</summary>
internal static partial class CivilText
{
    public static LocalDate? Date(string text) => Match(text) is { } m && !m.Groups["zone"].Success && !m.Groups["H"].Success ? DateOf(m) : null;

    public static LocalDateTime? DateTime(string text) => Match(text) is { } m && !m.Groups["zone"].Success && DateOf(m) is { } date && TimeOf(m) is { } time ? date + time : null;

    public static LocalTime? Time(string text) => TimeOnly().Match(text) is { Success: true } m ? TimeOf(m) : null;

    /// <summary>A timestamp; one without a zone is in <paramref name="defaultZone"/>.</summary>
    public static Instant? Timestamp(string text, string defaultZone = "UTC")
    {
        if (Match(text) is not { } m || DateOf(m) is not { } date || TimeOf(m) is not { } time) return null;
        var name = m.Groups["zone"] is { Success: true, Value: var z } ? z.Trim() : defaultZone;
        return Zones.Find(name) is { } zone ? InRange((date + time).InZone(zone, Zones.Resolver).ToInstant()) : null;
    }

    public static string Text(LocalDate date) => $"{date.Year:0000}-{date.Month:00}-{date.Day:00}";

    public static string Text(LocalTime time) => $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}{Fraction(time.TickOfSecond / 10)}";

    public static string Text(LocalDateTime time) => $"{Text(time.Date)} {Text(time.TimeOfDay)}";

    /// <summary>GoogleSQL's text of a timestamp: <c>2026-01-02 03:04:05.678+00</c>, minutes of the offset only when there are some.</summary>
    public static string Text(Instant instant, string zone = "UTC")
    {
        var offset = Zones.OffsetOf(zone, instant);
        var seconds = Math.Abs(offset.Seconds);
        var minutes = seconds / 60 % 60;
        return $"{Text(instant.WithOffset(offset).LocalDateTime)}{(offset.Seconds < 0 ? "-" : "+")}{seconds / 3600:00}{(minutes == 0 ? "" : $":{minutes:00}")}";
    }

    private static string Fraction(int micros) => micros == 0 ? "" : micros % 1000 == 0 ? $".{micros / 1000:000}" : $".{micros:000000}";

    private static Match? Match(string text) => Full().Match(text) is { Success: true } m ? m : null;

    private static Instant InRange(Instant instant) => Civil.Instant(Civil.Micros(instant));

    private static LocalDate? DateOf(Match m)
    {
        var (year, month, day) = (Number(m.Groups["y"]), Number(m.Groups["m"]), Number(m.Groups["d"]));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
    }

    private static LocalTime? TimeOf(Match m)
    {
        if (!m.Groups["H"].Success) return LocalTime.Midnight;
        var (hour, minute, second) = (Number(m.Groups["H"]), Number(m.Groups["M"]), Number(m.Groups["S"]));
        if (hour > 23 || minute > 59 || second > 59) return null;
        var fraction = m.Groups["f"].Value.PadRight(6, '0')[..6];
        return new LocalTime(hour, minute, second).PlusTicks(int.Parse(fraction, CultureInfo.InvariantCulture) * 10L);
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})([ Tt](?<H>[0-9]{1,2}):(?<M>[0-9]{1,2}):(?<S>[0-9]{1,2})(\.(?<f>[0-9]{0,9}))?)?(?<zone>[Zz]|[+-][0-9]{1,2}(:[0-9]{1,2})?| [A-Za-z][A-Za-z0-9_+/-]*| ?[+-][0-9]{1,2}:[0-9]{2})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Full();

    [GeneratedRegex(@"^(?<H>[0-9]{1,2}):(?<M>[0-9]{1,2}):(?<S>[0-9]{1,2})(\.(?<f>[0-9]{0,9}))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TimeOnly();
}
