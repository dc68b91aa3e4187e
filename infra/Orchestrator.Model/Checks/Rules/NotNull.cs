namespace Orchestrator.Model;

/// <summary>The column has a value in every row. A list (REPEATED) is never NULL in BigQuery, so it is refused here: ask for its length with <see cref="Expression"/>.</summary>
public sealed record NotNull : ColumnCheck;
