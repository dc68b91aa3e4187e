using System.Globalization;

namespace Orchestrator.Engine.Values;

/// <summary>FLOAT64 as GoogleSQL writes and reads it.</summary>
internal static class Floats
{
    /// <summary>Fifteen digits when they read back as the same value, else seventeen, without trailing zeros; plain from 1e-5 to below 1e15, with an exponent of at least two digits outside; nan, inf, -inf.</summary>
    public static string Text(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        if (value == 0) return double.IsNegative(value) ? "-0" : "0";
        var (digits, power) = Shortest(value);
        var sign = value < 0 ? "-" : "";
        if (power is < -4 or >= 15) return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}";
        if (power < 0) return $"{sign}0.{new string('0', -power - 1)}{digits}";
        return digits.Length <= power + 1 ? sign + digits.PadRight(power + 1, '0') : $"{sign}{digits[..(power + 1)]}.{digits[(power + 1)..]}";
    }

    /// <summary>Reads a GoogleSQL number text, without case: nan, inf, infinity with a sign, decimal and hexadecimal forms; null when it is none.</summary>
    public static double? Parse(string text)
    {
        var trimmed = text.Trim();
        switch (trimmed.ToUpperInvariant())
        {
            case "NAN" or "+NAN" or "-NAN": return double.NaN;
            case "INF" or "+INF" or "INFINITY" or "+INFINITY": return double.PositiveInfinity;
            case "-INF" or "-INFINITY": return double.NegativeInfinity;
        }
        if (Hexadecimal(trimmed) is { } hex) return hex;
        if (!NumberText.TrySplit(trimmed, out _, out _, out _)) return null;
        return double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static double? Hexadecimal(string text)
    {
        var digits = text.TrimStart('+', '-');
        return text.Length - digits.Length <= 1 && digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? text[0] == '-' ? -(double)value : value : null;
    }

    private static (string Digits, int Power) Shortest(double value)
    {
        var size = Math.Abs(value);
        var text = size.ToString("E14", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) != size) text = size.ToString("E16", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var power = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = whole + (point < 0 ? "" : mantissa[(point + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), power + whole.Length - 1 - leading);
    }
}
