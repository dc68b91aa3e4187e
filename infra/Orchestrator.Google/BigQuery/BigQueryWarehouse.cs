using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>BigQuery v2 in one project.</summary>
public sealed class BigQueryWarehouse : IWarehouse
{
    private readonly GoogleConnection _google;
    private readonly BigQueryRest _rest;
    private readonly Statements _statements;
    private readonly string _queries;
    private readonly KnownTables? _known;

    /// <summary>BigQuery over a connection.</summary>
    /// <param name="google">The connection.</param>
    /// <param name="project">The project that is deployed to, and that pays for queries.</param>
    /// <param name="known">What earlier runs read, brought up to date by every observation; null, the default, reads everything every time.</param>
    /// <param name="labels">Labels of every job that is started; null, the default, gives none of them any.</param>
    public BigQueryWarehouse(GoogleConnection google, string project, KnownTables? known = null, IReadOnlyDictionary<string, string>? labels = null)
    {
        _known = known;
        _google = google;
        _rest = new(google, project);
        _statements = new(google, _rest, labels ?? JobLabels.None);
        _queries = $"projects/{project}";
    }

    /// <inheritdoc/>
    /// <exception cref="GoogleUnreachableException">Nobody answers at all.</exception>
    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) =>
        new WarehouseReading(_rest, _statements, _known).ReadAsync(pipeline.Datasets.Select(d => d.Id.Name), cancellation);

    /// <inheritdoc/>
    /// <exception cref="GoogleException">The service refused the change, or cannot be reached.</exception>
    public Task ApplyAsync(Change change, CancellationToken cancellation) => change.Id.Kind == ResourceKind.Routine
        ? new RoutineChange(_rest, _google.Time, change).ApplyAsync(cancellation)
        : new WarehouseChange(_rest, _statements, _google.Time, change).ApplyAsync(cancellation);

    /// <inheritdoc/>
    /// <exception cref="GoogleQueryException">The statement failed.</exception>
    public Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation) => _statements.QueryAsync(query, _queries, cancellation);

    /// <inheritdoc/>
    /// <exception cref="GoogleQueryException">The statement is wrong.</exception>
    public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation) => _statements.DryRunAsync(query, _queries, cancellation);

    /// <inheritdoc/>
    /// <exception cref="GoogleException">The service refused the list, which needs the permission bigquery.jobs.listAll, or cannot be reached.</exception>
    public async Task<IReadOnlyList<StatementRun>?> RunsOfAsync(string statement, Instant from, CancellationToken cancellation)
    {
        var runs = new List<StatementRun>();
        await foreach (var page in _rest.ListJobsAsync(from.ToUnixTimeMilliseconds(), cancellation))
        {
            foreach (var job in page)
            {
                if (job.Configuration?.Query?.Query != statement || job.Statistics?.CreationTime is not { } created || created < from.ToUnixTimeMilliseconds()) continue;
                runs.Add(new(job.JobReference?.JobId ?? "", Instant.FromUnixTimeMilliseconds(created), job.Status?.State == "DONE", job.Status?.ErrorResult is { } error ? error.Message ?? error.Reason ?? "no reason was given" : null));
            }
        }

        return [.. runs.OrderByDescending(r => r.Created)];
    }
}
