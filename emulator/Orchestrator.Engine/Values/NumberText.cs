using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Engine.Values;

/// <summary>Decimal number texts, split.</summary>
internal static partial class NumberText
{
    /// <summary>Splits <c>[+-]digits[.digits][e[+-]digits]</c> into all its digits and the power of ten of the last one.</summary>
    public static bool TrySplit(string text, out string digits, out int exponent, out bool negative)
    {
        var match = Number().Match(text);
        digits = match.Groups["whole"].Value + match.Groups["fraction"].Value;
        negative = match.Groups["sign"].Value == "-";
        exponent = 0;
        if (!match.Success || digits.Length == 0) return false;
        if (match.Groups["exponent"] is { Success: true, Value: var power } && !int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return false;
        if (Math.Abs((long)exponent) > 100_000) return false;
        exponent -= match.Groups["fraction"].Length;
        return true;
    }

    /// <summary>Whether two texts are the same number.</summary>
    public static bool Same(string left, string right)
    {
        if (!TrySplit(left, out var a, out var x, out var minus) || !TrySplit(right, out var b, out var y, out var negative)) return false;
        var (first, second) = (a.TrimEnd('0'), b.TrimEnd('0'));
        (x, y) = (x + a.Length - first.Length, y + b.Length - second.Length);
        (first, second) = (first.TrimStart('0'), second.TrimStart('0'));
        return first == second && (first.Length == 0 || (x == y && minus == negative));
    }

    [GeneratedRegex(@"^(?<sign>[+-]?)(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?([eE](?<exponent>[+-]?[0-9]+))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
