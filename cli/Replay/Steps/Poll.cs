using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>One look of the monitor at the world of an incident.</summary>
internal static class Poll
{
    /// <summary>The findings of one poll.</summary>
    /// <param name="session">The session at the poll's instant.</param>
    /// <param name="data">Whether the checks of the data are run too.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(Session session, bool data, CancellationToken cancellation)
    {
        var drift = await DriftVerb.RunAsync(session, cancellation).ConfigureAwait(false);
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var observed = await cloud.Scheduler.ObserveAsync(session.Analyzed.Pipeline, cancellation).ConfigureAwait(false);
        var checks = data ? (await CheckVerb.RunAsync(session, cancellation).ConfigureAwait(false)).Findings : [];
        return [.. drift.Findings.Concat(PairFinder.Find(session.Analyzed, observed, session.Now)).Concat(checks).DistinctBy(f => f.Key)];
    }

    /// <summary>What a reader's query shows: its rows in one line.</summary>
    public static async Task<string> ReadAsync(Session session, string sql, CancellationToken cancellation)
    {
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var answer = await cloud.Warehouse.QueryAsync(new Query(sql, []), cancellation).ConfigureAwait(false);
        return answer.Rows.Count == 0 ? "nothing" : string.Join("; ", answer.Rows.Select(row => string.Join(" ", row.Select(v => v?.ToString() ?? "NULL"))));
    }
}
