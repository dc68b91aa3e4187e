using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What people read.</summary>
internal static class Reader
{
    /// <summary>What a reader's query shows: its rows in one line.</summary>
    public static async Task<string> ReadAsync(Session session, string sql, CancellationToken cancellation)
    {
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var answer = await cloud.Warehouse.QueryAsync(new Query(sql, []), cancellation).ConfigureAwait(false);
        return answer.Rows.Count == 0 ? "nothing" : string.Join("; ", answer.Rows.Select(row => string.Join(" ", row.Select(v => v?.ToString() ?? "NULL"))));
    }
}
