using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime.Text;

namespace Orchestrator.Model;

/// <summary>Values as BigQuery's query parameters write them.</summary>
public static partial class SqlValueText
{
    /// <summary>Whether a text is a value of a type, as far as it can be told here: types without a rule take any text.</summary>
    /// <param name="type">The GoogleSQL type.</param>
    /// <param name="value">The text.</param>
    public static bool Fits(string type, string value) => Column.CanonicalType(type) switch
    {
        "INT64" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "NUMERIC" or "BIGNUMERIC" => Number().IsMatch(value),
        "FLOAT64" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number),
        "BOOL" => value is "true" or "false",
        "DATE" => LocalDatePattern.Iso.Parse(value).Success,
        "DATETIME" or "TIMESTAMP" => Time().IsMatch(value) && LocalDatePattern.Iso.Parse(value[..10]).Success,
        _ => true,
    };

    /// <summary>The order of two values that fit; null when their texts do not tell it.</summary>
    public static int? Compare(string type, string left, string right) => Column.CanonicalType(type) switch
    {
        "INT64" or "NUMERIC" or "BIGNUMERIC" or "FLOAT64" => Parse(left) is { } a && Parse(right) is { } b ? a.CompareTo(b) : null,
        // Times of several zones or lengths are not ordered by their texts.
        "TIMESTAMP" or "DATETIME" when left.Length != right.Length || (left.Length > 19 && left[19..] != right[19..]) => null,
        _ => string.CompareOrdinal(left, right),
    };

    private static decimal? Parse(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?( ?(Z|UTC|[+-]\d{2}(:\d{2})?))?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
