using System.Text.Json.Nodes;
using NodaTime;

namespace Orchestrator.Model;

/// <summary>BigQuery, as far as a pipeline needs it. <c>local</c> and <c>gcp</c> are the same adapter with another address.</summary>
public interface IWarehouse
{
    /// <summary>Reads the datasets of a pipeline and everything in them. Never throws for what the service refuses: that is <see cref="Observation.Unobserved"/>.</summary>
    Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation);

    /// <summary>Carries out one change to a dataset, table, view or materialized view, and reads the resource back until it shows.</summary>
    Task ApplyAsync(Change change, CancellationToken cancellation);

    /// <summary>Runs one statement to its end and gives all its rows.</summary>
    Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation);

    /// <summary>Asks what a statement would do, free of charge.</summary>
    Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation);

    /// <summary>
    /// The runs of a statement, by whomever, that were started from an instant on, the newest first. Cloud Scheduler knows only whether BigQuery took the
    /// statement of a job; whether it succeeded is known here. Default: null, which means that nobody knows.
    /// </summary>
    /// <param name="statement">The statement, to the letter.</param>
    /// <param name="from">The earliest start.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<IReadOnlyList<StatementRun>?> RunsOfAsync(string statement, Instant from, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StatementRun>?>(null);
}

/// <summary>A query job that ran a statement.</summary>
/// <param name="JobId">The job, for people who look it up.</param>
/// <param name="Created">When it was started.</param>
/// <param name="Done">Whether it has ended.</param>
/// <param name="Error">Why it failed; null when it did not, or has not yet.</param>
public sealed record StatementRun(string JobId, Instant Created, bool Done, string? Error);

/// <summary>Cloud Scheduler, as far as a pipeline needs it.</summary>
public interface IScheduler
{
    /// <summary>Reads all jobs of the pipeline's Scheduler location.</summary>
    Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation);

    /// <summary>Carries out one change to a job, and reads it back until it shows.</summary>
    Task ApplyAsync(Change change, CancellationToken cancellation);

    /// <summary>Starts a run of a job now, beside its schedule, and waits for its attempt. Asked once: it is never repeated, because a run is work.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="cancellation">Stops waiting; the run goes on.</param>
    /// <returns>What the service says of the attempt; null when it did not show in the time that the job allows an attempt.</returns>
    Task<JobActivity?> RunAsync(string job, CancellationToken cancellation);
}

/// <summary>A GoogleSQL statement with named parameters.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Parameters">Values; identifiers are never parameters.</param>
/// <param name="MaximumBytesBilled">The statement is refused if it would bill more; null means no limit of ours.</param>
public sealed record Query(string Sql, IReadOnlyList<QueryValue> Parameters, long? MaximumBytesBilled = null)
{
    /// <summary>Labels of the job that runs it, beside those of whoever runs it: see <see cref="JobLabels"/>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = JobLabels.None;
}

/// <summary>A named query parameter.</summary>
/// <param name="Name">Without the <c>@</c>.</param>
/// <param name="Type">GoogleSQL type name, such as TIMESTAMP, DATE, STRING, INT64; with <paramref name="Items"/> the element type of an ARRAY.</param>
/// <param name="Value">The value as BigQuery's REST API writes it; null is SQL NULL or, with items, unused.</param>
/// <param name="Items">The elements of an ARRAY; null for a scalar.</param>
public sealed record QueryValue(string Name, string Type, string? Value, IReadOnlyList<string>? Items = null);

/// <summary>The rows of a query.</summary>
/// <param name="Columns">Columns in order.</param>
/// <param name="Rows">Values as BigQuery's REST API writes them (TIMESTAMP as microseconds since the epoch): text, null, or JSON for lists and structs.</param>
/// <param name="BytesProcessed">As the service counts them.</param>
/// <param name="JobId">The job that ran the query, for people who look it up.</param>
public sealed record QueryAnswer(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<JsonNode?>> Rows, long BytesProcessed, string JobId)
{
    /// <summary>How many rows a DML statement changed (<c>numDmlAffectedRows</c>); null for every other statement.</summary>
    public long? AffectedRows { get; init; }
}

/// <summary>What a statement would do.</summary>
/// <param name="BytesProcessed">Estimate of the bytes that are read.</param>
/// <param name="Columns">Output columns; empty for DML.</param>
/// <param name="StatementType">SELECT, MERGE ...</param>
public sealed record DryRun(long BytesProcessed, IReadOnlyList<Column> Columns, string StatementType)
{
    /// <summary>The tables that would be read, with those behind views; BigQuery names 50 at most. Default: not known.</summary>
    public IReadOnlyList<TableReference> Tables { get; init; } = [];
}
