namespace Orchestrator.Schedules;

/// <summary>
/// All jobs with the schedules that are left for them. What one job loses, its neighbours may lose too: a schedule without a partner left in a
/// neighbour is taken away, until nothing changes. Everything taken since a mark can be given back.
/// </summary>
internal sealed class DomainNet
{
    private readonly Stack<(JobDomain Job, int Number)> taken = new();

    /// <summary>The job that was left with nothing when an answer was last false.</summary>
    public JobDomain? Emptied { get; private set; }

    /// <summary>A point of time to which <see cref="Undo"/> can return.</summary>
    public int Mark => taken.Count;

    /// <summary>Gives back what was taken since a mark.</summary>
    public void Undo(int mark)
    {
        while (taken.Count > mark)
        {
            var (job, number) = taken.Pop();
            job.Restore(number);
        }
    }

    /// <summary>Forgets what was taken: it can no longer be given back.</summary>
    public void Forget() => taken.Clear();

    /// <summary>Leaves one schedule to a job, then whatever fits it to the others. False when some job is left with none.</summary>
    public bool Settle(JobDomain job, int number)
    {
        foreach (var (other, _) in job.Left().ToList())
        {
            if (other != number) Take(job, other);
        }

        return Spread([job]);
    }

    /// <summary>Takes away what has no partner, beginning at the neighbours of some jobs. False when some job is left with none.</summary>
    public bool Spread(IEnumerable<JobDomain> changed)
    {
        var waiting = new Queue<JobDomain>(changed);
        var queued = waiting.ToHashSet();
        while (waiting.TryDequeue(out var job))
        {
            queued.Remove(job);
            foreach (var order in job.Reads.Where(o => o.Active))
            {
                if (!Revise(order.Producer, job, (writer, reader) => order.IsPossible(writer, reader), queued, waiting)) return false;
            }

            foreach (var order in job.Feeds.Where(o => o.Active))
            {
                if (!Revise(order.Consumer, job, (reader, writer) => order.IsPossible(writer, reader), queued, waiting)) return false;
            }
        }

        return true;
    }

    private bool Revise(JobDomain job, JobDomain partner, Func<Candidate, Candidate, bool> fits, HashSet<JobDomain> queued, Queue<JobDomain> waiting)
    {
        var partners = partner.Left().Select(p => p.Candidate).ToList();
        var lost = job.Left().Where(own => !partners.Exists(p => fits(own.Candidate, p))).Select(own => own.Number).ToList();
        if (lost.Count == 0) return job.Count > 0 || Empty(job);
        foreach (var number in lost) Take(job, number);
        if (queued.Add(job)) waiting.Enqueue(job);
        return job.Count > 0 || Empty(job);
    }

    private bool Empty(JobDomain job)
    {
        Emptied = job;
        return false;
    }

    private void Take(JobDomain job, int number)
    {
        job.Remove(number);
        taken.Push((job, number));
    }
}
