using System.Globalization;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The statements that read rows of a table in GoogleSQL.</summary>
internal sealed class GoogleSqlStatements(string table, Instant? snapshot, RowSelection selection)
{
    private readonly RowColumn lead = selection.Key[0];

    private string LeadName => SqlIdentifier.Quote(lead.Name);

    private string LeadType => lead.Kind == ValueKind.Integer ? "INT64" : "STRING";

    private string KeyIsThere => string.Join(" AND ", selection.Key.Select(k => $"{SqlIdentifier.Quote(k.Name)} IS NOT NULL"));

    private string From => snapshot is null ? $"FROM {table}" : $"FROM {table} FOR SYSTEM_TIME AS OF @snapshot";

    public Query Extent => Statement(
        $"SELECT COUNTIF({KeyIsThere}) AS with_key, COUNTIF(NOT ({KeyIsThere})) AS without_key, CAST(MIN({LeadName}) AS STRING) AS first_key, CAST(MAX({LeadName}) AS STRING) AS last_key {From}{Where()}");

    public Query Checksums(RangeCuts cuts)
    {
        var hash = "CAST(CONCAT('0x', SUBSTR(TO_HEX(MD5(row_text)), 1, 15)) AS INT64)";
        return Statement($"SELECT cut, COUNT(*) AS row_count, CAST(SUM(CAST({hash} AS NUMERIC)) AS STRING) AS checksum FROM ({InRanges(cuts, $"{GoogleSqlText.OfRow(selection.All)} AS row_text")}) GROUP BY cut", Bounds(cuts));
    }

    public Query Rows(RangeCuts cuts)
    {
        var columns = selection.All.ToList();
        var values = string.Join(", ", columns.Select((column, i) => $"{GoogleSqlText.Of(column)} AS v{i}"));
        return Statement($"SELECT {string.Join(", ", columns.Select((_, i) => $"v{i}"))} FROM ({InRanges(cuts, values)})", Bounds(cuts));
    }

    /// <summary>Values of the first key column whose hash is in the first so many.</summary>
    public Query Sample(double share)
    {
        var text = GoogleSqlText.Of(lead);
        var below = share >= 1 ? "g" : ((uint)(share * uint.MaxValue)).ToString("x8", CultureInfo.InvariantCulture);
        return Statement($"SELECT DISTINCT {text} AS sampled {From}{Where(KeyIsThere, $"SUBSTR(TO_HEX(MD5({text})), 1, 8) < @below")}", new QueryValue("below", "STRING", below));
    }

    public Query RepeatedKeys(int most)
    {
        var keys = string.Join(", ", selection.Key.Select((column, i) => $"{GoogleSqlText.Of(column)} AS v{i}"));
        var names = string.Join(", ", selection.Key.Select((_, i) => $"v{i}"));
        var repeated = $"SELECT {names}, COUNT(*) AS row_count FROM (SELECT {keys} {From}{Where(KeyIsThere)}) GROUP BY {names} HAVING COUNT(*) > 1";
        return Statement($"SELECT COUNT(*) OVER () AS key_count, row_count, {names} FROM ({repeated}) ORDER BY {names} LIMIT {most}");
    }

    // Rows of ranges: the bucket of each as cut, and some values. Runs begin and end in turn: a row is wanted when an odd number of edges lies at or below its key.
    private string InRanges(RangeCuts cuts, string values) =>
        $"SELECT RANGE_BUCKET({LeadName}, @bounds) AS cut, {values} {From}{Where(KeyIsThere, cuts.Runs is [{ Before: null }] ? $"{LeadName} >= @first" : $"MOD(RANGE_BUCKET({LeadName}, @edges), 2) = 1")}";

    private QueryValue[] Bounds(RangeCuts cuts) => [new("bounds", LeadType, null, cuts.Bounds), cuts.Runs is [{ Before: null } all] ? new("first", LeadType, all.From) : new("edges", LeadType, null, cuts.Edges)];

    // The user's condition may end in a comment.
    private string Where(params string[] conditions)
    {
        var all = (selection.Where is { } users ? new[] { $"({users}\n)" } : []).Concat(conditions).ToList();
        return all.Count == 0 ? "" : $" WHERE {string.Join(" AND ", all)}";
    }

    private Query Statement(string sql, params QueryValue[] values) =>
        new(sql, snapshot is { } at ? [.. values, new QueryValue("snapshot", "TIMESTAMP", QueryText.Timestamp(at))] : values);
}
