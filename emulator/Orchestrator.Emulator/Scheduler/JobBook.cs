using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>All jobs, in memory and in the store: a change is stored before it is answered.</summary>
internal sealed class JobBook : IDisposable
{
    private readonly Dictionary<string, SchedulerJob> jobs = [];
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly KeptDocuments kept;

    private JobBook(KeptDocuments kept) => this.kept = kept;

    /// <summary>Signalled after every change: what is due next may be another job.</summary>
    public Action? Changed { get; set; }

    /// <summary>Reads the jobs that the store keeps.</summary>
    /// <param name="kept">The store.</param>
    /// <param name="onto">What becomes of each job that was kept: slots that passed meanwhile are lost.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<JobBook> OpenAsync(KeptDocuments kept, Func<SchedulerJob, SchedulerJob> onto, CancellationToken cancellation)
    {
        var book = new JobBook(kept);
        foreach (var document in await kept.AllAsync(cancellation))
        {
            var job = onto(JobDocument.Read(document));
            book.jobs[job.Name] = job;
        }

        return book;
    }

    /// <summary>The job; 404 when there is none.</summary>
    public SchedulerJob Get(string name) => TryGet(name) ?? throw new GoogleFailure(404, "NOT_FOUND", "Job not found.");

    /// <summary>The job, or null.</summary>
    public SchedulerJob? TryGet(string name)
    {
        lock (jobs) return jobs.GetValueOrDefault(name);
    }

    /// <summary>The jobs of a location after a name, in order of their names.</summary>
    public IReadOnlyList<SchedulerJob> After(string parent, string? name, int count)
    {
        var prefix = parent + "/jobs/";
        lock (jobs)
            return [.. jobs.Values.Where(job => job.Name.StartsWith(prefix, StringComparison.Ordinal) && (name is null || string.CompareOrdinal(job.Name, name) > 0))
                .OrderBy(job => job.Name, StringComparer.Ordinal).Take(count)];
    }

    /// <summary>The job that is due first, by name among those due at once; jobs named in <paramref name="except"/> are left out.</summary>
    public SchedulerJob? First(Func<string, bool> except)
    {
        SchedulerJob? first = null;
        lock (jobs)
            foreach (var job in jobs.Values)
                if (job.Due is { } due && !except(job.Name) && (first is null || due < first.Due || (due == first.Due && string.CompareOrdinal(job.Name, first.Name) < 0)))
                    first = job;
        return first;
    }

    /// <summary>Adds a job; 409 when the name is taken.</summary>
    public Task<SchedulerJob> AddAsync(SchedulerJob job) => WriteAsync(job.Name, existing =>
        existing is null ? job : throw new GoogleFailure(409, "ALREADY_EXISTS", $"Job {job.Name} already exists."));

    /// <summary>Changes a job; 404 when there is none.</summary>
    public Task<SchedulerJob> ChangeAsync(string name, Func<SchedulerJob, SchedulerJob> change) =>
        WriteAsync(name, existing => change(existing ?? throw new GoogleFailure(404, "NOT_FOUND", "Job not found.")));

    /// <summary>Removes a job; 404 when there is none.</summary>
    public async Task RemoveAsync(string name)
    {
        await writing.WaitAsync();
        try
        {
            Get(name);
            await kept.RemoveAsync(name);
            lock (jobs) jobs.Remove(name);
        }
        finally
        {
            writing.Release();
        }

        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => writing.Dispose();

    private async Task<SchedulerJob> WriteAsync(string name, Func<SchedulerJob?, SchedulerJob> change)
    {
        SchedulerJob job;
        await writing.WaitAsync();
        try
        {
            job = change(TryGet(name));
            await kept.PutAsync(name, JobDocument.Write(job));
            lock (jobs) jobs[name] = job;
        }
        finally
        {
            writing.Release();
        }

        Changed?.Invoke();
        return job;
    }
}
