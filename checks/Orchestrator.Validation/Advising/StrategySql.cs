using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What the statements of a strategy are made from.</summary>
public sealed record StatementParts
{
    /// <summary>The pipeline: its zone is where today is taken.</summary>
    public required Pipeline Pipeline { get; init; }

    /// <summary>The project that the statements name.</summary>
    public required string Project { get; init; }

    /// <summary>The relation that they make.</summary>
    public required TableId Target { get; init; }

    /// <summary>Its SQL, with that project.</summary>
    public required string Select { get; init; }

    /// <summary>The output columns of the SQL.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>How stored rows are partitioned. Default: not at all.</summary>
    public Partitioning? PartitionedBy { get; init; }

    /// <summary>By what stored rows are clustered. Default: nothing.</summary>
    public IReadOnlyList<string> ClusteredBy { get; init; } = [];

    /// <summary>Which rows a rebuild replaces. Default: all.</summary>
    public Materialization.Rebuilt Rebuild { get; init; } = Materialization.RebuiltWhole;

    /// <summary>Whether the stored tables below are partitioned like <see cref="PartitionedBy"/>: a materialized view may be partitioned only then. Default: no.</summary>
    public bool PartitionedLikeInputs { get; init; }
}

/// <summary>The statements by which each strategy is made: quoted, and safe to run again.</summary>
public static class StrategySql
{
    /// <summary>The statements of a strategy, in their order.</summary>
    /// <param name="parts">What they are made from.</param>
    /// <param name="cost">The strategy with its refresh and staleness.</param>
    public static IReadOnlyList<string> Of(StatementParts parts, StrategyCost cost) => cost.Kind switch
    {
        StrategyKind.View => [View(parts.Project, parts.Target, parts.Select)],
        StrategyKind.MaterializedView => [MaterializedView(parts, cost)],
        _ => [Table(parts), Rebuild(parts)],
    };

    /// <summary>A logical view; readers see the old one or the new one.</summary>
    public static string View(string project, TableId view, string select) => $"CREATE OR REPLACE VIEW {SqlIdentifier.Quote(project, view)} AS\n{SqlToken.WithoutEnd(select)}";

    /// <summary>A materialized view. Its SQL cannot be replaced later: another one is made beside it (see <see cref="Migration"/>).</summary>
    public static string MaterializedView(StatementParts parts, StrategyCost cost)
    {
        List<string> options = ["enable_refresh = TRUE", $"refresh_interval_minutes = {(long)(cost.RefreshEvery ?? Duration.FromMinutes(30)).TotalMinutes}"];
        if (cost.MaxStaleness is { } staleness) options.Add($"max_staleness = INTERVAL '{(long)staleness.TotalHours}:{staleness.Minutes}:{staleness.Seconds}' HOUR TO SECOND");
        if (cost.NonIncremental) options.Add("allow_non_incremental_definition = TRUE");
        return $"""
            CREATE MATERIALIZED VIEW IF NOT EXISTS {SqlIdentifier.Quote(parts.Project, parts.Target)}{(parts.PartitionedLikeInputs ? Storage(parts) : Clusters(parts))}
            OPTIONS ({string.Join(", ", options)})
            AS
            {SqlToken.WithoutEnd(parts.Select)}
            """;
    }

    /// <summary>The table of a rebuild, filled when it is made; nothing when it is there.</summary>
    public static string Table(StatementParts parts) => $"""
        CREATE TABLE IF NOT EXISTS {SqlIdentifier.Quote(parts.Project, parts.Target)}{Storage(parts)}
        AS
        {SqlToken.WithoutEnd(parts.Select)}
        """;

    /// <summary>The MERGE that each run of the rebuild carries out; a run that is repeated leaves the same rows.</summary>
    public static string Rebuild(StatementParts parts)
    {
        var table = new MaterializedTable { Dataset = new() { Id = parts.Target.Dataset, Layer = Layer.Mart }, Name = parts.Target.Name, Strategy = parts.Rebuild };
        return RebuildStatement.For(table, parts.Select, parts.Columns, parts.Pipeline with { Project = parts.Project });
    }

    private static string Storage(StatementParts parts) => Partition(parts) + Clusters(parts);

    private static string Clusters(StatementParts parts) =>
        parts.ClusteredBy.Count == 0 ? "" : $"\nCLUSTER BY {string.Join(", ", parts.ClusteredBy.Select(SqlIdentifier.Quote))}";

    private static string Partition(StatementParts parts)
    {
        if (parts.PartitionedBy is not { } by || parts.Columns.FirstOrDefault(c => string.Equals(c.Name, by.Field, StringComparison.OrdinalIgnoreCase)) is not { } column) return "";
        var (name, length) = (SqlIdentifier.Quote(column.Name), by.By.ToString().ToUpperInvariant());
        return "\nPARTITION BY " + (Column.CanonicalType(column.Type), by.By) switch
        {
            ("DATE", PartitionLength.Day) => name,
            ("DATE", _) => $"DATE_TRUNC({name}, {length})",
            ("DATETIME", _) => $"DATETIME_TRUNC({name}, {length})",
            _ => $"TIMESTAMP_TRUNC({name}, {length})",
        };
    }
}
