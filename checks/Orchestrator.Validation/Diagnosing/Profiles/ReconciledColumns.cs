using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The columns of the two sides of a reconciliation, with types.</summary>
/// <param name="Source">Of the source's relation.</param>
/// <param name="Target">Of the target's relation.</param>
internal sealed record ReconciledColumns(IReadOnlyList<Column> Source, IReadOnlyList<Column> Target)
{
    /// <summary>Takes them from the declaration, or asks what a query of the relation would return, which costs nothing.</summary>
    /// <exception cref="ArgumentException">A column that the reconciliation names is not there.</exception>
    public static async Task<ReconciledColumns> ReadAsync(Reconciliation check, string project, IWarehouse warehouse, CancellationToken cancellation)
    {
        var columns = new ReconciledColumns(await OfAsync(check.Source.Relation, project, warehouse, cancellation), await OfAsync(check.Target.Relation, project, warehouse, cancellation));
        foreach (var name in Named(check.Source).Concat(check.Dimensions)) TypeOf(columns.Source, name, check.Source);
        foreach (var name in Named(check.Target)) TypeOf(columns.Target, name, check.Target);
        return columns;
    }

    /// <summary>The type of a column.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static string TypeOf(IReadOnlyList<Column> columns, string name, ReconciledSide side) =>
        Column.CanonicalType((columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{side.Name}: {side.Relation.Id} has no column '{name}': name one of {string.Join(", ", columns.Select(c => c.Name))}.", nameof(name))).Type);

    /// <summary>The columns of the source that its filters name, but not those that say key, date or figure.</summary>
    public IReadOnlyList<string> Filtered(Reconciliation check)
    {
        var words = check.Source.Filters.SelectMany(f => SqlToken.Read(f.Sql)).Where(t => t.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName).Select(t => t.Text.Trim('`')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = new[] { check.Source.KeyColumn, check.Source.DateColumn, Measured(check.Source.Measure) };
        return [.. Source.Select(c => c.Name).Where(c => words.Contains(c) && !others.Contains(c, StringComparer.OrdinalIgnoreCase))];
    }

    /// <summary>The column that is counted or summed, or null for rows.</summary>
    public static string? Measured(Measure measure) => measure switch
    {
        Measure.Distinct distinct => distinct.Column,
        Measure.Sum sum => sum.Column,
        _ => null,
    };

    private static IEnumerable<string> Named(ReconciledSide side) => new[] { side.KeyColumn, side.DateColumn, Measured(side.Measure) }.OfType<string>();

    private static async Task<IReadOnlyList<Column>> OfAsync(Relation relation, string project, IWarehouse warehouse, CancellationToken cancellation) =>
        relation is Table table ? table.Columns : (await warehouse.DryRunAsync(new($"SELECT * FROM {SqlIdentifier.Quote(project, relation.Id)}", []), cancellation)).Columns;
}
