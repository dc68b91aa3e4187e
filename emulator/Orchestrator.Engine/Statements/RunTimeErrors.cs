using System.Text.RegularExpressions;
using Orchestrator.Engine.Duck;

namespace Orchestrator.Engine;

/// <summary>DuckDB's run-time errors in GoogleSQL's words, as far as they have some.</summary>
internal static partial class RunTimeErrors
{
    public static QueryException Of(DuckException e)
    {
        var text = e.Message.Split('\n')[0];
        if (Overflow().Match(text) is { Success: true } overflow) return Wrong($"{(overflow.Groups["type"].Value == "INT64" ? "int64" : "numeric")} overflow: {overflow.Groups["what"].Value}");
        if (text.Contains("More than one row returned by a subquery", StringComparison.Ordinal)) return Wrong("Scalar subquery produced more than one element");
        if (Required().Match(text) is { Success: true } required) return Wrong($"Required field {required.Groups["column"].Value} cannot be null");
        if (SumOverflow().IsMatch(text)) return Wrong("int64 overflow in SUM");
        return Wrong(Prefix().Replace(text, ""));
    }

    private static QueryException Wrong(string message) => new("invalidQuery", message);

    [GeneratedRegex(@"Overflow in \w+ of (?<type>INT64|DECIMAL\S*) \((?<what>.*?)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Overflow();

    [GeneratedRegex(@"NOT NULL constraint failed: (\S+\.)?(?<column>[^.\s]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Required();

    [GeneratedRegex(@"type INT128 .* can't be cast .* destination type INT64", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SumOverflow();

    [GeneratedRegex(@"^(\w+ )*Error: ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prefix();
}
