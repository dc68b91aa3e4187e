using System.Globalization;

namespace Orchestrator.Model;

/// <summary>What checks of rows declare can be met, and can be missed: lists, limits, patterns and tolerances.</summary>
internal static class RowCheckRules
{
    private static readonly IReadOnlyList<string> Listed = ["STRING", "INT64", "NUMERIC", "BOOL", "DATE", "DATETIME", "TIMESTAMP"];

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Checks.SelectMany(check =>
        (check is RelationCheck rows ? Tolerances(rows) : []).Concat(check switch
        {
            Unique unique => Key(unique),
            AcceptedValues values => Values(values),
            InRange range => Range(range),
            MatchesPattern pattern => Pattern(pattern),
            RowCount count => Value(count, count.Min < 0 || count.Max < count.Min, $"No number of rows lies from {count.Min} to {count.Max}.", "Let Min be 0 or more, and Max no less."),
            SchemaIs schema => Value(schema, schema.Columns.Count == 0, "It expects no column.", "Name the columns that readers count on."),
            RowCountParity parity => Value(parity, parity.Other.Id == parity.Relation.Id && parity.Where == parity.OtherWhere, $"It compares {parity.Relation.Id} with itself.", "Name another relation, or other rows of this one."),
            _ => [],
        }));

    private static IEnumerable<Diagnostic> Key(Unique check) =>
        Value(check, check.Key.Count == 0, "Its key has no column.", "Name the columns of the key.")
            .Concat(Value(check, check.Key.Distinct(StringComparer.OrdinalIgnoreCase).Count() != check.Key.Count, "Its key names a column twice.", "Name each column once."));

    private static IEnumerable<Diagnostic> Values(AcceptedValues check)
    {
        if (check.Values.Count == 0)
            yield return DiagnosticFacts.BadAcceptedValues.On(check.Subject, "Its list of values is empty.", "List the values that are accepted.");
        if (!Listed.Contains(Column.CanonicalType(check.Type)))
            yield return DiagnosticFacts.BadAcceptedValues.On(check.Subject, $"Values of type {check.Type} are not compared.", $"Use one of {string.Join(", ", Listed)}; a FLOAT64 equals a value by chance only, use InRange.");
        else
            foreach (var value in check.Values.Where(v => !SqlValueText.Fits(check.Type, v)))
                yield return DiagnosticFacts.BadAcceptedValues.On(check.Subject, $"'{value}' is no {Column.CanonicalType(check.Type)}.", "Write the values as BigQuery's parameters do, and name their type.");
    }

    private static IEnumerable<Diagnostic> Range(InRange check)
    {
        var limits = new[] { check.Min, check.Max }.OfType<string>().ToList();
        if (limits.Count == 0) return [Bad("It has no limit.", "Name Min, Max or both.")];
        if (limits.FirstOrDefault(l => !SqlValueText.Fits(check.Type, l)) is { } limit) return [Bad($"'{limit}' is no {Column.CanonicalType(check.Type)}.", "Write the limits as BigQuery's parameters do, and name their type.")];
        if (limits.Count < 2) return [];
        var order = SqlValueText.Compare(check.Type, limits[0], limits[1]);
        return order > 0 || (order == 0 && (check.MinExclusive || check.MaxExclusive)) ? [Bad($"Nothing lies in the range {check.Range}.", "Let Min be below Max.")] : [];

        Diagnostic Bad(string says, string remedy) => DiagnosticFacts.BadRange.On(check.Subject, says, remedy);
    }

    private static IEnumerable<Diagnostic> Pattern(MatchesPattern check)
    {
        if (Re2Syntax.Mistake(check.Pattern.Re2) is { } mistake)
            yield return DiagnosticFacts.BadPattern.On(check.Subject, $"{check.Pattern.Re2}: {mistake}.", "Write it in RE2 (github.com/google/re2/wiki/Syntax).");
        if (check.Pattern.MaxLength is < 0)
            yield return DiagnosticFacts.BadPattern.On(check.Subject, $"No text has at most {check.Pattern.MaxLength} characters.", "Let MaxLength be 0 or more, or leave it out.");
    }

    private static IEnumerable<Diagnostic> Tolerances(RelationCheck check)
    {
        // Checks over time tolerate no rows at all, which is a mistake with a code of its own.
        if (check is TimelyCheck) yield break;
        foreach (var tolerance in new[] { check.Tolerated, check.WarnAbove ?? Tolerance.None }.Where(t => t.Absolute < 0 || t.Share is < 0 or > 1))
            yield return DiagnosticFacts.BadTolerance.On(check.Subject, string.Create(CultureInfo.InvariantCulture, $"{tolerance.Absolute} rows or a share of {tolerance.Share} cannot be tolerated."), "Let Absolute be 0 or more, and Share lie from 0 to 1.");
        if (check.WarnAbove is { } level && level.Absolute >= check.Tolerated.Absolute && level.Share >= check.Tolerated.Share)
            yield return DiagnosticFacts.BadTolerance.On(check.Subject, "What is above WarnAbove is an error already, so it never warns.", "Let WarnAbove be below Tolerated, or leave it out.");
    }

    private static IEnumerable<Diagnostic> Value(Check check, bool wrong, string says, string remedy) => wrong ? [DiagnosticFacts.CheckValue.On(check.Subject, says, remedy)] : [];
}
