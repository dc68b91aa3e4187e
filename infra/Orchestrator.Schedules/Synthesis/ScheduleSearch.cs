using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Places all jobs of a net. First each job is admitted: if no schedules of it and its neighbours go together, whatever the others choose, its own
/// reads are left out and it stays where it is. Then schedules are chosen, producers first; a choice that leaves somebody with nothing is not made.
/// What the proof refutes against expectation is remembered, and the search begins again.
/// </summary>
internal sealed class ScheduleSearch
{
    // How often a job may find that what seemed possible is not, before it is given up.
    private const int Patience = 3;
    private readonly DomainNet net = new();
    private readonly Dictionary<JobDomain, int> setbacks = [];
    private readonly ScheduleChoice choice;

    // Given up for good, with the circle that is to blame, or an empty one.
    private readonly Dictionary<JobDomain, IReadOnlyList<JobDomain>> lost = [];

    private readonly JobNet jobs;
    private readonly MinuteSlots slots;
    private readonly ProofLedger ledger;

    public ScheduleSearch(JobNet jobs, MinuteSlots slots, ProofLedger ledger)
    {
        (this.jobs, this.slots, this.ledger) = (jobs, slots, ledger);
        choice = new ScheduleChoice(net, slots);
    }

    /// <summary>The jobs for which there is no schedule, with the circle that is to blame, or an empty one.</summary>
    public Dictionary<JobDomain, IReadOnlyList<JobDomain>> Rejected { get; private set; } = [];

    /// <summary>Places every job.</summary>
    public void Run()
    {
        // Each round gives up a job for good, or learns of a pair of schedules that do not go together: neither can go on for ever.
        while (!Admit() || !Choose()) Rejected = [];
    }

    // False when a job has to be given up after others had counted on it.
    private bool Admit()
    {
        net.Forget();
        Rejected = new(lost);
        foreach (var order in jobs.Orders) order.Active = false;
        foreach (var job in jobs.Jobs)
        {
            job.Placed = null;
            job.Fill(zone: null);
        }

        var admitted = new HashSet<JobDomain>();
        foreach (var job in jobs.Jobs.Where(j => j.Live is not null))
        {
            admitted.Add(job);
            if (job.Reads.Any(r => r.Producer.Live is null)) Rejected.TryAdd(job, []);
            if (!Rejected.ContainsKey(job))
            {
                foreach (var order in job.Reads) order.Active = admitted.Contains(order.Producer);
                foreach (var order in job.Feeds) order.Active = admitted.Contains(order.Consumer) && !Rejected.ContainsKey(order.Consumer);
                if (ZonesOf(job).Any(zone => Fits(job, zone))) continue;
                foreach (var order in job.Reads.Concat(job.Feeds).Where(o => o.Circular)) order.Active = false;
                if (ZonesOf(job).Any(zone => Fits(job, zone))) return GiveUp(job);
                Rejected[job] = [];
            }

            if (!Stays(job, admitted)) return false;
        }

        return true;
    }

    // The zone asked for, then those of the producers: where clocks change apart, only a producer's own clock may leave room.
    private static IEnumerable<DateTimeZone> ZonesOf(JobDomain job) =>
        job.Movable ? job.Reads.Select(r => r.Producer.Live!.Zone).Prepend(job.Zone!).DistinctBy(zone => zone.Id) : [job.Zone!];

    private bool Fits(JobDomain job, DateTimeZone zone)
    {
        var mark = net.Mark;
        job.Fill(zone);
        if (net.Spread([job, .. job.Reads.Where(r => r.Active).Select(r => r.Producer), .. job.Feeds.Where(f => f.Active).Select(f => f.Consumer)])) return true;
        net.Undo(mark);
        return false;
    }

    // A rejected job keeps its schedule, and those that read it have to live with that; its own reads do not count.
    private bool Stays(JobDomain job, HashSet<JobDomain> admitted)
    {
        job.Fill(zone: null);
        foreach (var order in job.Reads) order.Active = false;
        foreach (var order in job.Feeds)
        {
            order.Active = admitted.Contains(order.Consumer) && !Rejected.ContainsKey(order.Consumer);
            if (order.Active && !net.Spread([job])) return GiveUp(order.Consumer);
        }

        return true;
    }

    // Always false: the search has to begin again.
    private bool GiveUp(JobDomain job)
    {
        var circle = JobNet.CircleOf(job);
        foreach (var member in circle.Prepend(job)) lost[member] = [.. circle.SkipWhile(m => m != member), .. circle.TakeWhile(m => m != member)];
        return false;
    }

    private bool Choose()
    {
        slots.Reset(jobs.Jobs);
        foreach (var job in jobs.Jobs.Where(j => j.Live is not null))
        {
            var surprises = ledger.Surprises;
            if (!Rejected.TryGetValue(job, out var circle))
            {
                if (choice.Place(job)) continue;
                if (surprises < ledger.Surprises && (setbacks[job] = setbacks.GetValueOrDefault(job) + 1) <= Patience) return false;
                return GiveUp(choice.Starved is { } starved && !lost.ContainsKey(starved) ? starved : job);
            }

            var open = circle.Count == 0 && job.Reads.All(r => r.Producer.Placed is not null);
            foreach (var offer in open ? Offers(job) : [])
            {
                offer();
                if (choice.Place(job))
                {
                    Rejected.Remove(job);
                    break;
                }

                if (choice.Starved is { } starved && !lost.ContainsKey(starved)) return GiveUp(starved);
            }

            if (job.Placed is not null) continue;
            job.Fill(zone: null);
            job.Placed = job.Live;
            slots.Leave(job);
            slots.Enter(job, job.Live!);
        }

        return true;
    }

    // What a rejected job may still get now that its producers stand: its own cadence in some zone, then as many times a day at other distances.
    private static IEnumerable<Action> Offers(JobDomain job) =>
        ZonesOf(job).Select(zone => (Action)(() => job.Fill(zone))).Concat(ZonesOf(job).Select(zone => (Action)(() => job.Offer([.. FreeTimes.Of(job, zone, job.Reads)]))));
}
