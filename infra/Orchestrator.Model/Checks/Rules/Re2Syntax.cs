using System.Globalization;

namespace Orchestrator.Model;

/// <summary>
/// Whether a text is an RE2 expression (github.com/google/re2/wiki/Syntax), as GoogleSQL's REGEXP functions want it. What RE2 leaves out on purpose is
/// named: looking around, references back, possessive and atomic parts. Names of Unicode classes are not looked up.
/// </summary>
public sealed class Re2Syntax
{
    private const int MostRepetitions = 1000;
    private readonly string text;
    private int at;

    private Re2Syntax(string text) => this.text = text;

    private bool More => at < text.Length;

    /// <summary>What is wrong and where, counted from 1; null when nothing is.</summary>
    public static string? Mistake(string re2)
    {
        var syntax = new Re2Syntax(re2);
        try
        {
            syntax.Alternatives();
            return syntax.More ? $"')' without '(' at {syntax.at + 1}" : null;
        }
        catch (FormatException mistake)
        {
            return mistake.Message;
        }
    }

    private void Alternatives()
    {
        while (true)
        {
            Sequence();
            if (!Take('|')) return;
        }
    }

    private void Sequence()
    {
        var repeatable = false;
        while (More && text[at] is not ('|' or ')'))
        {
            var start = at;
            if (!Repetition()) repeatable = Atom();
            else if (!repeatable) throw Wrong($"nothing to repeat before '{text[start..at]}'", start);
            else repeatable = Lazy(start);
        }
    }

    // One repetition follows an atom, lazy or not; a second one is an error in RE2, a brace that is none is a character.
    private bool Lazy(int start)
    {
        Take('?');
        var second = at;
        return More && text[at] is '*' or '+' or '?' || Braces(second) ? throw Wrong($"'{text[start..(second + 1)]}' repeats a repetition", start) : false;
    }

    private bool Repetition()
    {
        if (text[at] is '*' or '+' or '?') return ++at > 0;
        var start = at;
        if (!Braces(start)) return false;
        var close = text.IndexOf('}', start);
        var counts = text[(start + 1)..close].Split(',').Where(c => c.Length > 0).Select(c => c.Length > 4 ? int.MaxValue : int.Parse(c, CultureInfo.InvariantCulture)).ToList();
        if (counts[^1] > MostRepetitions || counts[0] > counts[^1]) throw Wrong($"the repetition {text[start..(close + 1)]} is beyond {MostRepetitions} or ends before it starts", start);
        at = close + 1;
        return true;
    }

    private bool Braces(int start)
    {
        if (start >= text.Length || text[start] != '{' || text.IndexOf('}', start) is var close && close < 0) return false;
        var inside = text[(start + 1)..close].Split(',');
        return inside.Length <= 2 && inside[0].Length > 0 && inside.All(c => c.All(char.IsAsciiDigit));
    }

    /// <summary>Reads one atom.</summary>
    /// <returns>Whether it can be repeated: flags cannot.</returns>
    private bool Atom()
    {
        var start = at;
        switch (text[at++])
        {
            case '(': return Group(start);
            case '[': Class(start); return true;
            case '\\': Escape(start, inClass: false); return true;
            default: return true;
        }
    }

    private bool Group(int start)
    {
        if (Take('?'))
        {
            // Only newer versions of RE2 know (?<name>...) beside (?P<name>...).
            if (Take('P')) Name(start);
            else if (Flags(start)) return false;
        }
        Alternatives();
        if (!Take(')')) throw Wrong("'(' without ')'", start);
        return true;
    }

    private void Name(int start)
    {
        var close = Take('<') ? text.IndexOf('>', at) : -1;
        if (close <= at || !text[at..close].All(c => char.IsLetterOrDigit(c) || c == '_')) throw Wrong("a group without a name", start);
        at = close + 1;
    }

    private bool Flags(int start)
    {
        var first = at;
        while (More && text[at] is 'i' or 'm' or 's' or 'U' or '-') at++;
        if (!More || text[at] is not (':' or ')') || text[first..at].EndsWith('-') || text[first..at].Count(c => c == '-') > 1)
            throw Wrong($"RE2 has no '{text[start..Math.Min(at + 1, text.Length)]}': it looks neither ahead nor behind, keeps no atomic groups, and names groups as (?P<name>...)", start);
        return text[at++] == ')';
    }

    private void Class(int start)
    {
        Take('^');
        var first = true;
        while (More && (text[at] != ']' || first))
        {
            first = false;
            if (text[at..].StartsWith("[:", StringComparison.Ordinal) && text.IndexOf(":]", at + 2, StringComparison.Ordinal) is > 0 and var named)
            {
                at = named + 2;
                continue;
            }
            var (low, from) = (at, Character());
            if (!(from is not null && More && text[at] == '-' && at + 1 < text.Length && text[at + 1] != ']')) continue;
            at++;
            var to = Character();
            if (to is null || from > to) throw Wrong($"the range {text[low..at]} is none", low);
        }
        if (!Take(']')) throw Wrong("'[' without ']'", start);
    }

    private int? Character() => text[at++] is var c && c != '\\' ? c : Escape(at - 1, inClass: true);

    // The character that an escape stands for, null for a class or a place.
    private int? Escape(int start, bool inClass)
    {
        if (!More) throw Wrong("a backslash at the end", start);
        var c = text[at++];
        switch (c)
        {
            case 'x': return Hexadecimal(start);
            case 'p' or 'P': UnicodeClass(start); return null;
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W': return null;
            case 'A' or 'b' or 'B' or 'z' or 'C' when !inClass: return null;
            case 'Q' when !inClass: at = text.IndexOf(@"\E", at, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : text.Length; return null;
            case 'a' or 'f' or 't' or 'n' or 'r' or 'v' or '_': return c;
            case '0': return Octal(0);
            case >= '1' and <= '7' when More && text[at] is >= '0' and <= '7': return Octal(c - '0');
            default: return !char.IsAsciiLetterOrDigit(c) && c < 128 ? c : throw Wrong($"RE2 has no '\\{c}'", start);
        }
    }

    private int Octal(int value)
    {
        for (var i = 0; i < 2 && More && text[at] is >= '0' and <= '7'; i++) value = value * 8 + text[at++] - '0';
        return value;
    }

    private int Hexadecimal(int start)
    {
        var braced = Take('{');
        var close = braced ? text.IndexOf('}', at) : at + 2;
        if (close <= at || close > text.Length || !int.TryParse(text[at..close], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF)
            throw Wrong("'\\x' without a character's code", start);
        at = close + (braced ? 1 : 0);
        return code;
    }

    private void UnicodeClass(int start)
    {
        var close = Take('{') ? text.IndexOf('}', at) : More ? at : -1;
        if (close < 0 || text[(start + 2)..close].Any(c => !char.IsLetter(c) && c is not ('{' or '^' or '_'))) throw Wrong("'\\p' without a name", start);
        at = close + 1;
    }

    private bool Take(char c) => More && text[at] == c && ++at > 0;

    private static FormatException Wrong(string what, int start) => new($"{what} at {start + 1}");
}
