using NodaTime;

namespace Orchestrator.Model;

/// <summary>Two aggregates by key that must agree: what a source of truth counts, and what a table made from it says (R1).</summary>
public sealed record Reconciliation : Check
{
    /// <summary>The side that is believed; that it deserves it is the business of checks of its own (R11).</summary>
    public required ReconciledSide Source { get; init; }

    /// <summary>The side that is made from it.</summary>
    public required ReconciledSide Target { get; init; }

    /// <summary>What a key is, for people: <c>Region</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What is counted, for people: <c>MQL</c>.</summary>
    public required string Counted { get; init; }

    /// <summary>The keys that there must be. One that is on neither side is told as N/A, one that is not in the list as an unknown key (R5). Default: whatever keys there are.</summary>
    public IReadOnlyList<string> Domain { get; init; } = [];

    /// <summary>The dates that are compared, today taken in <see cref="Zone"/> or the pipeline's zone.</summary>
    public required DateWindow Window { get; init; }

    /// <summary>The IANA zone in which dates are taken. Default: the pipeline's (R84).</summary>
    public string? Zone { get; init; }

    /// <summary>How far the two may differ for a key. A share never excuses a key that is at zero in the target (R16); an absolute tolerance does. Default: not at all.</summary>
    public Tolerance Tolerance { get; init; }

    /// <summary>How long after its time a row of the source may take to reach the target (R7): what is younger may be missing. Default: no limit, nothing may be missing, and the lag is told and not judged.</summary>
    public Duration? MaxLag { get; init; }

    /// <summary>Columns of the source by which a filter that leaves rows out is looked for, besides the key. Default: none.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Source.Relation, Target.Relation];
}

/// <summary>One side of a reconciliation.</summary>
public sealed record ReconciledSide
{
    /// <summary>What it is called in tables, for people: <c>Funnel</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the relation is for, for people: <c>Source of truth for MQL</c> (R12).</summary>
    public required string Role { get; init; }

    /// <summary>The relation.</summary>
    public required Relation Relation { get; init; }

    /// <summary>The column of the key. Both sides' keys have the same type.</summary>
    public required string KeyColumn { get; init; }

    /// <summary>What is counted or summed.</summary>
    public required Measure Measure { get; init; }

    /// <summary>The column of a row's date: DATE, DATETIME, or TIMESTAMP, which is turned into a date in the reconciliation's zone.</summary>
    public required string DateColumn { get; init; }

    /// <summary>The type of <see cref="DateColumn"/> where the relation has SQL instead of declared columns: DATE, DATETIME or TIMESTAMP. A table's own column says it. Default: DATE.</summary>
    public string DateType { get; init; } = "DATE";

    /// <summary>The type of <see cref="DateColumn"/> in GoogleSQL's spelling.</summary>
    public string DateColumnType => Column.CanonicalType((Relation as Table)?.Columns.FirstOrDefault(c => c.Name.Equals(DateColumn, StringComparison.OrdinalIgnoreCase))?.Type ?? DateType);

    /// <summary>Which rows count, each condition with a name, so that each can be tested and blamed by itself (R2). Default: all.</summary>
    public IReadOnlyList<NamedFilter> Filters { get; init; } = [];
}

/// <summary>A condition with a name.</summary>
/// <param name="Name">In a few words: <c>test traffic is left out</c>.</param>
/// <param name="Sql">A GoogleSQL predicate over the relation's columns.</param>
public sealed record NamedFilter(string Name, string Sql);

/// <summary>How rows become one number.</summary>
public abstract record Measure
{
    private Measure()
    {
    }

    /// <summary>The number of rows.</summary>
    public sealed record Rows : Measure;

    /// <summary>The number of different values; NULL is none.</summary>
    /// <param name="Column">The column.</param>
    public sealed record Distinct(string Column) : Measure
    {
        /// <summary>
        /// The check that holds while each value is counted for one key and date only; then a sum of daily counts may be compared with this count (R9, R11).
        /// Default: none, and a comparison with a sum is a warning.
        /// </summary>
        public Check? OncePerValue { get; init; }
    }

    /// <summary>The sum of a number.</summary>
    /// <param name="Column">An INT64, NUMERIC or FLOAT64 column.</param>
    public sealed record Sum(string Column) : Measure;
}

/// <summary>The dates that a reconciliation compares.</summary>
public abstract record DateWindow
{
    private DateWindow()
    {
    }

    /// <summary>From a date to today, both included.</summary>
    /// <param name="First">The first date.</param>
    public sealed record Since(LocalDate First) : DateWindow;

    /// <summary>Today and the days before it.</summary>
    /// <param name="Days">How many dates altogether, 1 or more.</param>
    public sealed record LastDays(int Days) : DateWindow;

    /// <summary>Fixed dates, both included.</summary>
    /// <param name="First">The first date.</param>
    /// <param name="Last">The last date.</param>
    public sealed record Between(LocalDate First, LocalDate Last) : DateWindow;

    /// <summary>The first and the last date, both included, when today is known.</summary>
    public (LocalDate First, LocalDate Last) On(LocalDate today) => this switch
    {
        Since since => (since.First, today),
        LastDays last => (today.PlusDays(1 - last.Days), today),
        Between between => (between.First, between.Last),
        _ => throw new InvalidOperationException($"{GetType().Name} is a window without dates: add it here."),
    };
}
