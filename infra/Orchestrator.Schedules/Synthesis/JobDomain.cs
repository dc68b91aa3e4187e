using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A job and the schedules that are left for it.</summary>
internal sealed class JobDomain
{
    private readonly List<Candidate> candidates = [];
    private readonly List<bool> left = [];
    private readonly Dictionary<(string Zone, int Turn), int> turned = [];
    private readonly HashSet<string> filled = [];
    private readonly HashSet<int> grid = [];
    private readonly MovableTimes? cadence;

    public JobDomain(ScheduledJob job, bool movable, DateTimeZone? zone)
    {
        Job = job;
        if (job.Schedule is null) return;
        Live = Candidate.Of(job);
        cadence = movable ? MovableTimes.Of(job.Schedule.Expression) : null;
        Zone = zone ?? job.Schedule.Zone;
        Add(Live);
    }

    public ScheduledJob Job { get; }

    /// <summary>The schedule it has; null when nobody can foretell its fires.</summary>
    public Candidate? Live { get; }

    /// <summary>The zone a new schedule should have.</summary>
    public DateTimeZone? Zone { get; }

    /// <summary>Whether it may get another schedule.</summary>
    public bool Movable => cadence is not null;

    /// <summary>The schedule chosen for it; null before.</summary>
    public Candidate? Placed { get; set; }

    /// <summary>Whether its target had no room left in a better minute.</summary>
    public bool Beside { get; set; }

    /// <summary>The orders it reads by, and those in which others read it.</summary>
    public List<LinkedJobs> Reads { get; } = [];

    /// <summary>The orders in which others read what it writes.</summary>
    public List<LinkedJobs> Feeds { get; } = [];

    /// <summary>How many schedules are left.</summary>
    public int Count { get; private set; }

    /// <summary>How many schedules have a number, left or not.</summary>
    public int Size => candidates.Count;

    /// <summary>The schedules that are left, by their numbers.</summary>
    public IEnumerable<(int Number, Candidate Candidate)> Left()
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (left[i]) yield return (i, candidates[i]);
        }
    }

    public bool Has(int number) => left[number];

    public Candidate this[int number] => candidates[number];

    /// <summary>Every schedule it may have in any zone that was tried.</summary>
    public IEnumerable<Candidate> InAnyZone() => candidates;

    /// <summary>Takes one schedule away.</summary>
    public void Remove(int number) => (left[number], Count) = (false, Count - 1);

    /// <summary>Gives one back.</summary>
    public void Restore(int number) => (left[number], Count) = (true, Count + 1);

    /// <summary>Leaves the live schedule, and all others in a zone when the job may move.</summary>
    public void Fill(DateTimeZone? zone)
    {
        if (zone is not null && cadence is not null)
        {
            if (filled.Add(zone.Id)) grid.UnionWith(cadence.In(zone, Job).Select(Number));
        }

        Count = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            left[i] = candidates[i].Live || (candidates[i].Zone.Id == zone?.Id && grid.Contains(i));
            if (left[i]) Count++;
        }
    }

    /// <summary>The job's cadence at other times of its days.</summary>
    public Candidate At(DateTimeZone zone, int[] minutes) => Candidate.Of(Job, cadence!, zone, minutes, rotation: null);

    /// <summary>Leaves some schedules of free times and no others.</summary>
    public void Offer(IReadOnlyList<Candidate> offered)
    {
        Fill(zone: null);
        Remove(0);
        foreach (var candidate in offered) Restore(Number(candidate));
    }

    /// <summary>The number of a schedule some minutes later than the live one, which may be off the grid; null when it cannot be written.</summary>
    public int? Turned(DateTimeZone zone, int turn) => cadence?.Turned(turn, zone, Job) is { } candidate ? Number(candidate) : null;

    /// <summary>The number of a schedule.</summary>
    public int Number(Candidate candidate)
    {
        if (candidate.Rotation is not { } turn) return Add(candidate);
        if (turn == 0 && candidate.Zone.Id == Live?.Zone.Id) return 0;
        if (turned.TryGetValue((candidate.Zone.Id, turn), out var number)) return number;
        return turned[(candidate.Zone.Id, turn)] = Add(candidate);
    }

    private int Add(Candidate candidate)
    {
        candidates.Add(candidate);
        left.Add(false);
        return candidates.Count - 1;
    }
}

/// <summary>Two jobs and the order between them.</summary>
internal sealed record LinkedJobs(JobDomain Producer, JobDomain Consumer, OrderLink Order)
{
    private int[] producers = new int[16];
    private int[] consumers = new int[16];

    /// <summary>For a schedule of one of the two jobs, by its number: a schedule of the other that once went with it.</summary>
    public ref int Partner(JobDomain job, int number)
    {
        ref var known = ref job == Consumer ? ref producers : ref consumers;
        if (number >= known.Length) Array.Resize(ref known, Math.Max(number + 1, known.Length * 2));
        return ref known[number];
    }

    /// <summary>Whether the order counts at present.</summary>
    public bool Active { get; set; }

    /// <summary>Whether the producer waits for the consumer in turn, through any chain of jobs.</summary>
    public bool Circular { get; set; }

    /// <summary>Whether nothing is known against two schedules.</summary>
    public bool IsPossible(Candidate producer, Candidate consumer) => Order.IsPossible(producer, consumer);
}
