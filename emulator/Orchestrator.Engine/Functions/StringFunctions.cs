using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>Texts. Positions count code points.</summary>
internal static partial class StringFunctions
{
    public static IReadOnlyDictionary<string, Func<Call, string>> Table { get; } = new Dictionary<string, Func<Call, string>>
    {
        ["$concat_op"] = c => c.Kind == TypeKind.TypeArray ? c.As("list_concat") : c.Infix("||"),
        ["concat"] = c => $"({string.Join(" || ", c.All)})",
        ["upper"] = c => Text(c, c.As("bq_upper")),
        ["lower"] = c => Text(c, c.As("lower")),
        ["initcap"] = c => c.Count == 1 ? c.As("bq_initcap") : throw Unsupported.What("INITCAP with delimiters"),
        ["length"] = c => c.KindOf(0) == TypeKind.TypeBytes ? $"CAST(octet_length({c[0]}) AS BIGINT)" : c.As("length"),
        ["char_length"] = c => c.As("length"),
        ["byte_length"] = c => c.KindOf(0) == TypeKind.TypeBytes ? $"CAST(octet_length({c[0]}) AS BIGINT)" : $"CAST(strlen({c[0]}) AS BIGINT)",
        ["substr"] = c => Text(c, c.Count == 3 && c.Literal(1)?.Int64Value is > 0 and < int.MaxValue && c.Literal(2)?.Int64Value is >= 0 and < int.MaxValue ? c.As("substr") : $"bq_substr({c[0]}, {c[1]}, {c.Or(2, "9223372036854775807")})"),
        ["left"] = c => Text(c, $"bq_left({c[0]}, {c[1]})"),
        ["right"] = c => Text(c, $"bq_right({c[0]}, {c[1]})"),
        ["trim"] = c => Text(c, c.Count == 1 ? $"bq_trim({c[0]}, '', 3)" : $"bq_trim({c[0]}, {NotEmpty(c[1])}, 3)"),
        ["ltrim"] = c => Text(c, c.Count == 1 ? $"bq_trim({c[0]}, '', 1)" : $"bq_trim({c[0]}, {NotEmpty(c[1])}, 1)"),
        ["rtrim"] = c => Text(c, c.Count == 1 ? $"bq_trim({c[0]}, '', 2)" : $"bq_trim({c[0]}, {NotEmpty(c[1])}, 2)"),
        ["replace"] = c => Text(c, c.As("bq_replace")),
        ["translate"] = c => Text(c, c.As("translate")),
        ["reverse"] = c => Text(c, c.As("bq_reverse")),
        ["repeat"] = c => Text(c, c.As("bq_repeat")),
        ["lpad"] = c => Text(c, $"bq_pad({c[0]}, {c[1]}, {c.Or(2, "' '")}, true)"),
        ["rpad"] = c => Text(c, $"bq_pad({c[0]}, {c[1]}, {c.Or(2, "' '")}, false)"),
        ["starts_with"] = c => Text(c, c.As("starts_with")),
        ["ends_with"] = c => Text(c, c.As("ends_with")),
        ["strpos"] = c => Text(c, c.As("strpos")),
        ["instr"] = c => c.Count == 2 ? Text(c, c.As("strpos")) : throw Unsupported.What("INSTR with a position"),
        ["split"] = c => Text(c, $"bq_split({c[0]}, {c.Or(1, "','")})"),
        ["ascii"] = c => c.As("bq_ascii"),
        ["unicode"] = c => c.As("bq_unicode"),
        ["chr"] = c => c.As("bq_chr"),
        ["normalize"] = c => throw Unsupported.Function(c.Name),
        ["$like"] = c => Text(c, $"({c[0]} LIKE {c[1]} ESCAPE '\\')"),
        ["regexp_contains"] = c => Text(c, c.As("regexp_matches")),
        ["regexp_extract"] = c => c.Count == 2
            ? Text(c, $"CASE WHEN regexp_matches({c[0]}, {c[1]}) THEN regexp_extract({c[0]}, {c[1]}, {Group(c.LiteralText(1))}) END")
            : throw Unsupported.What("REGEXP_EXTRACT with a position"),
        ["regexp_extract_all"] = c => Text(c, $"regexp_extract_all({c[0]}, {c[1]}, {Group(c.LiteralText(1))})"),
        ["regexp_replace"] = c => Text(c, $"regexp_replace({c[0]}, {c[1]}, {c[2]}, 'g')"),
        ["contains_substr"] = c => c.KindOf(0) == TypeKind.TypeString ? $"contains(lower({c[0]}), lower({c[1]}))" : throw Unsupported.What("CONTAINS_SUBSTR of something else than a STRING"),
        ["edit_distance"] = c => $"CAST(levenshtein({c[0]}, {c[1]}) AS BIGINT)",
        ["format"] = c => Format.Translate(c),
    };

