namespace Orchestrator.Model;

/// <summary>Something in a query that BigQuery does not accept in a materialized view.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="What">The function, table or clause, as a report names it.</param>
public sealed record MaterializedObstacle(MaterializedObstacleKind Kind, string What);

/// <summary>The kinds of obstacles, by what BigQuery's documentation says of materialized views.</summary>
public enum MaterializedObstacleKind
{
    /// <summary>A window function; only a view that is refreshed as a whole may have one.</summary>
    AnalyticFunction,

    /// <summary>RIGHT or FULL OUTER JOIN; only a view that is refreshed as a whole may have one.</summary>
    OuterJoin,

    /// <summary>One table joined with itself; only a view that is refreshed as a whole may do it.</summary>
    SelfJoin,

    /// <summary>A subquery inside an expression: ARRAY, EXISTS, IN or a single value; only a view that is refreshed as a whole may have one.</summary>
    Subquery,

    /// <summary>An aggregate that cannot be brought up to date by the rows that changed; only a view that is refreshed as a whole may have one.</summary>
    Aggregate,

    /// <summary>A computation, filter or join on the result of an aggregate, HAVING included; only a view that is refreshed as a whole may do it.</summary>
    ComputedOnAggregate,

    /// <summary>An aggregate over rows that are aggregated or made distinct already; only a view that is refreshed as a whole may have one.</summary>
    NestedAggregate,

    /// <summary>UNION DISTINCT, INTERSECT or EXCEPT; only a view that is refreshed as a whole may have one.</summary>
    SetOperation,

    /// <summary>A clause outside the shape WITH, SELECT, FROM, WHERE, GROUP BY: ORDER BY, LIMIT, ROLLUP, PIVOT; only a view that is refreshed as a whole may have one.</summary>
    Clause,

    /// <summary>A function that somebody wrote; no materialized view may call one.</summary>
    UserFunction,

    /// <summary>A model or generative function; no materialized view may call one.</summary>
    ModelFunction,

    /// <summary>TABLESAMPLE; no materialized view may take a sample.</summary>
    Sample,

    /// <summary>FOR SYSTEM_TIME AS OF; no materialized view may read the past.</summary>
    TimeTravel,

    /// <summary>A table name that stands for many tables; no materialized view may read one.</summary>
    WildcardTable,

    /// <summary>INFORMATION_SCHEMA or another view of the service itself; no materialized view may read one.</summary>
    ServiceView,

    /// <summary>A system variable; no materialized view may read one.</summary>
    SystemVariable,
}
