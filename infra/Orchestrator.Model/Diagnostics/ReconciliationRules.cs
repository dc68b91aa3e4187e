using NodaTime;

namespace Orchestrator.Model;

/// <summary>A reconciliation can compare what it names: columns are there, keys have one type, sums are of numbers, and the window has a date.</summary>
internal static class ReconciliationRules
{
    private static readonly IReadOnlyList<string> Dates = ["DATE", "DATETIME", "TIMESTAMP"];
    private static readonly IReadOnlyList<string> Numbers = ["INT64", "NUMERIC", "BIGNUMERIC", "FLOAT64"];
    // What BigQuery can neither count the different values of nor group by; an amount that is no whole number is no key either.
    private static readonly IReadOnlyList<string> Ungrouped = ["FLOAT64", "JSON", "GEOGRAPHY", "STRUCT"];

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Checks.OfType<Reconciliation>().SelectMany(check => Values(check)
        .Concat(new[] { check.Source, check.Target }.SelectMany(side => side.Relation is Table table ? Columns(check, side, table.Columns) : []))
        .Concat(check.Source.Relation is Table source && check.Target.Relation is Table target ? Keys(check, source.Columns, target.Columns) : []));

    /// <summary>The columns of relations whose columns come from their SQL.</summary>
    public static IEnumerable<Diagnostic> FindInSql(AnalyzedPipeline analyzed) => analyzed.Pipeline.Checks.OfType<Reconciliation>().SelectMany(check =>
    {
        var (source, target) = (ColumnsOf(analyzed, check.Source.Relation), ColumnsOf(analyzed, check.Target.Relation));
        return (check.Source.Relation is Table || source.Count == 0 ? [] : Columns(check, check.Source, source))
            .Concat(check.Target.Relation is Table || target.Count == 0 ? [] : Columns(check, check.Target, target))
            .Concat((check.Source.Relation is Table && check.Target.Relation is Table) || source.Count == 0 || target.Count == 0 ? [] : Keys(check, source, target));
    });

    /// <summary>The columns of a relation, declared or found out; none when its SQL has mistakes.</summary>
    internal static IReadOnlyList<Column> ColumnsOf(AnalyzedPipeline analyzed, Relation relation) =>
        relation is Table table ? table.Columns : analyzed.Relations.GetValueOrDefault(relation.Id)?.Analysis.Columns ?? [];

    private static IEnumerable<Diagnostic> Columns(Reconciliation check, ReconciledSide side, IReadOnlyList<Column> columns)
    {
        var found = Column(check, side, columns, side.KeyColumn, "key", t => !Ungrouped.Contains(t), "a column that rows can be grouped by")
            .Concat(Column(check, side, columns, side.DateColumn, "date", Dates.Contains, "a DATE, DATETIME or TIMESTAMP column"))
            .Concat(side.Measure switch
            {
                Measure.Sum sum => Column(check, side, columns, sum.Column, "sum", Numbers.Contains, "a column of numbers: INT64, NUMERIC, BIGNUMERIC or FLOAT64"),
                Measure.Distinct distinct => Column(check, side, columns, distinct.Column, "count", t => !Ungrouped.Contains(t), "a column that rows can be grouped by"),
                _ => [],
            });
        foreach (var diagnostic in found) yield return diagnostic;
        if (side.Relation is not Table && StorageRules.ColumnNamed(columns, side.DateColumn) is { } date && Dates.Contains(Model.Column.CanonicalType(date.Type)) && Model.Column.CanonicalType(date.Type) != side.DateColumnType)
            yield return DiagnosticFacts.ReconciledColumn.On(check.Subject, $"{side.Name}: the date column '{date.Name}' of {side.Relation.Id} is {date.Type}, and {side.DateColumnType} is declared.", $"Declare DateType = \"{Model.Column.CanonicalType(date.Type)}\".");
    }

    private static IEnumerable<Diagnostic> Column(Reconciliation check, ReconciledSide side, IReadOnlyList<Column> columns, string name, string what, Func<string, bool> accepts, string wanted)
    {
        var column = StorageRules.ColumnNamed(columns, name);
        if (column is null)
            yield return DiagnosticFacts.ReconciledColumn.On(check.Subject, $"{side.Name}: {side.Relation.Id} has no column '{name}'.", $"Name {wanted} of {side.Relation.Id}.");
        else if (column.Mode == ColumnMode.Repeated || !accepts(Model.Column.CanonicalType(column.Type)))
            yield return DiagnosticFacts.ReconciledColumn.On(check.Subject, $"{side.Name}: the {what} column '{column.Name}' of {side.Relation.Id} is {(column.Mode == ColumnMode.Repeated ? "a list" : column.Type)}.", $"Name {wanted} of {side.Relation.Id}.");
    }

    private static IEnumerable<Diagnostic> Keys(Reconciliation check, IReadOnlyList<Column> source, IReadOnlyList<Column> target)
    {
        if (StorageRules.ColumnNamed(source, check.Source.KeyColumn) is { } one && StorageRules.ColumnNamed(target, check.Target.KeyColumn) is { } other
            && !Ungrouped.Contains(Model.Column.CanonicalType(one.Type)) && !Ungrouped.Contains(Model.Column.CanonicalType(other.Type))
            && Model.Column.CanonicalType(one.Type) != Model.Column.CanonicalType(other.Type))
            yield return DiagnosticFacts.ReconciledColumn.On(
                check.Subject,
                $"The keys differ in type: '{one.Name}' of {check.Source.Relation.Id} is {one.Type}, '{other.Name}' of {check.Target.Relation.Id} is {other.Type}; no key of one would meet its like.",
                "Compare columns of one type, in a view that casts one of them if need be.");
    }

    private static IEnumerable<Diagnostic> Values(Reconciliation check)
    {
        if (check.Window is DateWindow.Between between && between.Last < between.First)
            yield return Value(check, $"Its window ends on {between.Last:uuuu-MM-dd}, before it starts on {between.First:uuuu-MM-dd}.", "Let the last date be the first or a later one.");
        if (check.Window is DateWindow.LastDays { Days: < 1 or > 3660 } days)
            yield return Value(check, $"Its window has {days.Days} dates.", "Let it have 1 date (today) up to ten years of them.");
        if (check.Zone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            yield return DiagnosticFacts.UnknownZone.On(check.Subject, $"It takes dates in '{zone}', which is no zone of the tz database.", "Name an IANA zone such as America/New_York.");
        if (check.Domain.Any(string.IsNullOrWhiteSpace))
            yield return Value(check, "Its domain has a key without a name.", $"Name the values of {check.Key} that there must be.");
        foreach (var twice in check.Domain.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return Value(check, $"Its domain names '{twice.Key}' {twice.Count()} times.", "Name each key once.");
        if (check.Tolerance.Absolute < 0 || check.Tolerance.Share is < 0 or >= 1)
            yield return Value(check, $"A tolerance of {check.Tolerance.Absolute} or a share of {check.Tolerance.Share} is none: all or less than nothing may differ.", "Let the amount be 0 or more and the share 0 or more and below 1.");
        if (check.MaxLag is { } lag && lag <= Duration.Zero)
            yield return Value(check, "A lag of zero is always exceeded.", "Let MaxLag be above zero, or leave it out.");
    }

    private static Diagnostic Value(Reconciliation check, string says, string remedy) => DiagnosticFacts.ReconciliationValue.On(check.Subject, says, remedy);
}
