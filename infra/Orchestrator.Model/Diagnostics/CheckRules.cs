using NodaTime;

namespace Orchestrator.Model;

/// <summary>A check can find something: its columns are there with the right types, and its limits are limits.</summary>
internal static class CheckRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Checks.SelectMany(check => check switch
    {
        SyncFreshness fresh => Log(check, fresh.Log).Concat(Value(check, fresh.MaxAge <= Duration.Zero, "An age of zero is always exceeded.", "Let MaxAge be above zero.")),
        SyncSucceeded succeeded => Log(check, succeeded.Log),
        SyncVolume volume => Log(check, volume.Log)
            .Concat(Value(check, volume.MaxDrop is not (> 0 and < 1), $"A drop of {volume.MaxDrop} is not a share.", "Let MaxDrop lie between 0 and 1, such as 0.5."))
            .Concat(Value(check, volume.MinimumRecords < 0, "A negative minimum means nothing.", "Let MinimumRecords be 0 or more.")),
        RowsForDate rows => Value(check, rows.Relations.Count == 0, "It names no relation.", "Name the relations that must have rows.")
            .Concat(Value(check, rows.DaysAgo < 0, "It asks for rows of a date to come.", "Let DaysAgo be 0 (today) or more."))
            .Concat(rows.Relations.Where(r => r.Relation is Table).SelectMany(r => Column(check, (Table)r.Relation, r.DateColumn, "DATE"))),
        _ => [],
    });

    /// <summary>The DATE columns of relations whose columns come from their SQL.</summary>
    public static IEnumerable<Diagnostic> FindInSql(AnalyzedPipeline analyzed) =>
        from check in analyzed.Pipeline.Checks.OfType<RowsForDate>()
        from dated in check.Relations
        where dated.Relation is not Table
        let columns = analyzed.Relations.GetValueOrDefault(dated.Relation.Id)?.Analysis.Columns ?? []
        where columns.Count > 0
        from diagnostic in Column(check, dated.Relation.Id, columns, dated.DateColumn, "DATE")
        select diagnostic;

    private static IEnumerable<Diagnostic> Log(Check check, RunLog log) =>
        new[] { (log.EntityColumn, "STRING"), (log.TimeColumn, "TIMESTAMP"), (log.RecordsColumn, "INT64"), (log.StatusColumn, "STRING") }
            .Concat(log.ErrorColumn is { } error ? [(error, "STRING")] : [])
            .SelectMany(column => Column(check, log.Table, column.Item1, column.Item2))
            .Concat(Value(check, log.Entities.Count == 0, "It expects no entity, so one that never synchronised is not missed.", "List the entities that must appear."));

    private static IEnumerable<Diagnostic> Column(Check check, Table table, string name, string type) => Column(check, table.Id, table.Columns, name, type);

    internal static IEnumerable<Diagnostic> Column(Check check, TableId relation, IReadOnlyList<Column> columns, string name, string type)
    {
        var column = StorageRules.ColumnNamed(columns, name);
        if (column is null)
            yield return DiagnosticFacts.CheckColumn.On(check.Subject, $"{relation} has no column '{name}'.", $"Name a {type} column of {relation}.");
        else if (Model.Column.CanonicalType(column.Type) != type || column.Mode == ColumnMode.Repeated)
            yield return DiagnosticFacts.CheckColumn.On(
                check.Subject, $"Column '{column.Name}' of {relation} is {column.Type}, not {type}.", $"Name a {type} column of {relation}.");
    }

    private static IEnumerable<Diagnostic> Value(Check check, bool wrong, string says, string remedy) =>
        wrong ? [DiagnosticFacts.CheckValue.On(check.Subject, says, remedy)] : [];
}
