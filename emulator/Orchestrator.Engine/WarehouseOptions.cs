using NodaTime;
using Orchestrator.GoogleSql;

namespace Orchestrator.Engine;

/// <summary>How a warehouse is opened.</summary>
public sealed record WarehouseOptions
{
    /// <summary>The folder that keeps the rows and the catalog; null keeps them in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The clock of every statement: <c>CURRENT_TIMESTAMP()</c>, times of creation, refreshes.</summary>
    public required Func<Instant> Now { get; init; }

    /// <summary>The analyzer to share; null starts one of the warehouse's own.</summary>
    public AnalyzerProcess? AnalyzerProcess { get; init; }
}
