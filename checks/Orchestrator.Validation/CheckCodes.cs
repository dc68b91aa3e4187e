using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The codes of findings of checks. They are stable: dashboards and mutes name them.</summary>
public static class CheckCodes
{
    /// <summary>A check could not be checked.</summary>
    public const string Unknown = "CHECK000";

    /// <summary>A job that the gate after a deploy waits for did not run in time, or nobody knows whether it did.</summary>
    public const string JobDidNotRun = "CHECK040";

    /// <summary>A job that the gate after a deploy waits for ran and failed.</summary>
    public const string RunFailed = "CHECK041";

    /// <summary>The checks would bill more than they may.</summary>
    public const string OverBudget = "CHECK042";

    /// <summary>No check lies downstream of what a deploy changed.</summary>
    public const string NothingChecked = "CHECK043";
    /// <summary>A reconciliation fails and the cause is found.</summary>
    public const string CauseFound = "CHECK035";

    /// <summary>A reconciliation fails and nobody can tell why.</summary>
    public const string NobodyCanTell = "CHECK036";

    /// <summary>The code of a failed check, by its kind.</summary>
    public static string Of(Check check) => check switch
    {
        SyncFreshness => "CHECK001",
        SyncSucceeded => "CHECK002",
        SyncVolume => "CHECK003",
        RowsForDate => "CHECK004",
        SqlCheck => "CHECK005",
        GoldenRecord => "CHECK006",
        HopTrace => "CHECK007",
        OneSnapshot => "CHECK008",
        Reconciliation => "CHECK030",
        RowFreshness => "CHECK020",
        VisibleFreshness => "CHECK021",
        RowVolume => "CHECK022",
        ValueDistribution => "CHECK023",
        KeyStaysAlive => "CHECK024",
        LookBackSuffices => "CHECK025",
        NotNull => "CHECK009",
        Unique => "CHECK010",
        AcceptedValues => "CHECK011",
        InRange => "CHECK012",
        MatchesPattern => "CHECK013",
        Relationship => "CHECK014",
        RowCount => "CHECK015",
        Expression => "CHECK016",
        SchemaIs => "CHECK017",
        RowCountParity => "CHECK018",
        _ => throw new ArgumentException($"{check.Subject} is of a kind that has no code: add one here.", nameof(check)),
    };
}
