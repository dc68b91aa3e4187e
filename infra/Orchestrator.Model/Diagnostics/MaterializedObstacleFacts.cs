namespace Orchestrator.Model;

/// <summary>Each kind of obstacle as a sentence, and whether a view that is refreshed as a whole may have it.</summary>
internal static class MaterializedObstacleFacts
{
    private const string NotIncrementally = "which BigQuery cannot refresh incrementally";
    private const string Never = "which no materialized view may do";

    /// <summary>Whether <c>allow_non_incremental_definition</c> makes it legal.</summary>
    public static bool OnlyIncremental(MaterializedObstacleKind kind) => kind <= MaterializedObstacleKind.Clause;

    /// <summary>One sentence: what the query does, and that it cannot be refreshed so.</summary>
    public static string Says(MaterializedObstacle obstacle) => obstacle.Kind switch
    {
        MaterializedObstacleKind.AnalyticFunction => $"It uses the analytic function {obstacle.What}, {NotIncrementally}.",
        MaterializedObstacleKind.OuterJoin => $"It joins with {obstacle.What} OUTER JOIN, {NotIncrementally}.",
        MaterializedObstacleKind.SelfJoin => $"It joins {obstacle.What} with itself, {NotIncrementally}.",
        MaterializedObstacleKind.Subquery => $"It has {obstacle.What} subquery in an expression, {NotIncrementally}.",
        MaterializedObstacleKind.Aggregate => $"It aggregates with {obstacle.What}, {NotIncrementally}.",
        MaterializedObstacleKind.ComputedOnAggregate => $"It computes, filters or joins on {obstacle.What}, the result of an aggregate, {NotIncrementally}: aggregates must be outputs.",
        MaterializedObstacleKind.NestedAggregate => $"It aggregates {obstacle.What}, {NotIncrementally}.",
        MaterializedObstacleKind.SetOperation => $"It combines rows with {obstacle.What}, {NotIncrementally}: of the set operations only UNION ALL can be.",
        MaterializedObstacleKind.Clause => $"It has {obstacle.What}, {NotIncrementally}.",
        MaterializedObstacleKind.UserFunction => $"It calls {obstacle.What}, which is not a function of BigQuery's own: no materialized view may call one.",
        MaterializedObstacleKind.ModelFunction => $"It calls the model function {obstacle.What}, {Never}.",
        MaterializedObstacleKind.Sample => $"It takes a sample of {obstacle.What} with TABLESAMPLE, {Never}.",
        MaterializedObstacleKind.TimeTravel => $"It reads the past of {obstacle.What} with FOR SYSTEM_TIME AS OF, {Never}.",
        MaterializedObstacleKind.WildcardTable => $"It reads the wildcard table {obstacle.What}, {Never}.",
        MaterializedObstacleKind.ServiceView => $"It reads {obstacle.What}, a view of the service itself, {Never}.",
        MaterializedObstacleKind.SystemVariable => $"It reads the system variable {obstacle.What}, {Never}.",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle.Kind, "This kind of obstacle has no sentence: add one here."),
    };
}
