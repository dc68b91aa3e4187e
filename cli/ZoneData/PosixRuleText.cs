using System.Globalization;
using NodaTime;

namespace Orchestrator.Cli;

/// <summary>Reads the rule at the end of a compiled zone (POSIX TZ with the extensions of RFC 9636).</summary>
internal ref struct PosixRuleText(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    /// <summary>Reads a rule; null when the text is none.</summary>
    public static PosixRule? TryRead(string text)
    {
        var reader = new PosixRuleText(text);
        return reader.Name() is { } name && reader.Seconds(24) is { } west ? reader.Rule(new(name, Offset.FromSeconds(-west), Summer: false)) : null;
    }

    private PosixRule? Rule(ZoneClock standard)
    {
        if (rest.IsEmpty) return new(standard, null);
        if (Name() is not { } name) return null;
        var west = rest is [',', ..] ? -standard.Offset.Seconds - 3600 : Seconds(24);
        if (west is null || Day() is not { } begin || Day() is not { } end || !rest.IsEmpty) return null;
        return new(standard, new(new(name, Offset.FromSeconds(-west.Value), Summer: true), begin, end));
    }

    // `MST`, or `<-07>` where the name has digits and signs.
    private string? Name()
    {
        var quoted = rest is ['<', ..];
        if (quoted) rest = rest[1..];
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetter(rest[length]) || (quoted && (char.IsAsciiDigit(rest[length]) || rest[length] is '+' or '-')))) length++;
        if (length < 3 || (quoted && (length == rest.Length || rest[length] != '>'))) return null;
        var name = rest[..length].ToString();
        rest = rest[(quoted ? length + 1 : length)..];
        return name;
    }

    // `7`, `-3:30`, `+5:45:00`, as seconds.
    private int? Seconds(int mostHours)
    {
        var negative = rest is ['-', ..];
        if (negative || rest is ['+', ..]) rest = rest[1..];
        if (Number(mostHours) is not { } hours) return null;
        var (minutes, seconds) = (0, 0);
        if (rest is [':', ..])
        {
            rest = rest[1..];
            if (Number(59) is not { } m) return null;
            minutes = m;
            if (rest is [':', ..])
            {
                rest = rest[1..];
                if (Number(59) is not { } s) return null;
                seconds = s;
            }
        }

        var all = (hours * 3600) + (minutes * 60) + seconds;
        return negative ? -all : all;
    }

    // `,M3.2.0/2`, `,J60`, `,59/-1`.
    private YearlyDay? Day()
    {
        if (rest is not [',', ..]) return null;
        rest = rest[1..];
        YearlyDay? day;
        if (rest is ['M', ..])
        {
            rest = rest[1..];
            day = Number(12) is { } month and > 0 && Dot() && Number(5) is { } week and > 0 && Dot() && Number(6) is { } weekday ? new(month, week, weekday, 0) : null;
        }
        else if (rest is ['J', ..])
        {
            rest = rest[1..];
            day = Number(365) is { } number and > 0 ? new(0, number, -2, 0) : null;
        }
        else
        {
            day = Number(365) is { } number ? new(0, number, -1, 0) : null;
        }

        if (day is null || rest is not ['/', ..]) return day is null ? null : day with { Seconds = 7200 };
        rest = rest[1..];
        return Seconds(167) is { } time ? day with { Seconds = time } : null;
    }

    private bool Dot()
    {
        if (rest is not ['.', ..]) return false;
        rest = rest[1..];
        return true;
    }

    private int? Number(int most)
    {
        var length = 0;
        while (length < rest.Length && length < 3 && char.IsAsciiDigit(rest[length])) length++;
        if (!int.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > most) return null;
        rest = rest[length..];
        return number;
    }
}
