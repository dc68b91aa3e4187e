using System.Globalization;
using NodaTime;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Functions;

/// <summary>PARSE_DATE and its kin. What the format does not name is 1970-01-01 00:00:00.</summary>
internal sealed class TimeParse
{
    private readonly string _text;
    private int _at;
    private int _year = 1970, _month = 1, _day = 1, _hour, _minute, _second, _micros, _dayOfYear;
    private bool? _afternoon;
    private string? _zone;
    private long? _epochSeconds;

    private TimeParse(string text) => _text = text;

    public LocalDateTime Local => _epochSeconds is { } s ? Civil.DateTime(checked(s * 1_000_000)) : LocalOf();

    public static TimeParse Read(string format, string text)
    {
        var parse = new TimeParse(text);
        parse.Elements(format);
        if (parse._at < text.Length && text[parse._at..].Trim().Length > 0) throw parse.Failed();
        return parse;
    }

    public Instant InZone(string zone) => _epochSeconds is { } s ? Civil.Instant(checked(s * 1_000_000)) : Local.InZone(Zones.Require(_zone ?? zone), Zones.Resolver).ToInstant();

    private LocalDateTime LocalOf()
    {
        var hour = _afternoon is { } pm ? _hour % 12 + (pm ? 12 : 0) : _hour;
        if (_month is < 1 or > 12 || _day < 1 || _year is < 1 or > 9999 || _day > CalendarSystem.Iso.GetDaysInMonth(_year, _month) || hour > 23 || _minute > 59 || _second > 59) throw Failed();
        var date = new LocalDate(_year, _month, _day);
        if (_dayOfYear > 0) date = new LocalDate(_year, 1, 1).PlusDays(_dayOfYear - 1);
        return date + new LocalTime(hour, _minute, _second).PlusTicks(_micros * 10L);
    }

    private void Elements(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            if (char.IsWhiteSpace(format[i])) Blanks();
            else if (format[i] != '%' || i + 1 >= format.Length) Literal(format[i]);
            else
            {
                var letter = format[++i];
                if (letter != 'E') Element(letter);
                else if (i + 2 < format.Length && format[i + 2] == 'S') { i += 2; Element('S'); Fraction(); }
                else if (i + 2 < format.Length && format.Substring(i + 1, 2) == "4Y") { i += 2; Element('Y'); }
                else if (i + 1 < format.Length) Element(format[++i]);
            }
        }
    }

    private void Element(char letter)
    {
        switch (letter)
        {
            case 'Y': _year = Number(4); break;
            case 'y': var y = Number(2); _year = y < 69 ? 2000 + y : 1900 + y; break;
            case 'm': _month = Number(2); break;
            case 'd' or 'e': Blanks(); _day = Number(2); break;
            case 'H' or 'k': Blanks(); _hour = Number(2); break;
            case 'I' or 'l': Blanks(); _hour = Number(2); _afternoon ??= false; break;
            case 'M': _minute = Number(2); break;
            case 'S': _second = Number(2); break;
            case 'j': _dayOfYear = Number(3); break;
            case 'p' or 'P': _afternoon = Name(["AM", "PM"], whole: true) == 1; break;
            case 'b' or 'B' or 'h': _month = Name(TimeFormat.Months) + 1; break;
            case 'a' or 'A': Name(TimeFormat.Days); break;
            case 'F': Elements("%Y-%m-%d"); break;
            case 'T' or 'X': Elements("%H:%M:%S"); break;
            case 'R': Elements("%H:%M"); break;
            case 'D' or 'x': Elements("%m/%d/%y"); break;
            case 's': _epochSeconds = Signed(); break;
            case 'z' or 'Z': Zone(); break;
            case 'n' or 't': Blanks(); break;
            case '%': Literal('%'); break;
            default: throw new EvaluationException($"The local engine does not parse the format element %{letter}");
        }
    }

    private void Fraction()
    {
        if (_at >= _text.Length || _text[_at] != '.') return;
        var start = ++_at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        _micros = int.Parse(_text[start.._at].PadRight(6, '0')[..6], CultureInfo.InvariantCulture);
    }

    private void Zone()
    {
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at])) _at++;
        var name = _text[start.._at];
        if (name.Length == 5 && name[0] is '+' or '-' && !name.Contains(':', StringComparison.Ordinal)) name = $"{name[..3]}:{name[3..]}";
        _zone = Zones.Find(name) is null ? throw Failed() : name;
    }

    private long Signed()
    {
        var start = _at;
        if (_at < _text.Length && _text[_at] is '-' or '+') _at++;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        return long.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Failed();
    }

    private int Number(int digits)
    {
        var start = _at;
        while (_at < _text.Length && _at - start < digits && char.IsAsciiDigit(_text[_at])) _at++;
        return _at > start ? int.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture) : throw Failed();
    }

    private int Name(string[] names, bool whole = false)
    {
        for (var i = 0; i < names.Length; i++)
            foreach (var name in whole ? [names[i]] : new[] { names[i], names[i][..3] })
                if (string.Compare(_text, _at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    _at += name.Length;
                    return i;
                }
        throw Failed();
    }

    private void Literal(char c)
    {
        if (_at >= _text.Length || _text[_at] != c) throw Failed();
        _at++;
    }

    private void Blanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private EvaluationException Failed() => new($"Failed to parse input string \"{_text}\"");
}
