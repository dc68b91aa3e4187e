namespace Orchestrator.Validation;

/// <summary>Which strategy a relation should have, with the costs of all three.</summary>
/// <param name="Strategies">View, materialized view, rebuilt table: each with its verdict.</param>
/// <param name="Chosen">The cheapest that is legal and fresh enough; null when none is.</param>
/// <param name="BreakEven">From how many reads a day on another strategy is cheaper than the view; one sentence.</param>
public sealed record Advice(IReadOnlyList<StrategyCost> Strategies, StrategyKind? Chosen, string BreakEven)
{
    /// <summary>The costs of one strategy.</summary>
    public StrategyCost Of(StrategyKind kind) => Strategies.Single(s => s.Kind == kind);
}
