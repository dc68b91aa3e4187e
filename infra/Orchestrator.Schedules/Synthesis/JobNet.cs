using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>The jobs of a request as domains, linked by who reads whom, producers before consumers as far as there are no circles.</summary>
internal sealed class JobNet
{
    private JobNet(IReadOnlyList<JobDomain> jobs, IReadOnlyList<LinkedJobs> orders) => (Jobs, Orders) = (jobs, orders);

    /// <summary>The jobs, producers first; a circle begins with the job that is first by name among those that cannot wait any longer.</summary>
    public IReadOnlyList<JobDomain> Jobs { get; }

    /// <summary>Every order.</summary>
    public IReadOnlyList<LinkedJobs> Orders { get; }

    public static JobNet Of(SynthesisRequest request, ProofLedger ledger)
    {
        var edges = ReadAfterWrite.Of(request.Jobs);
        var readers = edges.Select(e => e.Consumer.Name).ToHashSet(StringComparer.Ordinal);
        var domains = request.Jobs.OrderBy(j => j.Name, StringComparer.Ordinal).ToDictionary(
            job => job.Name,
            job => new JobDomain(job, (request.Movable ?? readers).Contains(job.Name), request.Zones.GetValueOrDefault(job.Name) ?? request.Zone),
            StringComparer.Ordinal);
        var orders = edges.Select(e => new LinkedJobs(domains[e.Producer.Name], domains[e.Consumer.Name], new OrderLink(ledger, request.Within, MarginOf(request, e)))).ToList();
        foreach (var order in orders)
        {
            order.Producer.Feeds.Add(order);
            order.Consumer.Reads.Add(order);
        }

        foreach (var job in domains.Values.Where(job => CircleOf(job).Count > 0))
        {
            var after = After(job);
            foreach (var order in job.Reads) order.Circular = after.Contains(order.Producer);
        }

        return new([.. Sorted(domains.Values)], orders);
    }

    // A consumer that fires again before a run and its margin are over starts in one of them wherever it is put.
    private static Duration? MarginOf(SynthesisRequest request, ReadAfterWrite edge)
    {
        if (edge.Consumer.Schedule is null) return request.Margin;
        var minutes = MovableTimes.MinutesOf(edge.Consumer.Schedule.Expression);
        var gap = minutes.Zip(minutes.Skip(1).Append(minutes[0] + 1440), (one, next) => next - one).Min();
        return Duration.FromMinutes(gap) > edge.Producer.Longest + request.Margin ? request.Margin : null;
    }

    private static HashSet<JobDomain> After(JobDomain job)
    {
        var after = new HashSet<JobDomain>();
        var waiting = new Queue<JobDomain>([job]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var next in at.Feeds.Select(f => f.Consumer).Where(after.Add)) waiting.Enqueue(next);
        }

        return after;
    }

    /// <summary>The shortest circle of reads through a job, from it on: each is read by the next, the last by the first. Empty when there is none.</summary>
    public static IReadOnlyList<JobDomain> CircleOf(JobDomain job)
    {
        var from = new Dictionary<JobDomain, JobDomain>();
        var waiting = new Queue<JobDomain>([job]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var next in at.Feeds.Select(f => f.Consumer))
            {
                if (next == job)
                {
                    var circle = new List<JobDomain> { at };
                    while (circle[^1] != job) circle.Add(from[circle[^1]]);
                    circle.Reverse();
                    return circle;
                }

                if (from.TryAdd(next, at)) waiting.Enqueue(next);
            }
        }

        return [];
    }

    // By name among those whose producers are all there; where none is left, a circle is opened at its first job by name.
    private static IEnumerable<JobDomain> Sorted(IReadOnlyCollection<JobDomain> jobs)
    {
        var missing = jobs.ToDictionary(job => job, job => job.Reads.Count);
        var ready = new SortedSet<JobDomain>(jobs.Where(job => missing[job] == 0), Comparer<JobDomain>.Create((a, b) => string.CompareOrdinal(a.Job.Name, b.Job.Name)));
        while (missing.Count > 0)
        {
            var job = ready.Count > 0 ? ready.Min! : Opening(missing);
            ready.Remove(job);
            missing.Remove(job);
            yield return job;
            foreach (var consumer in job.Feeds.Select(f => f.Consumer).Where(missing.ContainsKey))
            {
                if (--missing[consumer] == 0) ready.Add(consumer);
            }
        }
    }

    private static JobDomain Opening(Dictionary<JobDomain, int> missing)
    {
        var path = new List<JobDomain> { missing.Keys.MinBy(job => job.Job.Name, StringComparer.Ordinal)! };
        while (path[^1].Reads.Select(r => r.Producer).Where(missing.ContainsKey).MinBy(job => job.Job.Name, StringComparer.Ordinal) is { } before)
        {
            var begin = path.IndexOf(before);
            if (begin >= 0) return path.Skip(begin).MinBy(job => job.Job.Name, StringComparer.Ordinal)!;
            path.Add(before);
        }

        return path[^1];
    }
}
