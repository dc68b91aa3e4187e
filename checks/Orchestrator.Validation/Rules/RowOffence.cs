using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What makes a row offend, in SQL and in words, for each kind of check that looks at one row at a time.</summary>
/// <param name="Condition">A predicate that is TRUE for rows that offend, and FALSE or NULL for all others.</param>
/// <param name="Says">What is wrong in such a row: column names and declared values, never a value of the data.</param>
internal sealed record RowOffence(string Condition, string Says)
{
    /// <summary>Adds what the condition needs to the scan: parameters, and the keys of another relation.</summary>
    public static RowOffence Of(RowCheck check, RelationScanBuilder scan) => check switch
    {
        NotNull c => new($"{Column(c)} IS NULL", $"No value in '{c.Column}'"),
        AcceptedValues c => new($"{Column(c)} NOT IN UNNEST({scan.Parameter(c.Type, null, c.Values)})", $"A value in '{c.Column}' other than {string.Join(", ", c.Values.Select(v => $"'{v}'"))}"),
        InRange c => new($"NOT ({InRange(c, scan)})", $"'{c.Column}' out of range ({c.Range})"),
        MatchesPattern c => new(NoMatch(c, scan), $"A text in '{c.Column}' that is no {c.Pattern.Name}"),
        Relationship c => new($"{Column(c)} IS NOT NULL AND {scan.Keys(c.Column, c.To.Id, c.ToColumn)} IS NULL", $"A value in '{c.Column}' that is not in '{c.ToColumn}' of {c.To.Id}"),
        // NULL is not TRUE.
        Expression c => new($"NOT IFNULL({Counted.Predicate(c.Predicate)}, FALSE)", $"Not satisfied: {Counted.OneLine(c.Predicate)}"),
        _ => throw new ArgumentException($"{check.Subject} is of a kind whose offences are not known: add it here.", nameof(check)),
    };

    // NaN is neither above nor below anything, so what must be TRUE is asked for: its negation finds NaN, and NULL stays NULL.
    private static string InRange(InRange check, RelationScanBuilder scan) => Counted.All(
        check.Min is null ? null : $"{Column(check)} {(check.MinExclusive ? ">" : ">=")} {scan.Parameter(check.Type, check.Min)}",
        check.Max is null ? null : $"{Column(check)} {(check.MaxExclusive ? "<" : "<=")} {scan.Parameter(check.Type, check.Max)}")
        ?? throw new ArgumentException($"{check.Subject} has no limit.", nameof(check));

    // REGEXP_CONTAINS looks for a part; the whole text is meant. \z, because a $ may be made to match before a line break.
    private static string NoMatch(MatchesPattern check, RelationScanBuilder scan)
    {
        var mismatch = $"NOT REGEXP_CONTAINS({Column(check)}, {scan.Parameter("STRING", $@"\A(?:{check.Pattern.Re2})\z")})";
        return check.Pattern.MaxLength is { } length ? $"({mismatch} OR LENGTH({Column(check)}) > {scan.Parameter("INT64", $"{length}")})" : mismatch;
    }

    private static string Column(ColumnCheck check) => SqlIdentifier.Quote(check.Column);
}
