using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Cloud Scheduler v1 in one project and location.</summary>
/// <param name="google">The connection.</param>
/// <param name="project">The project that is deployed to.</param>
/// <param name="location">The Scheduler location, for example <c>us-central1</c>.</param>
public sealed class CloudScheduler(GoogleConnection google, string project, string location) : IScheduler
{
    private readonly SchedulerJobs _jobs = new(google, project, location);

    /// <inheritdoc/>
    /// <exception cref="GoogleUnreachableException">Nobody answers at all.</exception>
    /// <exception cref="ArgumentException">The pipeline lives in another location.</exception>
    public async Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation)
    {
        if (pipeline.SchedulerLocation != location)
            throw new ArgumentException($"Pipeline {pipeline.Name} has its jobs in {pipeline.SchedulerLocation}, not in {location}.", nameof(pipeline));
        var found = new SortedDictionary<ResourceId, ResourceState>();
        var activity = new Dictionary<ResourceId, JobActivity>();
        var unobserved = new List<Unobserved>();
        try
        {
            await foreach (var page in _jobs.ListAsync(cancellation))
                foreach (var job in page) Read(job, found, activity, unobserved);
        }
        catch (GoogleException failed) when (failed is not (GoogleUnreachableException or GoogleCredentialsException) || found.Count + unobserved.Count > 0)
        {
            unobserved.Add(new(Unobserved.AllJobs, failed.Message));
        }
        return new([.. found.Values], unobserved) { Activity = activity };
    }

    /// <inheritdoc/>
    /// <exception cref="GoogleException">The service refused the change, or cannot be reached.</exception>
    public Task ApplyAsync(Change change, CancellationToken cancellation) =>
        new JobChange(_jobs, google, change).ApplyAsync(cancellation);

    /// <inheritdoc/>
    /// <exception cref="GoogleException">The service refused the run, or cannot be reached.</exception>
    public Task<JobActivity?> RunAsync(string job, CancellationToken cancellation) => new JobRun(_jobs, google.Time).RunAsync(job, cancellation);

    // A job that is listed twice, because the list changed between two pages, is the one that was seen last.
    private static void Read(SchedulerJob job, SortedDictionary<ResourceId, ResourceState> found, Dictionary<ResourceId, JobActivity> activity, List<Unobserved> unobserved)
    {
        if (string.IsNullOrEmpty(job.Name))
        {
            unobserved.Add(new(Unobserved.AllJobs, "Cloud Scheduler lists a job without a name."));
            return;
        }
        var name = job.Name[(job.Name.LastIndexOf('/') + 1)..];
        try
        {
            var state = LiveJob.Of(job, name);
            activity[state.Id] = LiveActivity.Of(job, name);
            found[state.Id] = state;
        }
        catch (GoogleAnswerException unreadable)
        {
            unobserved.Add(new(ResourceId.Job(name).ToString(), unreadable.Message));
        }
    }
}
