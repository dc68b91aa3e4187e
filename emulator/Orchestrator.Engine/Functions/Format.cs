using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Engine.Translate;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>FORMAT with a literal format: %s, %t, %T (texts and numbers), %d, %f and %e, with width, zeros, precision and thousands separators.</summary>
internal static partial class Format
{
    public static string Translate(Call c)
    {
        var format = c.LiteralText(0);
        var parts = new List<string>();
        var argument = 1;
        var last = 0;
        foreach (Match m in Specifier().Matches(format))
        {
            if (m.Index > last) parts.Add(StorageSql.Text(format[last..m.Index]));
            last = m.Index + m.Length;
            if (m.Groups["type"].Value == "%") parts.Add("'%'");
            else if (argument >= c.Count) throw new QueryException("invalidQuery", $"Too few arguments to FORMAT for pattern \"{format}\"");
            else parts.Add(Piece(c, argument++, m));
        }
        if (last < format.Length) parts.Add(StorageSql.Text(format[last..]));
        if (argument < c.Count) throw new QueryException("invalidQuery", $"Too many arguments to FORMAT for pattern \"{format}\"");
        return parts.Count == 0 ? "''" : $"({string.Join(" || ", parts)})";
    }

    private static string Piece(Call c, int index, Match m)
    {
        var (flags, width, precision, type) = (m.Groups["flags"].Value, Number(m.Groups["width"]), Number(m.Groups["precision"]), m.Groups["type"].Value);
        var (value, kind) = (c[index], c.KindOf(index));
        string text;
        switch (type)
        {
            case "d" or "i" when kind == TypeKind.TypeInt64: text = flags.Contains('\'', StringComparison.Ordinal) ? $"format('{{:,}}', {value})" : $"CAST({value} AS VARCHAR)"; break;
            case "f" or "F" when kind is TypeKind.TypeDouble or TypeKind.TypeNumeric:
                var number = kind == TypeKind.TypeNumeric ? $"bq_numeric_to_float64({value})" : value;
                text = $"bq_format_float64({number}, {precision ?? 6}, {(flags.Contains('\'', StringComparison.Ordinal) ? "true" : "false")})";
                break;
            case "e" when kind == TypeKind.TypeDouble && (precision ?? 6) is > 0 and <= 100: text = $"bq_format_exponent({value}, {precision ?? 6})"; break;
            case "s" when kind == TypeKind.TypeString: text = precision is { } n ? $"bq_left({value}, {n})" : value; break;
            case "t" when kind is not (TypeKind.TypeArray or TypeKind.TypeStruct or TypeKind.TypeBytes or TypeKind.TypeJson): text = $"coalesce({Casts.Of(value, c.TypeOf(index), new TypeProto { TypeKind = TypeKind.TypeString })}, 'NULL')"; break;
            default: throw Unsupported.What($"FORMAT of {kind.ToString()["Type".Length..].ToUpperInvariant()} with %{type}");
        }
        if (flags.Contains('+', StringComparison.Ordinal) || flags.Contains('#', StringComparison.Ordinal) || flags.Contains(' ', StringComparison.Ordinal)) throw Unsupported.What($"FORMAT with the flag in {m.Value}");
        if (width is not { } w) return text;
        if (flags.Contains('-', StringComparison.Ordinal)) return $"rpad({text}, greatest({w}, CAST(length({text}) AS INTEGER)), ' ')";
        if (flags.Contains('0', StringComparison.Ordinal)) return $"CASE WHEN starts_with({text}, '-') THEN '-' || lpad(substr({text}, 2), greatest({w - 1}, CAST(length({text}) AS INTEGER) - 1), '0') ELSE lpad({text}, greatest({w}, CAST(length({text}) AS INTEGER)), '0') END";
        return $"lpad({text}, greatest({w}, CAST(length({text}) AS INTEGER)), ' ')";
    }

    private static int? Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"%(?<flags>[-+#0' ]*)(?<width>[0-9]+)?(\.(?<precision>[0-9]+))?(?<type>[a-zA-Z%])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Specifier();
}
