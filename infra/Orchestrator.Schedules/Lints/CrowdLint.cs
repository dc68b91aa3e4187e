using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Too many jobs that call one target in one minute. Jobs that name no target are counted as calling one. Fires count at the time that the wall
/// clock shows; what a change of clocks moves is a doubt of its own.
/// </summary>
internal static class CrowdLint
{
    private const long Stretch = 32 * CivilMonth.SecondsPerDay;

    public static IEnumerable<ScheduleDoubt> Find(IReadOnlyList<ScheduledJob> jobs, ProofHorizon horizon, int limit) =>
        from target in jobs.Where(job => job.Schedule is not null).GroupBy(job => job.Target, StringComparer.Ordinal)
        let crowd = target.ToList()
        where crowd.Count > limit
        let minute = Worst(crowd, horizon)
        where minute.Count > limit
        select Tell(target.Key, crowd, minute, limit);

    private static ScheduleDoubt Tell(string? target, List<ScheduledJob> crowd, Minute minute, int limit)
    {
        var at = Instant.FromUnixTimeSeconds(minute.At);
        var names = crowd.Where(job => job.Schedule!.Fires(at, at + Duration.FromMinutes(1), DstPolicy.WallClock).Count > 0).Select(job => job.Name).Order(StringComparer.Ordinal).ToList();
        return new()
        {
            Kind = ScheduleLintKind.CrowdedMinute,
            Names = names,
            WorstMinute = at,
            Message = $"{minute.Count} jobs call {target ?? "one target"} in the minute of {at.InUtc().LocalDateTime:uuuu-MM-dd HH:mm} UTC, {limit} allowed: {string.Join(", ", names)}.",
            Remedy = "Move some of them by a few minutes.",
        };
    }

    private static Minute Worst(List<ScheduledJob> crowd, ProofHorizon horizon)
    {
        var (minutes, buffer, worst) = (new int[Stretch / 60], new FireBuffer(), new Minute(0, 0));
        var end = horizon.To.ToUnixTimeSeconds();
        for (var from = horizon.From.ToUnixTimeSeconds() / 60 * 60; from < end; from += Stretch)
        {
            Array.Clear(minutes);
            foreach (var job in crowd)
            {
                foreach (var fire in job.Schedule!.FireSeconds(from, Math.Min(end, from + Stretch), DstPolicy.WallClock, buffer)) minutes[(fire - from) / 60]++;
            }

            var most = minutes.Max();
            if (most > worst.Count) worst = new Minute(from + (Array.IndexOf(minutes, most) * 60L), most);
        }

        return worst;
    }

    private readonly record struct Minute(long At, int Count);
}
