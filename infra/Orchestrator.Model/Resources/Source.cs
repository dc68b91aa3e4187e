namespace Orchestrator.Model;

/// <summary>
/// Where data comes from before any table of the pipeline: a system that nobody here deploys or observes. Declared as data, so that the lineage of
/// a report begins where the data does (R36).
/// </summary>
public sealed record Source
{
    /// <summary>The system: <c>Snowflake</c>.</summary>
    public required string System { get; init; }

    /// <summary>The table, object or export in it: <c>WORK_ITEM_BUDGET_VS_ACTUAL</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Plain words for people. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>The sources that it is itself filled from. Default: none, it is where the data begins.</summary>
    public IReadOnlyList<Source> From { get; init; } = [];

    /// <summary>The jobs that read it. Default: none, other sources are filled from it.</summary>
    public IReadOnlyList<Job> ReadBy { get; init; } = [];

    /// <summary><c>source/system/name</c>.</summary>
    public string Subject => $"source/{System}/{Name}";
}
