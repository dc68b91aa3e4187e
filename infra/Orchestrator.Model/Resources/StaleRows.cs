using NodaTime;

namespace Orchestrator.Model;

/// <summary>
/// Which rows of a table are stale, and within which limits they may be deleted (R29). Nothing is ever deleted but by <c>clean --execute</c>, which counts
/// first, keeps a backup, deletes exactly what was counted, and can be undone.
/// </summary>
public sealed record StaleRows
{
    /// <summary>The table: one whose rows are stored and written by jobs.</summary>
    public required Relation Table { get; init; }

    /// <summary>Which of its rows are stale.</summary>
    public required StaleRule Rule { get; init; }

    /// <summary>The most rows that may be deleted at once; more are refused.</summary>
    public required long Ceiling { get; init; }

    /// <summary>How many rows one complete read of the source usually has.</summary>
    public required long UsualRows { get; init; }

    /// <summary>The share of <see cref="UsualRows"/> below which the current read counts as incomplete, and nothing is deleted. Default: half.</summary>
    public double MinimumShareOfUsual { get; init; } = 0.5;

    /// <summary>The dataset of backups; made when missing, and not one of the pipeline's, so that no backup is drift. Default: the table's dataset with <c>_backup</c>.</summary>
    public DatasetId? BackupDataset { get; init; }

    /// <summary>How long a backup is kept. Default: 30 days.</summary>
    public Duration KeepBackup { get; init; } = Duration.FromDays(30);

    /// <summary>The dataset of backups.</summary>
    public DatasetId Backups => BackupDataset ?? new($"{Table.Dataset.Id.Name}_backup");
}

/// <summary>What makes a row stale.</summary>
public abstract record StaleRule
{
    private StaleRule()
    {
    }

    /// <summary>Every complete sync writes one value into a column; rows with an older value than the newest are stale.</summary>
    /// <param name="column">A DATE, DATETIME or TIMESTAMP column, the same for all rows of one sync.</param>
    public static StaleRule OlderThanLatest(string column) => new OlderSnapshot(column);

    /// <summary>A row whose key is no longer in the source is stale.</summary>
    /// <param name="source">What the source holds now.</param>
    /// <param name="keys">Columns, named alike on both sides, that together identify a row.</param>
    public static StaleRule KeyGoneFrom(Relation source, params IReadOnlyList<string> keys) => new KeyGone(source, keys);

    /// <summary>Rows of older snapshots are stale; rows without a value are not judged.</summary>
    /// <param name="Column">The column that names the snapshot.</param>
    public sealed record OlderSnapshot(string Column) : StaleRule;

    /// <summary>Rows whose key is gone are stale; rows with a NULL in their key are not judged.</summary>
    /// <param name="Source">What the source holds now.</param>
    /// <param name="Keys">The key's columns.</param>
    public sealed record KeyGone(Relation Source, IReadOnlyList<string> Keys) : StaleRule;
}
