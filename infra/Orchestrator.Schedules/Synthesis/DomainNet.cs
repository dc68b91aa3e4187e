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
            foreach (var order in job.Reads)
            {
                if (order.Active && !Revise(order, job, order.Producer, queued, waiting)) return false;
            }

            foreach (var order in job.Feeds)
            {
                if (order.Active && !Revise(order, job, order.Consumer, queued, waiting)) return false;
            }
        }

        return true;
    }

    private bool Revise(LinkedJobs order, JobDomain partner, JobDomain job, HashSet<JobDomain> queued, Queue<JobDomain> waiting)
    {
        var before = taken.Count;
        for (var number = 0; number < job.Size; number++)
        {
            if (job.Has(number) && !HasPartner(order, partner, job, job[number], number)) Take(job, number);
        }

        if (taken.Count > before && queued.Add(job)) waiting.Enqueue(job);
        return job.Count > 0 || Empty(job);
    }

    private static bool HasPartner(LinkedJobs order, JobDomain partner, JobDomain job, Candidate candidate, int place)
    {
        // What was a partner when last asked mostly is one still.
        ref var known = ref order.Partner(job, place);
        if (IsPartner(order, partner, job, candidate, known)) return true;
        for (var number = 0; number < partner.Size; number++)
        {
            if (!IsPartner(order, partner, job, candidate, number)) continue;
            known = number;
            return true;
        }

        return false;
    }

    private static bool IsPartner(LinkedJobs order, JobDomain partner, JobDomain job, Candidate candidate, int number) =>
        partner.Has(number) && (job == order.Consumer ? order.IsPossible(partner[number], candidate) : order.IsPossible(candidate, partner[number]));

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
