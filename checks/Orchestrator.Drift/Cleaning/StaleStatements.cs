using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>How a backup is made.</summary>
public enum BackupMethod
{
    /// <summary>A table snapshot of BigQuery: immediate, stores only what changes later.</summary>
    Snapshot,

    /// <summary>A copy of all rows, where no snapshots are known.</summary>
    Copy,
}

/// <summary>The statements that count, keep, delete and bring back stale rows. Both BigQuery and the local Google understand them.</summary>
/// <param name="stale">The declaration.</param>
/// <param name="project">The project that is cleaned.</param>
public sealed class StaleStatements(StaleRows stale, string project)
{
    private readonly string table = SqlIdentifier.Quote(project, stale.Table.Id);

    /// <summary>One row: all rows, current, stale and unjudged ones, the newest snapshot.</summary>
    public Query Count => new(stale.Rule is StaleRule.OlderSnapshot older ? CountOlder(Name(older.Column)) : CountGone((StaleRule.KeyGone)stale.Rule), []);

    /// <summary>The rows of each snapshot, the newest first, at most a hundred; null when the key decides.</summary>
    public Query? Snapshots => stale.Rule is StaleRule.OlderSnapshot older
        ? new($"SELECT CAST({Name(older.Column)} AS STRING) AS snapshot, COUNT(*) AS snapshot_rows FROM {table} WHERE {Name(older.Column)} IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 100", [])
        : null;

    /// <summary>Number of rows and checksum of the table.</summary>
    public Query Content => ContentOf(table);

    /// <summary>Some stale rows.</summary>
    public Query Sample(StaleCount counted) => new($"SELECT * FROM {table} AS t WHERE {Predicate(counted.Newest)} ORDER BY {Key} LIMIT 5", []);

    /// <summary>Deletes the stale rows if they are still exactly so many, and none otherwise: one statement sees one state of the table.</summary>
    public Query Delete(StaleCount counted) =>
        new($"DELETE FROM {table} AS t WHERE {Predicate(counted.Newest)} AND (SELECT COUNT(*) FROM {table} AS t WHERE {Predicate(counted.Newest)}) = {counted.Stale}", []);

    /// <summary>Number of rows and checksum of a backup.</summary>
    public Query ContentOfBackup(TableId backup) => ContentOf(SqlIdentifier.Quote(project, backup));

    /// <summary>Makes the dataset of backups, where it is missing.</summary>
    public Query CreateBackupDataset(string location) => new($"CREATE SCHEMA IF NOT EXISTS {SqlIdentifier.Quote($"{project}.{stale.Backups}")} OPTIONS(location={Text(location)})", []);

    /// <summary>Keeps all rows as they are.</summary>
    /// <param name="backup">The backup's name.</param>
    /// <param name="method">How.</param>
    /// <param name="now">The instant from which <see cref="StaleRows.KeepBackup"/> counts.</param>
    public Query CreateBackup(TableId backup, BackupMethod method, Instant now)
    {
        var expires = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss'+00'").Format(now + stale.KeepBackup);
        var options = $"OPTIONS(expiration_timestamp=TIMESTAMP {Text(expires)}, description={Text($"{stale.Table.Id} before stale rows were deleted")})";
        var name = SqlIdentifier.Quote(project, backup);
        return new(method == BackupMethod.Snapshot ? $"CREATE SNAPSHOT TABLE {name} CLONE {table} {options}" : $"CREATE TABLE {name} {options} AS SELECT * FROM {table}", []);
    }

    /// <summary>The columns of a backup, from a dry run.</summary>
    public Query AllOf(TableId backup) => new($"SELECT * FROM {SqlIdentifier.Quote(project, backup)}", []);

    /// <summary>Brings the deleted rows back if the table still has exactly so many rows, and none otherwise.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="newest">The newest snapshot when they were deleted.</param>
    /// <param name="rows">How many rows the table has now.</param>
    public Query Restore(TableId backup, IReadOnlyList<string> columns, string? newest, long rows)
    {
        var list = string.Join(", ", columns.Select(Name));

        // By key: what was deleted is what the table no longer has; the source may be another one by now.
        var deleted = stale.Rule is StaleRule.KeyGone gone ? Gone(gone.Keys, table) : Predicate(newest);
        return new($"INSERT INTO {table} ({list}) SELECT {list} FROM {SqlIdentifier.Quote(project, backup)} AS t WHERE {deleted} AND (SELECT COUNT(*) FROM {table}) = {rows}", []);
    }

    private string Key => string.Join(", ", (stale.Rule is StaleRule.OlderSnapshot older ? [older.Column] : ((StaleRule.KeyGone)stale.Rule).Keys).Select(k => $"t.{Name(k)}"));

    // The newest snapshot is a literal: one that lands in between makes nothing more stale.
    private string Predicate(string? newest) => stale.Rule is StaleRule.OlderSnapshot older
        ? $"t.{Name(older.Column)} < {(newest is null ? "NULL" : Text(newest))}"
        : Gone(((StaleRule.KeyGone)stale.Rule).Keys, SqlIdentifier.Quote(project, ((StaleRule.KeyGone)stale.Rule).Source.Id));

    private string CountOlder(string column) => $"""
        SELECT COUNT(*) AS total_rows, COUNTIF(t.{column} = n.newest) AS current_rows, COUNTIF(t.{column} < n.newest) AS stale_rows,
          COUNTIF(t.{column} IS NULL) AS unjudged_rows, CAST(MAX(n.newest) AS STRING) AS newest
        FROM {table} AS t CROSS JOIN (SELECT MAX({column}) AS newest FROM {table}) AS n
        """;

    private string CountGone(StaleRule.KeyGone gone) => $"""
        SELECT (SELECT COUNT(*) FROM {table}) AS total_rows, (SELECT COUNT(*) FROM {SqlIdentifier.Quote(project, gone.Source.Id)}) AS current_rows,
          (SELECT COUNT(*) FROM {table} AS t WHERE {Predicate(null)}) AS stale_rows,
          (SELECT COUNT(*) FROM {table} AS t WHERE {string.Join(" OR ", gone.Keys.Select(k => $"t.{Name(k)} IS NULL"))}) AS unjudged_rows, CAST(NULL AS STRING) AS newest
        """;

    private static string Gone(IReadOnlyList<string> keys, string source) =>
        $"{string.Join(" AND ", keys.Select(k => $"t.{Name(k)} IS NOT NULL"))} AND NOT EXISTS (SELECT 1 FROM {source} AS s WHERE {string.Join(" AND ", keys.Select(k => $"s.{Name(k)} = t.{Name(k)}"))})";

    private static Query ContentOf(string name) => new(
        $"""
        SELECT COUNT(*) AS all_rows, {string.Join(", ", Enumerable.Range(0, 2).Select(i => $"IFNULL(SUM(CAST(CONCAT('0x', SUBSTR(h, {(8 * i) + 1}, 8)) AS INT64)), 0) AS sum_{i + 1}"))}
        FROM (SELECT TO_HEX(MD5(TO_JSON_STRING(t))) AS h FROM {name} AS t)
        """,
        []);

    private static string Name(string column) => SqlIdentifier.Quote(column);

    private static string Text(string value) => $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
