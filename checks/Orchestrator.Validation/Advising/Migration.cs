using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>One step of a move between strategies.</summary>
/// <param name="Says">What it does, and what readers see meanwhile.</param>
/// <param name="Sql">The statement.</param>
/// <param name="Back">The statement that undoes it; rolled back are the steps done, the last first.</param>
public sealed record MigrationStep(string Says, string Sql, string Back);

/// <summary>
/// Moves a relation between strategies while readers keep its name (R79): the rows are made beside it, and its name becomes, and stays, a view that is
/// pointed at them. Pointing is one statement: readers see the old rows or the new ones.
/// </summary>
public static class Migration
{
    /// <summary>The relation that holds the rows of a strategy, beside the name that readers use.</summary>
    public static TableId Behind(TableId name, StrategyKind kind) => kind switch
    {
        StrategyKind.Rebuilt => new(name.Dataset, $"{name.Name}_rebuilt"),
        StrategyKind.MaterializedView => new(name.Dataset, $"{name.Name}_materialized"),
        _ => name,
    };

    /// <summary>The steps from one strategy to another.</summary>
    /// <param name="parts">The relation, by the name that readers use.</param>
    /// <param name="from">The strategy it has. A rebuilt table or materialized view is taken to stand behind its view already, as an earlier move leaves it.</param>
    /// <param name="to">The costs of the strategy it gets.</param>
    public static IReadOnlyList<MigrationStep> Of(StatementParts parts, StrategyKind from, StrategyCost to)
    {
        if (from == to.Kind) return [];
        var (before, behind) = (Behind(parts.Target, from), Behind(parts.Target, to.Kind));
        var pointed = Pointed(parts, from);
        List<MigrationStep> steps = [];
        if (to.Kind == StrategyKind.Rebuilt)
            steps.Add(new($"Make {behind} beside {parts.Target}, filled; nobody reads it yet.", StrategySql.Table(parts with { Target = behind }), Drop(parts.Project, behind, to.Kind)));
        if (to.Kind == StrategyKind.MaterializedView)
            steps.Add(new($"Make {behind} beside {parts.Target}; BigQuery fills it.", StrategySql.MaterializedView(parts with { Target = behind }, to), Drop(parts.Project, behind, to.Kind)));
        steps.Add(new($"Point {parts.Target} at {(to.Kind == StrategyKind.View ? "its own SQL" : behind)}: one statement, readers see the old rows or the new ones.", Pointed(parts, to.Kind), pointed));
        if (from == StrategyKind.Rebuilt)
            steps.Add(new($"Drop {before} once nobody misses it; until then going back is one statement.", Drop(parts.Project, before, from), StrategySql.Table(parts with { Target = before })));
        if (from == StrategyKind.MaterializedView)
            steps.Add(new($"Drop {before} once nobody misses it; until then going back is one statement.", Drop(parts.Project, before, from), StrategySql.MaterializedView(parts with { Target = before }, to with { RefreshEvery = null, MaxStaleness = null, NonIncremental = false })));
        return steps;
    }

    /// <summary>
    /// The steps that put a view in front of a table or materialized view that has the readers' name itself. Its rows are copied first; between the last two
    /// statements, seconds, the name does not exist.
    /// </summary>
    public static IReadOnlyList<MigrationStep> InFront(StatementParts parts, StrategyKind from)
    {
        if (from == StrategyKind.View) return [];
        var (name, behind) = (SqlIdentifier.Quote(parts.Project, parts.Target), Behind(parts.Target, StrategyKind.Rebuilt));
        return
        [
            new($"Copy the rows of {parts.Target} to {behind}.", StrategySql.Table(parts with { Target = behind, Select = $"SELECT * FROM {name}" }), Drop(parts.Project, behind, StrategyKind.Rebuilt)),
            new($"Drop {parts.Target}: from here to the next statement readers find nothing.", Drop(parts.Project, parts.Target, from), StrategySql.Table(parts with { Select = $"SELECT * FROM {SqlIdentifier.Quote(parts.Project, behind)}" })),
            new($"Make {parts.Target} a view on {behind}: the name stays from now on.", Pointed(parts, StrategyKind.Rebuilt), Drop(parts.Project, parts.Target, StrategyKind.View)),
        ];
    }

    private static string Pointed(StatementParts parts, StrategyKind kind) =>
        StrategySql.View(parts.Project, parts.Target, kind == StrategyKind.View ? parts.Select : $"SELECT * FROM {SqlIdentifier.Quote(parts.Project, Behind(parts.Target, kind))}");

    private static string Drop(string project, TableId relation, StrategyKind kind) => kind switch
    {
        StrategyKind.View => $"DROP VIEW {SqlIdentifier.Quote(project, relation)}",
        StrategyKind.MaterializedView => $"DROP MATERIALIZED VIEW {SqlIdentifier.Quote(project, relation)}",
        _ => $"DROP TABLE {SqlIdentifier.Quote(project, relation)}",
    };
}
