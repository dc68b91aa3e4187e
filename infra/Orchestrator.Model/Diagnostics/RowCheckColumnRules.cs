namespace Orchestrator.Model;

/// <summary>The columns that checks of rows name are there, and of types that can be checked so.</summary>
internal static class RowCheckColumnRules
{
    private static readonly IReadOnlyList<string> Numbers = ["INT64", "NUMERIC", "BIGNUMERIC", "FLOAT64"];
    private static readonly IReadOnlyList<string> NoKeys = ["STRUCT", "JSON", "GEOGRAPHY"];

    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed) => analyzed.Pipeline.Checks.OfType<RowCheck>().SelectMany(check =>
        check.Columns.SelectMany(name => Find(check, check.Relation, name, analyzed, column => Mistake(check, column)))
            .Concat(check is Relationship relationship ? Other(relationship, analyzed) : []));

    private static IEnumerable<Diagnostic> Find(RowCheck check, Relation relation, string name, AnalyzedPipeline analyzed, Func<Column, (string Says, string Remedy)?> mistake)
    {
        var columns = Columns(relation, analyzed);
        if (columns.Count == 0) yield break; // Its SQL has mistakes of its own.
        var column = StorageRules.ColumnNamed(columns, name);
        if (column is null)
            yield return DiagnosticFacts.CheckColumn.On(check.Subject, $"{relation.Id} has no column '{name}'.", $"Name a column of {relation.Id}.");
        else if (column.Mode == ColumnMode.Repeated)
            yield return DiagnosticFacts.CheckColumn.On(check.Subject, $"Column '{column.Name}' of {relation.Id} is a list (REPEATED), which is never NULL and has no one value.", $"Use an Expression, such as ARRAY_LENGTH({SqlIdentifier.Quote(column.Name)}) > 0.");
        else if (mistake(column) is { } found)
            yield return DiagnosticFacts.CheckColumn.On(check.Subject, $"Column '{column.Name}' of {relation.Id} is {Column.CanonicalType(column.Type)}{found.Says}.", found.Remedy);
    }

    private static (string Says, string Remedy)? Mistake(RowCheck check, Column column)
    {
        var type = Column.CanonicalType(column.Type);
        return check switch
        {
            AcceptedValues values when type != Column.CanonicalType(values.Type) => ($", not {Column.CanonicalType(values.Type)}", $"Let Type be {type}, or name another column."),
            InRange range when type != Column.CanonicalType(range.Type) && !(Numbers.Contains(type) && Numbers.Contains(Column.CanonicalType(range.Type))) =>
                ($", not {Column.CanonicalType(range.Type)}", $"Let Type be {type}, or name another column."),
            MatchesPattern when type != "STRING" => (", not STRING", "Name a STRING column."),
            Unique or Relationship when NoKeys.Contains(type) => (", which BigQuery does not compare", "Name columns of other types, or use an Expression."),
            Unique { Key.Count: > 1 } when type == "FLOAT64" => (", which is no part of a key: equal numbers have several texts", "Check a view that casts it to NUMERIC."),
            _ => null,
        };
    }

    private static IEnumerable<Diagnostic> Other(Relationship check, AnalyzedPipeline analyzed)
    {
        var type = Type(check.Relation, check.Column, analyzed);
        var other = Type(check.To, check.ToColumn, analyzed);
        return type is not null && other is not null && type != other
            ? [DiagnosticFacts.KeyTypesDiffer.On(check.Subject, $"'{check.Column}' of {check.Relation.Id} is {type}, '{check.ToColumn}' of {check.To.Id} is {other}.", "Let both have one type: values of two types are compared by a cast, if at all.")]
            : Find(check, check.To, check.ToColumn, analyzed, _ => null);
    }

    private static string? Type(Relation relation, string name, AnalyzedPipeline analyzed) =>
        StorageRules.ColumnNamed(Columns(relation, analyzed), name) is { Mode: not ColumnMode.Repeated } column ? Column.CanonicalType(column.Type) : null;

    private static IReadOnlyList<Column> Columns(Relation relation, AnalyzedPipeline analyzed) =>
        relation is Table table ? table.Columns : analyzed.Relations.GetValueOrDefault(relation.Id)?.Analysis.Columns ?? [];
}
