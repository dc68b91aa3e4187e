namespace Orchestrator.Model;

/// <summary>
/// The newest row is young enough: of the whole relation, or of each of some entities (R80). Rows later than now are counted and told, and make nothing
/// green: a clock that is wrong is no data.
/// </summary>
public sealed record RowFreshness : TimelyCheck
{
    /// <summary>Which of a row's times is judged.</summary>
    public required RowTime Time { get; init; }

    /// <summary>The column of that time.</summary>
    public required TimeColumn Column { get; init; }

    /// <summary>How old the newest row may be.</summary>
    public required Deadline Deadline { get; init; }

    /// <summary>The column that says of which entity a row is; compared as text. Default: the relation is judged as a whole.</summary>
    public string? EntityColumn { get; init; }

    /// <summary>The entities that must be fresh. One that never appeared is an offence too: a GROUP BY alone would hide it. Default: none, without <see cref="EntityColumn"/>.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>
    /// How many days back rows are looked for, further if the deadline reaches further; so a partitioned table is not read whole. Rows before are late
    /// whatever their age, which is then not told. Default: 31.
    /// </summary>
    public int LookBackDays { get; init; } = 31;

    /// <inheritdoc/>
    protected override bool TellsOfSilence => true;
}

/// <summary>
/// Readers see a table that was changed lately, as BigQuery's own metadata say (<c>__TABLES__.last_modified_time</c>): the visible time of a table
/// that has no column for it, asked free of charge. A changed description moves it too, so it proves that something was written, not what.
/// </summary>
public sealed record VisibleFreshness : Check
{
    /// <summary>A relation whose rows are stored.</summary>
    public required Relation Relation { get; init; }

    /// <summary>How long ago it may have been changed.</summary>
    public required Deadline Deadline { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Relation];

    /// <inheritdoc/>
    protected override bool TellsOfSilence => true;
}
