using System.Globalization;
using System.Text;
using NodaTime;
using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Functions;

/// <summary>Casts that read or write text, or round.</summary>
internal static class CastFunctions
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<ScalarFunction> Registered { get; } =
    [
        ScalarFunction.Of("bq_string_to_int64", (string s) => Integer(s)),
        ScalarFunction.Of("bq_string_to_float64", (string s) => Floats.Parse(s) ?? throw Bad("double", s)),
        ScalarFunction.Of("bq_string_to_bool", (string s) => s.Trim().ToUpperInvariant() switch { "TRUE" => true, "FALSE" => false, _ => throw Bad("bool", s) }),
        ScalarFunction.Of("bq_string_to_numeric", (string s) => Numeric.Parse(s) ?? throw new EvaluationException($"Invalid NUMERIC value: {s}")),
        ScalarFunction.Of("bq_string_to_date", (string s) => CivilText.Date(s) ?? throw new EvaluationException($"Invalid date: '{s}'")),
        ScalarFunction.Of("bq_string_to_datetime", (string s) => CivilText.DateTime(s) ?? throw new EvaluationException($"Invalid datetime string \"{s}\"")),
        ScalarFunction.Of("bq_string_to_time", (string s) => CivilText.Time(s) ?? throw new EvaluationException($"Invalid time string \"{s}\"")),
        ScalarFunction.Of("bq_string_to_timestamp", (string s, string zone) => CivilText.Timestamp(s, zone) ?? throw new EvaluationException($"Invalid timestamp: '{s}'")),
        ScalarFunction.Of("bq_float64_to_string", (double x) => Floats.Text(x)),
        ScalarFunction.Of("bq_numeric_to_string", (Numeric x) => x.ToString()),
        ScalarFunction.Of("bq_date_to_string", (LocalDate d) => CivilText.Text(d)),
        ScalarFunction.Of("bq_datetime_to_string", (LocalDateTime d) => CivilText.Text(d)),
        ScalarFunction.Of("bq_time_to_string", (LocalTime t) => CivilText.Text(t)),
        ScalarFunction.Of("bq_timestamp_to_string", (Instant t, string zone) => CivilText.Text(t, zone)),
        ScalarFunction.Of("bq_bytes_to_string", (byte[] b) => Utf8(b)),
        ScalarFunction.Of("bq_float64_to_int64", (double x) => Whole(x)),
        ScalarFunction.Of("bq_numeric_to_int64", (Numeric x) => x.ToInt64()),
        ScalarFunction.Of("bq_float64_to_numeric", (double x) => Numeric.From(x)),
        ScalarFunction.Of("bq_numeric_to_float64", (Numeric x) => x.ToDouble()),
    ];

    private static long Integer(string text)
    {
        var trimmed = text.Trim();
        var digits = trimmed.TrimStart('+', '-');
        var negative = trimmed.StartsWith('-');
        if (trimmed.Length - digits.Length <= 1 && digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) && hex <= (ulong)long.MaxValue + (negative ? 1UL : 0))
            return negative ? unchecked(-(long)hex) : (long)hex;
        return long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Bad("int64", text);
    }

    private static long Whole(double x)
    {
        var rounded = Math.Round(x, MidpointRounding.AwayFromZero);
        return rounded is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)rounded : throw new EvaluationException($"{(double.IsFinite(x) ? "int64 out of range" : "Illegal conversion of non-finite floating point number to an integer")}: {Floats.Text(x)}");
    }

    private static string Utf8(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new EvaluationException("Invalid cast of bytes to UTF8 string");
        }
    }

    private static EvaluationException Bad(string type, string text) => new($"Bad {type} value: {text}");
}
