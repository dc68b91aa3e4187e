using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The three ways of keeping a relation that is made by SQL (R74), the simplest first.</summary>
public enum StrategyKind
{
    /// <summary>A: a logical view. Every read runs its SQL; it is as fresh as its inputs, and only that.</summary>
    View,

    /// <summary>B: a materialized view, which BigQuery refreshes.</summary>
    MaterializedView,

    /// <summary>C: a table that a job rebuilds by one MERGE.</summary>
    Rebuilt,
}

/// <summary>Strategies as declarations have them and as people say them.</summary>
public static class StrategyKinds
{
    /// <summary>All three, the simplest first.</summary>
    public static IReadOnlyList<StrategyKind> All { get; } = [StrategyKind.View, StrategyKind.MaterializedView, StrategyKind.Rebuilt];

    /// <summary>The declared strategy of a relation; null for a table that has no SQL.</summary>
    public static StrategyKind? Of(Relation relation) => relation switch
    {
        View or MaterializedTable { Strategy: Materialization.AsView } => StrategyKind.View,
        MaterializedTable { Strategy: Materialization.AsMaterializedView } => StrategyKind.MaterializedView,
        MaterializedTable => StrategyKind.Rebuilt,
        _ => null,
    };

    /// <summary>In words: <c>view</c>, <c>materialized view</c>, <c>rebuilt table</c>.</summary>
    public static string Word(StrategyKind kind) => kind switch
    {
        StrategyKind.View => "view",
        StrategyKind.MaterializedView => "materialized view",
        _ => "rebuilt table",
    };
}
