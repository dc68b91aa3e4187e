using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>A statement as BigQuery's request.</summary>
internal static class QueryWriting
{
    /// <summary>How long <c>jobs.getQueryResults</c> waits before it answers that the job is not complete, in milliseconds.</summary>
    public const int WaitMs = 10_000;

    /// <summary>How long <c>jobs.query</c> waits, in milliseconds: short, because only its answer names the job, and a job without a name cannot be cancelled.</summary>
    public const int FirstWaitMs = 3_000;

    public static JsonNode Run(Query query, string requestId) => Json(Of(query) with
    {
        Labels = Labels(query),
        RequestId = requestId,
        TimeoutMs = FirstWaitMs,
        FormatOptions = new(UseInt64Timestamp: true),
    });

    public static JsonNode DryRun(Query query) =>
        JsonSerializer.SerializeToNode(new BigQueryJob { Configuration = new(DryRun: true, Of(query)) { Labels = Labels(query) } }, GoogleJson.Default.BigQueryJob)!;

    /// <summary>
    /// Names one call, so that BigQuery runs it once however often it is sent. Two calls of the same statement have two ids, or the second would be
    /// given the rows of the first.
    /// </summary>
    public static string RequestId(string sql, DateTimeOffset now, double chance)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks} {chance:R} {sql}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private static QueryRequest Of(Query query) => new()
    {
        Query = query.Sql,
        UseLegacySql = false,
        ParameterMode = query.Parameters.Count == 0 ? null : "NAMED",
        QueryParameters = query.Parameters.Count == 0 ? null : [.. query.Parameters.Select(Parameter)],
        MaximumBytesBilled = query.MaximumBytesBilled?.ToString(CultureInfo.InvariantCulture),
    };

    private static IReadOnlyDictionary<string, string>? Labels(Query query) => query.Labels.Count == 0 ? null : query.Labels;

    private static QueryParameterResource Parameter(QueryValue value) => value.Items is { } items
        ? new(value.Name, new("ARRAY", new(value.Type)), new(null, [.. items.Select(i => new ParameterValueResource(i))]))
        : new(value.Name, new(value.Type), new(value.Value));

    private static JsonNode Json(QueryRequest request) => JsonSerializer.SerializeToNode(request, GoogleJson.Default.QueryRequest)!;
}