    public static IReadOnlyList<ScalarFunction> Registered { get; } =
    [
        ScalarFunction.Of("bq_error", (string message) => message.Length >= 0 ? throw new EvaluationException(message) : message),
        ScalarFunction.Of("bq_substr", (string s, long position, long length) => Substring(s, position, length)),
        ScalarFunction.Of("bq_left", (string s, long n) => n < 0 ? throw Negative("Second", "LEFT") : Substring(s, 1, n)),
        ScalarFunction.Of("bq_right", (string s, long n) => n < 0 ? throw Negative("Second", "RIGHT") : n == 0 ? "" : Substring(s, -n, n)),
        ScalarFunction.Of("bq_trim", (string s, string what, long sides) => Trim(s, what, sides)),
        ScalarFunction.Of("bq_not_empty", (string s) => s.Length == 0 ? throw new EvaluationException("The second argument of TRIM must not be empty: the local engine would trim white space") : s),
        ScalarFunction.Of("bq_replace", (string s, string from, string to) => from.Length == 0 ? s : s.Replace(from, to, StringComparison.Ordinal)),
        ScalarFunction.Of("bq_reverse", (string s) => string.Concat(s.EnumerateRunes().Reverse())),
        ScalarFunction.Of("bq_repeat", (string s, long n) => n < 0 ? throw Negative("Second", "REPEAT") : s.Length * n > 1 << 20 ? throw new EvaluationException("Output of REPEAT exceeds max allowed output size of 1MB") : new StringBuilder().Insert(0, s, (int)n).ToString()),
        ScalarFunction.Of("bq_pad", (string s, long n, string pad, bool left) => Pad(s, n, pad, left)),
        ScalarFunction.Of("bq_split", (string s, string by) => s.Length == 0 ? [""] : by.Length == 0 ? s.EnumerateRunes().Select(r => r.ToString()).ToArray() : s.Split(by)),
        ScalarFunction.Of("bq_format_float64", (double x, long digits, bool grouped) => double.IsFinite(x) ? x.ToString((grouped ? "N" : "F") + digits, CultureInfo.InvariantCulture) : Floats.Text(x)),
        ScalarFunction.Of("bq_format_exponent", (double x, long digits) => double.IsFinite(x) ? Exponent(x.ToString($"e{digits}", CultureInfo.InvariantCulture)) : Floats.Text(x)),
        ScalarFunction.Of("bq_upper", (string s) => s.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal)),
        ScalarFunction.Of("bq_initcap", (string s) => Word().Replace(s.ToLowerInvariant(), m => char.ToUpperInvariant(m.Value[0]) + m.Value[1..])),
        ScalarFunction.Of("bq_ascii", (string s) => s.Length == 0 ? 0L : s[0] < 128 ? s[0] : throw new EvaluationException("Non-ASCII character found in ASCII argument")),
        ScalarFunction.Of("bq_unicode", (string s) => s.Length == 0 ? 0L : s.EnumerateRunes().First().Value),
        ScalarFunction.Of("bq_chr", (long n) => Rune.IsValid((int)Math.Clamp(n, -1, 0x110000)) ? new Rune((int)n).ToString() : throw new EvaluationException($"Invalid codepoint {n}")),
    ];

    // .NET writes three digits of exponent, printf two where they are enough.
    private static string Exponent(string text) => text[^3] == '0' ? text.Remove(text.Length - 3, 1) : text;

    // The same functions of BYTES count bytes; they are refused rather than approximated.
    private static string Text(Call c, string sql) => Enumerable.Range(0, c.Count).Any(i => c.KindOf(i) == TypeKind.TypeBytes) ? throw Unsupported.What($"{c.Name.ToUpperInvariant().TrimStart('$')} of BYTES") : sql;

    private static string NotEmpty(string sql) => $"bq_not_empty({sql})";

    private static int Group(string pattern)
    {
        var groups = Capture().Count(pattern);
        return groups > 1 ? throw new QueryException("invalidQuery", "Regular expression has more than 1 capturing group") : groups;
    }

    private static string Substring(string s, long position, long length)
    {
        if (length < 0) throw Negative("Third", "SUBSTR");
        var runes = s.EnumerateRunes().ToArray();
        if (position < 0) position = Math.Max(0, runes.Length + position);
        else if (position > 0) position--;
        return position >= runes.Length ? "" : string.Concat(runes.Skip((int)position).Take((int)Math.Min(length, runes.Length - position)));
    }

    private static string Trim(string s, string what, long sides)
    {
        var runes = s.EnumerateRunes().ToArray();
        var set = what.EnumerateRunes().ToHashSet();
        bool Cut(Rune r) => what.Length == 0 ? Rune.IsWhiteSpace(r) : set.Contains(r);
        var (start, end) = (0, runes.Length);
        if ((sides & 1) != 0) while (start < end && Cut(runes[start])) start++;
        if ((sides & 2) != 0) while (end > start && Cut(runes[end - 1])) end--;
        return string.Concat(runes[start..end]);
    }

    private static string Pad(string s, long length, string pad, bool left)
    {
        var name = left ? "LPAD" : "RPAD";
        if (length < 0) throw Negative("Second", name);
        if (pad.Length == 0) throw new EvaluationException($"Third argument (pad pattern) for {name} cannot be empty");
        if (length > 1 << 20) throw new EvaluationException($"Output of {name} exceeds max allowed output size of 1MB");
        var runes = s.EnumerateRunes().ToArray();
        if (runes.Length >= length) return string.Concat(runes.Take((int)length));
        var pattern = pad.EnumerateRunes().ToArray();
        var filling = string.Concat(Enumerable.Range(0, (int)length - runes.Length).Select(i => pattern[i % pattern.Length]));
        return left ? filling + s : s + filling;
    }

    private static EvaluationException Negative(string argument, string function) => new($"{argument} argument in {function}() cannot be negative");

    [GeneratedRegex(@"(?<!\\)(\\\\)*\((?!\?)|(?<!\\)(\\\\)*\(\?P<", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Capture();

    // What is not one of the delimiters that GoogleSQL documents for INITCAP.
    [GeneratedRegex(@"[^\s\[\](){}/|\\<>!?@""^#$&~_,.:;*%+\-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
