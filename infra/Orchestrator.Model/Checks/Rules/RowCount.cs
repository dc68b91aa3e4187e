namespace Orchestrator.Model;

/// <summary>The relation has as many rows as it should. <see cref="RelationCheck.Tolerated"/> is how far beyond a limit the count may lie, a share being one of the limit.</summary>
public sealed record RowCount : RelationCheck
{
    /// <summary>The least number of rows. Default: 1, so that an empty table is never green by accident.</summary>
    public long Min { get; init; } = 1;

    /// <summary>The greatest number of rows. Default: no upper limit.</summary>
    public long? Max { get; init; }
}
