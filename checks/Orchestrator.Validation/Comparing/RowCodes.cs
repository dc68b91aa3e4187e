namespace Orchestrator.Validation;

/// <summary>The codes of findings of a comparison of rows. They are stable: dashboards and mutes name them.</summary>
public static class RowCodes
{
    /// <summary>Rows that only the right side has.</summary>
    public const string Added = "ROWS001";

    /// <summary>Rows that only the left side has.</summary>
    public const string Removed = "ROWS002";

    /// <summary>Rows with other values.</summary>
    public const string Changed = "ROWS003";

    /// <summary>Keys that several rows have.</summary>
    public const string RepeatedKey = "ROWS004";

    /// <summary>Rows without a key.</summary>
    public const string NullKey = "ROWS005";

    /// <summary>Rows that differ somewhere and were not fetched.</summary>
    public const string NotLookedInto = "ROWS006";
}
