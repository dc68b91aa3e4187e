using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Calendars;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Functions;

/// <summary>FORMAT_DATE and its kin: GoogleSQL's elements of a format, in English.</summary>
internal static class TimeFormat
{
    public static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    public static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static string Write(string format, LocalDateTime t, DateTimeZone zone, Instant instant)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length) text.Append(format[i]);
            else text.Append(Element(format, ref i, t, zone, instant));
        }
        return text.ToString();
    }

    private static string Element(string format, ref int i, LocalDateTime t, DateTimeZone zone, Instant instant)
    {
        var letter = format[++i];
        if (letter == 'E' && i + 1 < format.Length)
        {
            var extended = format[++i];
            if (extended == 'z') return Offset(zone, instant, ":");
            if (extended == '4' && i + 1 < format.Length && format[i + 1] == 'Y')
            {
                i++;
                return $"{t.Year:0000}";
            }
            if (extended == '*' && i + 1 < format.Length && format[i + 1] == 'S')
            {
                i++;
                return Seconds(t, 6).TrimEnd('0').TrimEnd('.');
            }
            if (char.IsAsciiDigit(extended) && i + 1 < format.Length && format[i + 1] == 'S')
            {
                i++;
                return Seconds(t, extended - '0');
            }
            return Simple(extended, t, zone, instant);
        }
        return Simple(letter, t, zone, instant);
    }

    private static string Seconds(LocalDateTime t, int digits) =>
        digits == 0 ? $"{t.Second:00}" : $"{t.Second:00}.{(t.TickOfSecond / 10).ToString("000000", CultureInfo.InvariantCulture).PadRight(9, '0')[..digits]}";

    private static string Simple(char letter, LocalDateTime t, DateTimeZone zone, Instant instant)
    {
        var weekday = (int)t.DayOfWeek % 7;
        return letter switch
        {
            'A' => Days[weekday],
            'a' => Days[weekday][..3],
            'B' => Months[t.Month - 1],
            'b' or 'h' => Months[t.Month - 1][..3],
            'C' => $"{t.Year / 100}",
            'c' => $"{Days[weekday][..3]} {Months[t.Month - 1][..3]} {t.Day,2} {t.Hour:00}:{t.Minute:00}:{t.Second:00} {t.Year}",
            'D' or 'x' => $"{t.Month:00}/{t.Day:00}/{t.Year % 100:00}",
            'd' => $"{t.Day:00}",
            'e' => $"{t.Day,2}",
            'F' => $"{t.Year}-{t.Month:00}-{t.Day:00}",
            'G' => WeekYearRules.Iso.GetWeekYear(t.Date).ToString(CultureInfo.InvariantCulture),
            'g' => $"{WeekYearRules.Iso.GetWeekYear(t.Date) % 100:00}",
            'H' => $"{t.Hour:00}",
            'I' => $"{(t.Hour + 11) % 12 + 1:00}",
            'j' => $"{t.DayOfYear:000}",
            'k' => $"{t.Hour,2}",
            'l' => $"{(t.Hour + 11) % 12 + 1,2}",
            'M' => $"{t.Minute:00}",
            'm' => $"{t.Month:00}",
            'n' => "\n",
            'P' => t.Hour < 12 ? "am" : "pm",
            'p' => t.Hour < 12 ? "AM" : "PM",
            'Q' => ((t.Month + 2) / 3).ToString(CultureInfo.InvariantCulture),
            'R' => $"{t.Hour:00}:{t.Minute:00}",
            'S' => $"{t.Second:00}",
            's' => Math.Floor(Civil.Micros(instant) / 1e6).ToString("0", CultureInfo.InvariantCulture),
            'T' or 'X' => $"{t.Hour:00}:{t.Minute:00}:{t.Second:00}",
            't' => "\t",
            'U' => $"{(t.DayOfYear + 6 - weekday) / 7:00}",
            'u' => $"{(int)t.DayOfWeek}",
            'V' => $"{WeekYearRules.Iso.GetWeekOfWeekYear(t.Date):00}",
            'W' => $"{(t.DayOfYear + 6 - (weekday + 6) % 7) / 7:00}",
            'w' => $"{weekday}",
            'Y' => t.Year.ToString(CultureInfo.InvariantCulture),
            'y' => $"{t.Year % 100:00}",
            'Z' => zone == DateTimeZone.Utc ? "UTC" : $"UTC{Short(zone, instant)}",
            'z' => Offset(zone, instant, ""),
            '%' => "%",
            _ => throw new EvaluationException($"The local engine does not know the format element %{letter}"),
        };
    }

    private static string Offset(DateTimeZone zone, Instant instant, string separator)
    {
        var seconds = zone.GetUtcOffset(instant).Seconds;
        return $"{(seconds < 0 ? '-' : '+')}{Math.Abs(seconds) / 3600:00}{separator}{Math.Abs(seconds) / 60 % 60:00}";
    }

    private static string Short(DateTimeZone zone, Instant instant)
    {
        var seconds = zone.GetUtcOffset(instant).Seconds;
        var minutes = Math.Abs(seconds) / 60 % 60;
        return seconds == 0 ? "" : $"{(seconds < 0 ? '-' : '+')}{(minutes == 0 ? $"{Math.Abs(seconds) / 3600}" : $"{Math.Abs(seconds) / 3600:00}{minutes:00}")}";
    }
}
