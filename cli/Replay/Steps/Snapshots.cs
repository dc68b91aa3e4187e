using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>The rows of a table by snapshot, the newest first.</summary>
/// <param name="Counts">Snapshot and rows.</param>
internal sealed record Snapshots(IReadOnlyList<(string Of, long Rows)> Counts)
{
    /// <summary>All rows.</summary>
    public long Rows => Counts.Sum(c => c.Rows);

    /// <summary>The size that most snapshots have: one batch of the full sync.</summary>
    public long Batch => Counts.GroupBy(c => c.Rows).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).Select(g => g.Key).FirstOrDefault();

    /// <summary>How many snapshots are exactly one batch.</summary>
    public int Copies => Counts.Count(c => c.Rows == Batch);

    /// <summary>Counts the rows of a pair's table.</summary>
    public static async Task<Snapshots> CountAsync(Session session, SyncPair pair, CancellationToken cancellation)
    {
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var column = SqlIdentifier.Quote(pair.SnapshotColumn);
        var answer = await cloud.Warehouse.QueryAsync(new Query($"SELECT CAST({column} AS STRING) AS snapshot, COUNT(*) AS row_count FROM {SqlIdentifier.Quote(session.Project, pair.Table.Id)} GROUP BY {column} ORDER BY {column} DESC", []), cancellation).ConfigureAwait(false);
        return new([.. answer.Rows.Select(r => (r[0]?.ToString() ?? "NULL", long.Parse(r[1]!.ToString(), CultureInfo.InvariantCulture)))]);
    }
}
