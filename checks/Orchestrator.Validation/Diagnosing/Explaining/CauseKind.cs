namespace Orchestrator.Validation;

/// <summary>The causes that a variance can have.</summary>
public enum CauseKind
{
    /// <summary>The way to the target leaves out some values of a column.</summary>
    Filter,

    /// <summary>The newest rows have not arrived yet.</summary>
    Lag,

    /// <summary>The target takes its dates in another zone: rows around midnight move by a day.</summary>
    ZoneBoundary,

    /// <summary>The target counts in another way: a join multiplies rows, or counts of days are added where a value repeats.</summary>
    Aggregation,

    /// <summary>Rows are there more than once, in the source or in the target.</summary>
    Duplicates,

    /// <summary>A predicate drops rows in which a column is NULL.</summary>
    NullDropped,

    /// <summary>A contiguous part, not the newest, was not loaded.</summary>
    PartialLoad,

    /// <summary>The target counts rows that a filter of the source leaves out.</summary>
    FilterNotApplied,
}
