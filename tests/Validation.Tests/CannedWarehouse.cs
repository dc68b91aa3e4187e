using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Validation.Tests;

/// <summary>A warehouse that answers what a test wrote down, and remembers what it was asked.</summary>
internal sealed class CannedWarehouse(Func<Query, QueryAnswer> answer) : IWarehouse
{
    public List<Query> Asked { get; } = [];

    public Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation)
    {
        Asked.Add(query);
        return Task.FromResult(answer(query));
    }

    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("Checks observe nothing.");

    public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("Checks change nothing.");

    public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation) => throw new NotSupportedException("Checks are run.");
}

/// <summary>What the scan of a run log says of one entity.</summary>
internal sealed record Runs(string Entity)
{
    public Instant? LastRun { get; init; }
    public bool LastSucceeded { get; init; }
    public string? LastStatus { get; init; }
    public string? LastError { get; init; }
    public Instant? LastSuccess { get; init; }
    public long? LastRecords { get; init; }
    public Instant? PreviousSuccess { get; init; }
    public long? PreviousRecords { get; init; }

    /// <summary>A good run at an instant, and one a day before.</summary>
    public static Runs Good(string entity, Instant last, long records = 100, long previous = 100) => new(entity)
    {
        LastRun = last,
        LastSucceeded = true,
        LastStatus = "SUCCESS",
        LastSuccess = last,
        LastRecords = records,
        PreviousSuccess = last - Duration.FromDays(1),
        PreviousRecords = previous,
    };

    public static QueryAnswer Answer(params IReadOnlyList<Runs> runs) => new(
        [
            new("entity", "STRING"), new("last_run", "TIMESTAMP"), new("last_succeeded", "BOOL"), new("last_status", "STRING"), new("last_error", "STRING"),
            new("last_success", "TIMESTAMP"), new("last_records", "INT64"), new("previous_success", "TIMESTAMP"), new("previous_records", "INT64"),
        ],
        [.. runs.Select(r => (IReadOnlyList<JsonNode?>)[r.Entity, Micros(r.LastRun), r.LastSucceeded ? "true" : "false", r.LastStatus, r.LastError, Micros(r.LastSuccess), Text(r.LastRecords), Micros(r.PreviousSuccess), Text(r.PreviousRecords)])],
        1234,
        "job_1");

    private static JsonNode? Micros(Instant? instant) => instant is { } i ? (i.ToUnixTimeTicks() / 10).ToString() : null;

    private static JsonNode? Text(long? number) => number?.ToString();
}
