using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Orchestrator.Emulator.Wire;
using Orchestrator.Engine;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>The query jobs of all projects: started, found again, and kept when they are done.</summary>
internal sealed partial class QueryJobs(LocalWarehouse warehouse, EmulatorClock clock, ILogger log, KeptDocuments kept)
{
    // Results beyond these are forgotten, as Google forgets them after a day; the jobs themselves stay.
    private const int KeptResults = 200;

    private readonly Dictionary<string, QueryJob> jobs = [];
    private readonly Dictionary<string, QueryJob> requests = [];
    private readonly Queue<QueryJob> results = [];
    private long number;

    /// <summary>Reads the jobs that were done before the last stop.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var document in await kept.AllAsync(cancellation))
        {
            var job = QueryJobDocument.Read(document);
            jobs[Key(job.Project, job.Id)] = job;
            number = Math.Max(number, job.Number);
        }
    }

    /// <summary>Starts a job; 409 when the id is taken. A request that is sent again, as clients do when an answer is lost, gets the job of the first.</summary>
    /// <param name="project">The project that runs it.</param>
    /// <param name="location">Where it runs.</param>
    /// <param name="configuration">What it does.</param>
    /// <param name="isJob">Whether the client asked for a job: it is stored whatever it does.</param>
    /// <param name="id">The id that the client chose; null gives it one.</param>
    /// <param name="request">The <c>requestId</c> of <c>jobs.query</c>.</param>
    public QueryJob Start(string project, string location, QueryConfiguration configuration, bool isJob, string? id = null, string? request = null)
    {
        if (id is not null && !JobId().IsMatch(id)) throw Failures.Invalid($"Invalid job ID \"{id}\": use letters, digits, '_' and '-', at most 1024.");
        QueryJob job;
        lock (jobs)
        {
            if (request is not null && requests.TryGetValue(Key(project, request), out var first)) return first;
            number++;
            id ??= $"job_{number}";
            if (jobs.ContainsKey(Key(project, id))) throw Failures.Duplicate($"Job {project}:{location}.{id}");
            job = new QueryJob(project, id, location, number, configuration.Json, clock.Now) { Request = request };
            jobs[Key(project, id)] = job;
            if (request is not null) requests[Key(project, request)] = job;
        }

        job.Done = Task.Run(() => RunAsync(job, configuration, isJob));
        return job;
    }

    /// <summary>What a statement would do. No job is created.</summary>
    public Task<StatementResult> EstimateAsync(QueryConfiguration configuration, CancellationToken cancellation) =>
        warehouse.DryRunAsync(configuration.Statement, cancellation);

    /// <summary>The job; 404 when there is none, or when it runs elsewhere.</summary>
    public QueryJob Get(string project, string id, string? location)
    {
        lock (jobs)
            if (jobs.TryGetValue(Key(project, id), out var job) && (location is null || string.Equals(location, job.Location, StringComparison.OrdinalIgnoreCase))) return job;
        throw Failures.NotFound($"Job {project}:{location ?? "US"}.{id}");
    }

    /// <summary>The jobs of a project, the newest first.</summary>
    public IReadOnlyList<QueryJob> Newest(string project)
    {
        lock (jobs) return [.. jobs.Values.Where(job => job.Project == project).OrderByDescending(job => job.Number)];
    }

    /// <summary>Forgets a job and its result.</summary>
    public async Task RemoveAsync(QueryJob job)
    {
        lock (jobs) jobs.Remove(Key(job.Project, job.Id));
        await kept.RemoveAsync(Key(job.Project, job.Id));
    }

    /// <summary>Stops what still runs and waits for its end.</summary>
    public async Task WhenIdleAsync()
    {
        List<QueryJob> running;
        lock (jobs) running = [.. jobs.Values.Where(job => job.Ended is null)];
        foreach (var job in running) await job.Cancellation.CancelAsync();
        await Task.WhenAll(running.Select(job => job.Done));
    }

    private async Task RunAsync(QueryJob job, QueryConfiguration configuration, bool isJob)
    {
        try
        {
            if (configuration.MaximumBytesBilled is not null) configuration.CheckBytes(await EstimateAsync(configuration, job.Cancellation.Token));
            var result = await warehouse.RunAsync(configuration.Statement, job.Cancellation.Token);
            job.Result = result;
            job.Statistics = QueryJob.StatisticsOf(result, dryRun: false);
            job.Kept = isJob || result.StatementType != "SELECT";
        }
        catch (GoogleFailure failure)
        {
            job.Error = failure;
        }
        catch (WarehouseException failure)
        {
            job.Error = BigQueryRoutes.Translate(failure);
        }
        catch (OperationCanceledException) when (job.Cancellation.IsCancellationRequested)
        {
            job.Error = new(200, "CANCELLED", "stopped", "Job execution was cancelled: User requested cancellation");
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {Job} failed unexpectedly", job.Id);
            job.Error = new(500, "INTERNAL", "internalError", "An internal error occurred and the job could not be completed. The emulator's log has the cause.");
        }

        job.Ended = clock.Now;
        Expire(job);
        if (job.Kept) await kept.PutAsync(Key(job.Project, job.Id), QueryJobDocument.Write(job));
    }

    private void Expire(QueryJob done)
    {
        lock (jobs)
        {
            results.Enqueue(done);
            if (results.Count <= KeptResults) return;
            var expired = results.Dequeue();
            expired.Result = null;
            if (expired.Request is { } request) requests.Remove(Key(expired.Project, request));
            if (!expired.Kept) jobs.Remove(Key(expired.Project, expired.Id));
        }
    }

    private static string Key(string project, string id) => $"{project}.{id}";

    [GeneratedRegex("^[A-Za-z0-9_-]{1,1024}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobId();
}
