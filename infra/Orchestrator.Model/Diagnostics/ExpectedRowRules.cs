namespace Orchestrator.Model;

/// <summary>Rows that are known to be right name columns that are there, in the types that they have.</summary>
internal static class ExpectedRowRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Checks.SelectMany(check => check switch
    {
        ExpectedRows rows => Empty(rows).Concat(rows.Rows.Where(r => r.Relation is Table).SelectMany(r => Columns(rows, r, ((Table)r.Relation).Columns))),
        OneSnapshot snapshot when StorageRules.ColumnNamed(snapshot.Table.Columns, snapshot.Column) is null =>
            [DiagnosticFacts.CheckColumn.On(snapshot.Subject, $"{snapshot.Table.Id} has no column '{snapshot.Column}'.", $"Name the column of {snapshot.Table.Id} that says which snapshot a row is of.")],
        _ => [],
    });

    /// <summary>The columns of relations whose columns come from their SQL.</summary>
    public static IEnumerable<Diagnostic> FindInSql(AnalyzedPipeline analyzed) =>
        from check in analyzed.Pipeline.Checks.OfType<ExpectedRows>()
        from row in check.Rows
        where row.Relation is not Table
        let columns = analyzed.Relations.GetValueOrDefault(row.Relation.Id)?.Analysis.Columns ?? []
        where columns.Count > 0
        from diagnostic in Columns(check, row, columns)
        select diagnostic;

    private static IEnumerable<Diagnostic> Columns(Check check, ExpectedRow row, IReadOnlyList<Column> columns) =>
        row.Key.Concat(row.Values).SelectMany(value => CheckRules.Column(check, row.Relation.Id, columns, value.Column, Model.Column.CanonicalType(value.Type)));

    private static IEnumerable<Diagnostic> Empty(ExpectedRows check)
    {
        if (check.Rows.Count == 0)
            yield return DiagnosticFacts.CheckValue.On(check.Subject, "It expects no row.", "Name the rows that are known to be right.");
        foreach (var row in check.Rows.Where(r => r.Key.Count == 0))
            yield return DiagnosticFacts.CheckValue.On(check.Subject, $"It does not say which row of {row.Relation.Id} is meant.", "Name the key columns and their values.");
    }
}
