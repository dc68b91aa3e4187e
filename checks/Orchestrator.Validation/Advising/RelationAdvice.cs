using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What is asked of the adviser.</summary>
public sealed record AdviceRequest
{
    /// <summary>The pipeline.</summary>
    public required AnalyzedPipeline Analyzed { get; init; }

    /// <summary>The project that is asked for bytes.</summary>
    public required string Project { get; init; }

    /// <summary>The one instant at which everything is judged.</summary>
    public required Instant Now { get; init; }

    /// <summary>The relation; null for all that are made by SQL.</summary>
    public TableId? Relation { get; init; }

    /// <summary>Reads in a day; null for what the declaration knows (see <see cref="KnownReads"/>), at least one.</summary>
    public decimal? ReadsPerDay { get; init; }

    /// <summary>How old what readers see may be; null for no more than the pipeline's Within and a rebuild's run behind the inputs.</summary>
    public Duration? MaxAge { get; init; }

    /// <summary>The share of the input's bytes that changes in a day, 0 to 1; null when nobody knows.</summary>
    public decimal? ChangedShare { get; init; }

    /// <summary>What bytes cost.</summary>
    public Prices Prices { get; init; } = new();
}

/// <summary>The advice for one relation with everything that it rests on.</summary>
public sealed record RelationAdvice
{
    /// <summary>The relation.</summary>
    public required Relation Relation { get; init; }

    /// <summary>Its declared strategy.</summary>
    public required StrategyKind Declared { get; init; }

    /// <summary>Why nothing can be advised: what the warehouse said; null when it answered.</summary>
    public string? Unknown { get; init; }

    /// <summary>The reads that are counted with.</summary>
    public required ReadDemand Demand { get; init; }

    /// <summary>Who reads it, as far as the declaration knows.</summary>
    public required KnownReads Known { get; init; }

    /// <summary>Whether the reads were given or are known, rather than taken to be one a day.</summary>
    public required bool ReadsKnown { get; init; }

    /// <summary>When its inputs change and how old they are.</summary>
    public required InputTiming Timing { get; init; }

    /// <summary>The figures; null when the warehouse did not answer.</summary>
    public RelationFigures? Figures { get; init; }

    /// <summary>The advice; null when the warehouse did not answer.</summary>
    public Advice? Advice { get; init; }

    /// <summary>What statements are made from; null when the warehouse did not answer.</summary>
    public StatementParts? Parts { get; init; }

    /// <summary>How far back a window of a rebuild must reach at least, and because of which job; null when no job says how far back it loads.</summary>
    public (HttpJob Job, int Days)? LookBack { get; init; }

    /// <summary>Bytes that measuring read.</summary>
    public long MeasuredBytes { get; init; }
}
