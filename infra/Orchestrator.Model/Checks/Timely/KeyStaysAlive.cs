namespace Orchestrator.Model;

/// <summary>
/// No key falls silent while the others go on: one region stops, and the table stays fresh because another arrives (R18). A key offends on the first
/// date that has rows of others and none of it, unless it has kept so long a silence at least twice before in the dates looked at, as a key does that
/// comes on working days only: that is its rhythm, and one earlier outage is none.
/// <para>A key that has been silent for longer than the baseline reaches is forgotten, unless it is in <see cref="Domain"/>: then it was never seen,
/// which is an offence.</para>
/// </summary>
public sealed record KeyStaysAlive : DatedCheck
{
    /// <summary>The column of the key, one of few values; compared as text. NULL is no key.</summary>
    public required string KeyColumn { get; init; }

    /// <summary>The keys that must stay alive. Default: whatever keys there are on at least <see cref="MinimumDates"/> dates.</summary>
    public IReadOnlyList<string> Domain { get; init; } = [];

    /// <inheritdoc/>
    public override Baseline Against { get; init; } = new Baseline.PreviousDates(28);

    /// <summary>On how many dates a key that is in no <see cref="Domain"/> must have appeared to be missed. Default: 3.</summary>
    public int MinimumDates { get; init; } = 3;

    /// <inheritdoc/>
    protected override bool TellsOfSilence => true;
}

/// <summary>
/// Jobs that load the last days again reach back far enough: of the rows written lately, at most a share was written more dates after its event than
/// the look-back covers; what is later is never loaded again (R89). It must be asked of a table whose rows arrive however late they are, such as a
/// full sync or the source's own log: behind the look-back itself nothing late is left to be seen.
/// </summary>
public sealed record LookBackSuffices : TimelyCheck
{
    /// <summary>The column of the event time.</summary>
    public required TimeColumn EventColumn { get; init; }

    /// <summary>The column of the load time.</summary>
    public required TimeColumn LoadColumn { get; init; }

    /// <summary>How many dates before today each run loads again.</summary>
    public required int LookBackDays { get; init; }

    /// <summary>The greatest accepted share of rows that are later. Default: 0.01, so that the look-back covers the 99th percentile.</summary>
    public decimal MaxLateShare { get; init; } = 0.01m;

    /// <summary>Rows written in so many days before now are looked at. Default: 90.</summary>
    public int WrittenInDays { get; init; } = 90;
}
