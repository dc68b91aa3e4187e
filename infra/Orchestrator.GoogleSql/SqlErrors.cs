using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>The analyzer's error texts as data.</summary>
internal static partial class SqlErrors
{
    public static SqlError TooDeep { get; } = new($"The statement nests deeper than {DeepStack.RecursionLimit} levels: split its longest expression.", null, null, SqlErrorKind.Other);

    public static SqlError Of(AnalyzerCallException failure, SplitSql text)
    {
        if (failure.Code is AnalyzerStatus.ResourceExhausted) return new SqlError($"The statement and the tables it names are too large for the analyzer: {failure.Detail}", null, null, SqlErrorKind.Other);
        var match = Position().Match(failure.Detail);
        if (!match.Success) return new SqlError(failure.Detail, null, null, KindOf(failure.Detail));
        var message = failure.Detail[..match.Index];
        var (line, column) = text.ToOriginal(Number(match.Groups["line"]), Number(match.Groups["column"]));
        return new SqlError(message, line, column, KindOf(message));
    }

    private static SqlErrorKind KindOf(string message) =>
        message.StartsWith("Syntax error", StringComparison.Ordinal) ? SqlErrorKind.Syntax
        : message.StartsWith("Table not found", StringComparison.Ordinal) ? SqlErrorKind.UnknownTable
        : UnknownColumn().IsMatch(message) ? SqlErrorKind.UnknownColumn
        : SqlErrorKind.Other;

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@" \[at (?<line>\d+):(?<column>\d+)\]\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Position();

    [GeneratedRegex(@"^Unrecognized name|^Name \S+ not found inside|^Column \S+ (is not present in|in USING clause not found)|^Column \S+ in SELECT \* (EXCEPT|REPLACE) list does not exist|^Field name \S+ does not exist in", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UnknownColumn();
}
