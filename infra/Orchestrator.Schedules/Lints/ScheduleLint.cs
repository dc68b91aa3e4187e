namespace Orchestrator.Schedules;

/// <summary>Finds what is legal in a list of schedules and probably not meant.</summary>
public static class ScheduleLint
{
    /// <summary>
    /// How many jobs may call one target in one minute when nothing is said: 10. A limit of the house and not a quota of Google's: each of them
    /// may start a cold instance, and neighbouring minutes are empty.
    /// </summary>
    public const int DefaultFiresPerMinute = 10;

    /// <summary>Every doubt about single schedules by their text and name alone, in the order of the schedules.</summary>
    public static IReadOnlyList<ScheduleDoubt> Find(IReadOnlyList<NamedSchedule> schedules, ProofHorizon horizon) =>
        [.. schedules.SelectMany(s => ClockChangeLint.Find(s, horizon).Concat(CadenceLint.Find(s, null, null, horizon)))];

    /// <summary>Every doubt about a list of jobs that fire: job by job in the order of the list, then about several jobs together. A paused job does not belong in the list.</summary>
    /// <param name="jobs">The jobs; one whose fires are unknown is judged by its text.</param>
    /// <param name="horizon">The time over which fires are looked at.</param>
    /// <param name="firesPerMinute">How many jobs may call one target in one minute.</param>
    public static IReadOnlyList<ScheduleDoubt> Find(IReadOnlyList<ScheduledJob> jobs, ProofHorizon horizon, int firesPerMinute = DefaultFiresPerMinute) =>
    [
        .. jobs.SelectMany(job => Find(job, horizon)),
        .. ZoneLint.Mixed(jobs),
        .. CrowdLint.Find(jobs, horizon, firesPerMinute),
        .. LookBackLint.Find(jobs),
        .. BackfillLint.Find(jobs, horizon),
    ];

    private static IEnumerable<ScheduleDoubt> Find(ScheduledJob job, ProofHorizon horizon)
    {
        var single = ZoneLint.Missing(job).Concat(TextLint.Find(job));
        if (job.Schedule is not { } schedule) return single;
        var named = new NamedSchedule(job.Name, schedule);
        return [.. single, .. ClockChangeLint.Find(named, horizon), .. CadenceLint.Find(named, job.Cadence, job.Longest, horizon), .. OverrunLint.Find(job, schedule, horizon)];
    }
}
