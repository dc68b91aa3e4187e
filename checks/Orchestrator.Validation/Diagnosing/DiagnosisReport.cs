using NodaTime;

namespace Orchestrator.Validation;

/// <summary>Whether a cause is at work.</summary>
public enum HypothesisVerdict
{
    /// <summary>It is: at least 95 % of the probability, and an exact test agrees.</summary>
    Supported,

    /// <summary>It is not: at most 5 % of the probability.</summary>
    Rejected,

    /// <summary>The data do not say.</summary>
    Inconclusive,
}

/// <summary>A possible cause and what the data say of it.</summary>
public sealed record Hypothesis
{
    /// <summary>The cause.</summary>
    public required CauseKind Kind { get; init; }

    /// <summary>Its name in words.</summary>
    public required string Name { get; init; }

    /// <summary>What the data say.</summary>
    public required HypothesisVerdict Verdict { get; init; }

    /// <summary>The probability that it is at work, alone or with another cause, from 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The exact test: how probable data like these are by chance when it is supported or inconclusive; how probable they are under it when it is rejected. Null when nothing was to be tested.</summary>
    public double? PValue { get; init; }

    /// <summary>What it would be, with its details; null when the data offer none.</summary>
    public string? Details { get; init; }

    /// <summary>The evidence in one or more sentences, with its numbers.</summary>
    public required string Evidence { get; init; }

    /// <summary>The query whose rows decide, as an index of <see cref="DiagnosisReport.Queries"/>.</summary>
    public int Query { get; init; }
}

/// <summary>How far the target is behind for one key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Estimate">The lag with its interval; null when the key has no rows to tell it by.</param>
/// <param name="Says">In words.</param>
public sealed record KeyLag(string Key, LagEstimate? Estimate, string Says);

/// <summary>Source and target of one key over the window.</summary>
/// <param name="Key">The key.</param>
/// <param name="Source">The source's figure.</param>
/// <param name="Target">The target's figure.</param>
public sealed record KeyVariance(string Key, double Source, double Target);

/// <summary>Why a reconciliation fails.</summary>
public sealed record DiagnosisReport
{
    /// <summary>The name of the reconciliation.</summary>
    public required string Check { get; init; }

    /// <summary>The instant at which it was judged.</summary>
    public required Instant At { get; init; }

    /// <summary>Whether some key differs by more than is tolerated; without it there is nothing to diagnose.</summary>
    public bool HasVariance { get; init; }

    /// <summary>One sentence: the cause or causes, or that nobody can tell.</summary>
    public required string Headline { get; init; }

    /// <summary>Why nothing is known, or null: a query that failed, an answer that cannot be read.</summary>
    public string? Failure { get; init; }

    /// <summary>All causes, the most plausible first.</summary>
    public IReadOnlyList<Hypothesis> Hypotheses { get; init; } = [];

    /// <summary>The figures by key, sorted.</summary>
    public IReadOnlyList<KeyVariance> Keys { get; init; } = [];

    /// <summary>How late each key is, unless lag is rejected.</summary>
    public IReadOnlyList<KeyLag> Lags { get; init; } = [];

    /// <summary>The probability that none of the causes is at work.</summary>
    public double Unexplained { get; init; }

    /// <summary>The queries that were asked, at most five.</summary>
    public IReadOnlyList<DiagnosisQuery> Queries { get; init; } = [];

    /// <summary>What was not tested, in sentences.</summary>
    public IReadOnlyList<string> Untested { get; init; } = [];

    /// <summary>The causes that are at work.</summary>
    public IReadOnlyList<CauseKind> Causes => [.. Hypotheses.Where(h => h.Verdict == HypothesisVerdict.Supported).Select(h => h.Kind)];
}
