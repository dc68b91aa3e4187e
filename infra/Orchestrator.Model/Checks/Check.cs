using NodaTime;

namespace Orchestrator.Model;

/// <summary>Something that must be true of the data, now. Compiled to a query that returns the offending rows; no rows means it holds.</summary>
public abstract record Check
{
    private readonly bool? everyPoll;

    /// <summary>A short name, unique in the pipeline: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What must hold, in one sentence.</summary>
    public required string Says { get; init; }

    /// <summary>How bad a violation is. Default: error.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Who looks after it when it fails; a team, no person. Default: nobody is named.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the monitor asks it at every poll, and not only when all checks are asked. Default: what tells that data stopped coming is, everything else is not.</summary>
    public bool EveryPoll
    {
        get => everyPoll ?? TellsOfSilence;
        init => everyPoll = value;
    }

    /// <summary>The relations that the check reads; a change upstream of them concerns the check.</summary>
    public abstract IReadOnlyList<Relation> Reads { get; }

    /// <summary><c>check/name</c>.</summary>
    public string Subject => $"check/{Name}";

    /// <summary>Whether it is of a kind that fails because nothing new came: the sooner that is told, the better. Default: no.</summary>
    protected virtual bool TellsOfSilence => false;
}

/// <summary>Columns of a table in which jobs record their runs, one row per run and entity.</summary>
public sealed record RunLog
{
    /// <summary>The table.</summary>
    public required Table Table { get; init; }

    /// <summary>STRING column that names what was synchronised.</summary>
    public required string EntityColumn { get; init; }

    /// <summary>TIMESTAMP column: when the run ended.</summary>
    public required string TimeColumn { get; init; }

    /// <summary>INT64 column: how many records the run processed.</summary>
    public required string RecordsColumn { get; init; }

    /// <summary>STRING column that says how the run ended.</summary>
    public required string StatusColumn { get; init; }

    /// <summary>The value of <see cref="StatusColumn"/> that means success; everything else, NULL included, is a failure.</summary>
    public required string SuccessValue { get; init; }

    /// <summary>STRING column with the error of a run that failed, for people. Default: none.</summary>
    public string? ErrorColumn { get; init; }

    /// <summary>The entities that must appear. One that never synchronised is an offence too: a GROUP BY alone would hide it (R80).</summary>
    public required IReadOnlyList<string> Entities { get; init; }
}

/// <summary>Each entity's last successful run ended less than <see cref="MaxAge"/> ago. Compared exactly, not in truncated hours (X35).</summary>
public sealed record SyncFreshness : Check
{
    /// <summary>Where runs are recorded.</summary>
    public required RunLog Log { get; init; }

    /// <summary>The greatest age that is still accepted.</summary>
    public required Duration MaxAge { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Log.Table];

    /// <inheritdoc/>
    protected override bool TellsOfSilence => true;
}

/// <summary>Each entity's last run succeeded (R81).</summary>
public sealed record SyncSucceeded : Check
{
    /// <summary>Where runs are recorded.</summary>
    public required RunLog Log { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Log.Table];

    /// <inheritdoc/>
    protected override bool TellsOfSilence => true;
}

/// <summary>Each entity's last successful run processed at least a share of the records of the last successful run on an earlier date (R82).</summary>
public sealed record SyncVolume : Check
{
    /// <summary>Where runs are recorded.</summary>
    public required RunLog Log { get; init; }

    /// <summary>The greatest accepted drop, as a share: 0.5 means that less than half of the previous count is an offence.</summary>
    public required double MaxDrop { get; init; }

    /// <summary>Previous counts below this say nothing. Default: 10.</summary>
    public int MinimumRecords { get; init; } = 10;

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Log.Table];
}

/// <summary>Each relation has at least one row for a business date: EXISTS per relation, not a count over all of them (R83, X34).</summary>
public sealed record RowsForDate : Check
{
    /// <summary>The relations and their DATE columns.</summary>
    public required IReadOnlyList<DatedRelation> Relations { get; init; }

    /// <summary>Days before today in the pipeline's zone. Default: 1, which is yesterday.</summary>
    public int DaysAgo { get; init; } = 1;

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [.. Relations.Select(r => r.Relation)];
}

/// <summary>A relation and the DATE column that says to which business date a row belongs.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="DateColumn">Its DATE column.</param>
public sealed record DatedRelation(Relation Relation, string DateColumn);

/// <summary>A check with its own SQL in <c>sql/&lt;dataset&gt;/&lt;table&gt;.&lt;name&gt;.check.sql</c>; the query returns the offending rows. It may use <c>@now</c> (TIMESTAMP) and <c>@today</c> (DATE in the pipeline's zone).</summary>
public sealed record SqlCheck : Check
{
    /// <summary>The relation beside whose SQL the check lies.</summary>
    public required Relation Relation { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Relation];

    /// <summary>The path of its SQL below the pipeline's SQL folder.</summary>
    public string SqlPath => $"{Relation.Dataset.Id}/{Relation.Name}.{Name}.check.sql";
}
