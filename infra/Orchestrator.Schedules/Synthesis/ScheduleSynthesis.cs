using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Finds schedules that are safe after the producers they wait for: the smallest change, explained.</summary>
public static class ScheduleSynthesis
{
    /// <summary>The air after a producer's run that is taken when none is declared.</summary>
    public static Duration DefaultMargin { get; } = Duration.FromMinutes(15);

    /// <summary>
    /// The earliest time of day, on the roundest grid that has one, at which a consumer in a zone holds against every producer and leaves a
    /// margin after each run. Earlier means: the shorter worst wait, because a day has no beginning for jobs that follow each other.
    /// </summary>
    /// <param name="producers">Who writes.</param>
    /// <param name="longest">How long the consumer runs.</param>
    /// <param name="zone">The zone of the new schedule.</param>
    /// <param name="within">How long after each producer's run the consumer must start.</param>
    /// <param name="margin">Air after each producer's run.</param>
    /// <param name="horizon">The time over which the schedule is proven.</param>
    public static SynthesizedSchedule Earliest(IReadOnlyList<RunSpan> producers, Duration longest, DateTimeZone zone, Duration within, Duration margin, ProofHorizon horizon) =>
        new DailySearch(longest, zone, within, margin, horizon).Earliest(producers);

    /// <summary>
    /// The same for a job that has a schedule: it keeps its days and the number of its fires, an hourly job stays hourly. Where no time on the
    /// clock of the zone is safe all year, the producers' zones are tried.
    /// </summary>
    /// <param name="producers">Who writes.</param>
    /// <param name="consumer">Who reads, with the schedule it has.</param>
    /// <param name="zone">The zone of the new schedule.</param>
    /// <param name="within">How long after each producer's run the consumer must start.</param>
    /// <param name="margin">Air after each producer's run.</param>
    /// <param name="horizon">The time over which the schedule is proven.</param>
    public static SynthesizedSchedule Earliest(IReadOnlyList<RunSpan> producers, RunSpan consumer, DateTimeZone zone, Duration within, Duration margin, ProofHorizon horizon)
    {
        const string table = "what is read";
        var found = Of(new()
        {
            Jobs = [.. producers.Select(p => Job(p) with { Writes = [table] }), Job(consumer) with { Reads = [table] }],
            Zone = zone,
            Within = within,
            Margin = margin,
            Horizon = horizon,
        }).Jobs[^1];
        return found.Outcome == SynthesisOutcome.Infeasible
            ? new(null, found.Conflicting[0]) { Conflicting = found.Conflicting }
            : new(new Schedule(found.Schedule!.Expression.ToString()!, found.Schedule.Zone.Id), null) { WorstWait = found.WorstWait };
    }

    /// <summary>
    /// Schedules for a whole list of jobs, such that every order holds or its consumer is named as infeasible with what conflicts. A job whose orders
    /// hold is not changed unless another would be left without any schedule; one that is changed keeps its cadence, gets the roundest minute
    /// that is near enough, and passes the proof with every rule for the days on which clocks change. The same request has the same answer always.
    /// </summary>
    /// <exception cref="ArgumentException">The request contradicts itself; the message says where.</exception>
    public static SynthesizedSchedules Of(SynthesisRequest request)
    {
        if (request.Mistake() is { } mistake) throw new ArgumentException(mistake, nameof(request));
        var ledger = new ProofLedger(request.Horizon);
        var jobs = JobNet.Of(request, ledger);
        var slots = new MinuteSlots(request);
        var search = new ScheduleSearch(jobs, slots, ledger);
        search.Run();
        var words = new SynthesisWords(request);
        var answers = jobs.Jobs.ToDictionary(job => job.Job.Name, job => Answer(job, search.Rejected.GetValueOrDefault(job), words), StringComparer.Ordinal);
        return new()
        {
            Jobs = [.. request.Jobs.Select(job => answers[job.Name])],
            Crowded = [.. slots.Crowded().Select(c => $"{c.Target} is called by up to {c.Jobs} jobs in one minute, {request.FiresPerMinute} allowed, and none of them finds another minute; let more of them move, or raise the limit.")],
            Proofs = ledger.Proofs,
            Probes = ledger.Probes,
        };
    }

    private static ScheduledJob Job(RunSpan run) => new() { Name = run.Name, Schedule = run.Schedule, Longest = run.Longest, AtomicWrites = run.AtomicWrites };

    private static SynthesizedJob Answer(JobDomain job, IReadOnlyList<JobDomain>? circle, SynthesisWords words)
    {
        if (circle is { Count: > 0 }) return Infeasible(job, [], circle, words.Circle(job, circle));
        if (circle is not null || (job.Live is null && job.Reads.Count > 0))
        {
            var conflict = Conflict(job);
            return Infeasible(job, conflict, [], words.Conflict(job, conflict));
        }

        // The last gate: what was not proven with exactly these schedules is not handed out.
        if (job.Reads.FirstOrDefault(r => r.Producer.Placed is null || !r.Order.IsProven(r.Producer.Placed, job.Placed!)) is { } open)
            throw new InvalidOperationException($"The order {open.Producer.Job.Name} -> {job.Job.Name} was not proven with the schedules found; this is a mistake of the synthesis.");
        var moved = job.Placed is { Live: false };
        return new()
        {
            Job = job.Job,
            Outcome = moved ? SynthesisOutcome.Moved : SynthesisOutcome.Unchanged,
            Schedule = job.Placed?.Schedule,
            WorstWait = job.Reads.Count == 0 ? null : job.Reads.Max(r => r.Order.WorstWait(r.Producer.Placed!, job.Placed!)),
            Sentence = moved ? words.Moved(job) : SynthesisWords.Unchanged(job),
        };
    }

    private static SynthesizedJob Infeasible(JobDomain job, IReadOnlyList<LinkedJobs> conflict, IReadOnlyList<JobDomain> circle, string sentence) => new()
    {
        Job = job.Job,
        Outcome = SynthesisOutcome.Infeasible,
        Schedule = job.Job.Schedule,
        Conflicting = [.. conflict.Select(c => c.Producer.Job.Name)],
        Cycle = [.. circle.Select(c => c.Job.Name)],
        Sentence = sentence,
    };

    private static IReadOnlyList<LinkedJobs> Conflict(JobDomain job)
    {
        if (job.Live is null) return [];
        var unknown = job.Reads.Where(r => r.Producer.Live is null).Take(1).ToList();
        return unknown.Count > 0 ? unknown : SmallestConflict.Of(job.Reads, reads => !job.InAnyZone().Any(c => reads.All(r => r.IsPossible(r.Producer.Placed!, c))) && !FreeTimes.Of(job, job.Zone!, reads).Any());
    }
}
