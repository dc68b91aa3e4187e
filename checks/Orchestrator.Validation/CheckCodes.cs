using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The codes of findings of checks. They are stable: dashboards and mutes name them.</summary>
public static class CheckCodes
{
    /// <summary>A check could not be checked.</summary>
    public const string Unknown = "CHECK000";

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
