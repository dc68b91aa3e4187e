namespace Orchestrator.Drift;

/// <summary>The codes of findings about rows that should have gone; docs/findings.md lists the same.</summary>
public static class CleaningFacts
{
    /// <summary>A table holds stale rows.</summary>
    public const string StaleRows = "DRIFT020";

    /// <summary>A sync that should replace rows appends them.</summary>
    public const string Appends = "DRIFT021";

    /// <summary>All codes.</summary>
    public static IReadOnlyList<DriftFact> All { get; } =
    [
        new(StaleRows, "a table holds stale rows"),
        new(Appends, "a sync appends instead of replacing"),
    ];
}
