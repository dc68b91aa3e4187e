using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>When each table of a dataset last changed (its rows or its definition), in one query.</summary>
/// <param name="Now">BigQuery's clock, milliseconds since the epoch.</param>
/// <param name="Modified">Milliseconds since the epoch by table.</param>
internal sealed record TableTimes(long Now, IReadOnlyDictionary<string, long> Modified)
{
    // The relation is billed as nothing or as BigQuery's least, 10 MB; should that ever change, the query is refused rather than paid.
    private const long MaximumBytesBilled = 100_000_000;

    /// <summary>Asks the dataset's <c>__TABLES__</c>; null when it cannot be asked, for want of permission or because there is no such relation: then tables are read one by one.</summary>
    public static async Task<TableTimes?> AskAsync(Statements statements, string project, string dataset, CancellationToken cancellation)
    {
        var query = new Query($"SELECT table_id, last_modified_time, UNIX_MILLIS(CURRENT_TIMESTAMP()) AS asked_at FROM `{project}.{dataset}.__TABLES__`", [], MaximumBytesBilled);
        try
        {
            var answer = await statements.QueryAsync(query, $"the times of change in dataset/{dataset}", cancellation);
            var modified = new Dictionary<string, long>(answer.Rows.Count, StringComparer.Ordinal);
            var now = long.MaxValue;
            foreach (var row in answer.Rows)
            {
                if (row.Count != 3 || row[0] is null || Number(row[1]) is not { } changed || Number(row[2]) is not { } at) return null;
                modified[row[0]!.GetValue<string>()] = changed;
                now = Math.Min(now, at);
            }
            return modified.Count == 0 ? null : new(now, modified);
        }
        catch (GoogleException)
        {
            // Not fatal: everything is then read as if nothing were known, and what cannot be read is told there.
            return null;
        }
    }

    /// <summary>BigQuery's clock, milliseconds since the epoch; null when it cannot be asked.</summary>
    public static async Task<long?> NowAsync(Statements statements, CancellationToken cancellation)
    {
        try
        {
            var answer = await statements.QueryAsync(new("SELECT UNIX_MILLIS(CURRENT_TIMESTAMP()) AS asked_at", [], MaximumBytesBilled), "BigQuery's clock", cancellation);
            return answer.Rows is [[var now]] ? Number(now) : null;
        }
        catch (GoogleException)
        {
            // As above: what is read now is then not kept for a later run.
            return null;
        }
    }

    private static long? Number(JsonNode? value) => long.TryParse(value?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
