using NodaTime;

namespace Orchestrator.Validation;

/// <summary>What one strategy costs, how fresh it is, and whether it can be chosen.</summary>
public sealed record StrategyCost
{
    /// <summary>The strategy.</summary>
    public required StrategyKind Kind { get; init; }

    /// <summary>Bytes that a read is billed for.</summary>
    public required decimal BytesPerRead { get; init; }

    /// <summary>Bytes that all reads of a day are billed for.</summary>
    public required decimal ReadBytesPerDay { get; init; }

    /// <summary>Refreshes or rebuilds in a day; 0 for a view.</summary>
    public decimal RunsPerDay { get; init; }

    /// <summary>Bytes that they are billed for in a day. For a materialized view whose changes are not known, the upper bound.</summary>
    public decimal RunBytesPerDay { get; init; }

    /// <summary>Bytes that are stored all month.</summary>
    public decimal StoredBytes { get; init; }

    /// <summary>US dollars a month.</summary>
    public required decimal MoneyPerMonth { get; init; }

    /// <summary>How much older rows are at worst than in the inputs.</summary>
    public required Duration AddedAge { get; init; }

    /// <summary>How old what readers see is at worst; null when the age of the inputs is not known.</summary>
    public Duration? WorstAge { get; init; }

    /// <summary>When it refreshes: <c>at every read</c>, a schedule, a refresh interval.</summary>
    public required string Refreshes { get; init; }

    /// <summary>The greatest staleness of a materialized view; null for none and for the other strategies.</summary>
    public Duration? MaxStaleness { get; init; }

    /// <summary>The upper bound of the refresh frequency of a materialized view; null for the other strategies.</summary>
    public Duration? RefreshEvery { get; init; }

    /// <summary>Whether a materialized view is refreshed as a whole (<c>allow_non_incremental_definition</c>).</summary>
    public bool NonIncremental { get; init; }

    /// <summary>Why it is not legal, one sentence each; none when it is.</summary>
    public IReadOnlyList<string> NotLegal { get; init; } = [];

    /// <summary>Why it is not fresh enough, one sentence; null when it is.</summary>
    public string? NotFresh { get; init; }

    /// <summary>Whether it can be chosen.</summary>
    public bool Possible => NotLegal.Count == 0 && NotFresh is null;

    /// <summary>All bytes that a day is billed for.</summary>
    public decimal BytesPerDay => ReadBytesPerDay + RunBytesPerDay;

    /// <summary>Why another strategy is better, or "chosen".</summary>
    public string Verdict { get; init; } = "";
}
