namespace Orchestrator.Model;

/// <summary>
/// Two jobs that keep one table together: a daily sync for updates and a full sync that replaces every row and so cleans up what the daily one
/// cannot see (R28). Proven: both exist and fire, the daily one first on each day, never at the same time, the full one replaces, and readers come
/// after it.
/// </summary>
public sealed record SyncPair
{
    /// <summary>The job that brings what changed.</summary>
    public required HttpJob Daily { get; init; }

    /// <summary>The job that replaces all rows.</summary>
    public required HttpJob Full { get; init; }

    /// <summary>The table that both write.</summary>
    public required Table Table { get; init; }

    /// <summary>The column of <see cref="Table"/> that says which full sync a row is of. After a sync that replaces, it has one value.</summary>
    public required string SnapshotColumn { get; init; }

    /// <summary>HTTP jobs that read the table. Nobody here can see what they read, so they are named. Default: none; views and query jobs are found by themselves.</summary>
    public IReadOnlyList<Job> ReadBy { get; init; } = [];

    /// <summary><c>pair/dataset.table</c>.</summary>
    public string Subject => $"pair/{Table.Id}";
}

/// <summary>What a run does with the rows that are there, in the words of BigQuery's load and query jobs where it has words for it.</summary>
public enum JobWriteDisposition
{
    /// <summary><c>WRITE_APPEND</c>: adds its rows to those that are there.</summary>
    WriteAppend,

    /// <summary><c>WRITE_TRUNCATE</c>: replaces all rows.</summary>
    WriteTruncate,

    /// <summary>Updates known keys and inserts new ones, as a MERGE statement does.</summary>
    Merge,
}
