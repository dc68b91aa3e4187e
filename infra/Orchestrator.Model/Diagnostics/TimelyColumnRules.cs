namespace Orchestrator.Model;

/// <summary>A check over time names columns that its relation has, in the types that it is compiled for.</summary>
internal static class TimelyColumnRules
{
    private static readonly IReadOnlyList<string> Texts = ["STRING", "INT64", "BOOL", "DATE"];
    private static readonly IReadOnlyList<string> Numbers = ["INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC"];

    /// <summary>The columns of tables.</summary>
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) =>
        pipeline.Checks.OfType<TimelyCheck>().SelectMany(check => check.Relation is Table table ? Columns(check, table.Columns) : []);

    /// <summary>The columns of relations whose columns come from their SQL.</summary>
    public static IEnumerable<Diagnostic> FindInSql(AnalyzedPipeline analyzed) =>
        from check in analyzed.Pipeline.Checks.OfType<TimelyCheck>()
        where check.Relation is not Table
        let columns = analyzed.Relations.GetValueOrDefault(check.Relation.Id)?.Analysis.Columns ?? []
        where columns.Count > 0
        from diagnostic in Columns(check, columns)
        select diagnostic;

    /// <summary>The column by which a check is kept from reading everything.</summary>
    internal static TimeColumn Window(TimelyCheck check) => check switch
    {
        RowFreshness fresh => fresh.Column,
        DatedCheck dated => dated.DateColumn,
        LookBackSuffices lookBack => lookBack.LoadColumn,
        _ => throw new InvalidOperationException($"{check.GetType().Name} is a check without a window: add it here."),
    };

    private static IEnumerable<Diagnostic> Columns(TimelyCheck check, IReadOnlyList<Column> columns)
    {
        var named = new List<(string Name, IReadOnlyList<string>? Types)> { (Window(check).Name, [Window(check).SqlType]) };
        switch (check)
        {
            case RowFreshness { EntityColumn: { } entity }: named.Add((entity, Texts)); break;
            case KeyStaysAlive alive: named.Add((alive.KeyColumn, Texts)); break;
            case LookBackSuffices lookBack: named.Add((lookBack.EventColumn.Name, [lookBack.EventColumn.SqlType])); break;
            case RowVolume { Of: Measure.Sum sum }: named.Add((sum.Column, Numbers)); break;
            case RowVolume { Of: Measure.Distinct distinct }: named.Add((distinct.Column, [.. Texts, .. Numbers, "TIMESTAMP", "DATETIME"])); break;
            case ValueDistribution distribution:
                named.Add((distribution.Column, distribution.Of switch
                {
                    Statistic.NullShare => null,
                    Statistic.ShareOf => [.. Texts, .. Numbers],
                    _ => Numbers,
                }));
                break;
        }

        return named.SelectMany(n => Named(check, columns, n.Name, n.Types));
    }

    private static IEnumerable<Diagnostic> Named(TimelyCheck check, IReadOnlyList<Column> columns, string name, IReadOnlyList<string>? types)
    {
        var wanted = types is null ? "a column that holds no list" : $"a column of type {string.Join(" or ", types.Distinct())}";
        if (StorageRules.ColumnNamed(columns, name) is not { } column)
            yield return DiagnosticFacts.TimelyColumn.On(check.Subject, $"{check.Relation.Id} has no column '{name}'.", $"Name {wanted}.");
        else if (column.Mode == ColumnMode.Repeated || types?.Contains(Column.CanonicalType(column.Type)) == false)
            yield return DiagnosticFacts.TimelyColumn.On(
                check.Subject, $"Column '{column.Name}' of {check.Relation.Id} is {(column.Mode == ColumnMode.Repeated ? "a list of " : "")}{column.Type}.", $"Name {wanted}, or say its type.");
    }
}
