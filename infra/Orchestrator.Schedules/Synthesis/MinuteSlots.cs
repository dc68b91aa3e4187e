using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// How many jobs call a target in each minute of a week, once for each way in which the clocks of all zones stand to each other. A job whose days
/// depend on the date counts on every day.
/// </summary>
internal sealed class MinuteSlots
{
    private const int Week = 10_080;
    private readonly SynthesisRequest request;
    private readonly IReadOnlyList<Instant> weeks;
    private readonly Dictionary<(string Target, int Week, int Minute), int> jobs = [];
    private readonly Dictionary<JobDomain, Candidate> inside = [];

    public MinuteSlots(SynthesisRequest request)
    {
        this.request = request;
        weeks = request.FiresPerMinute is null ? [] : Weeks(request);
    }

    /// <summary>Counts the jobs that stay where they are: first those that cannot move, then those whose orders hold and that still find room.</summary>
    public void Reset(IReadOnlyList<JobDomain> all)
    {
        jobs.Clear();
        inside.Clear();
        if (weeks.Count == 0) return;
        foreach (var job in all.Where(j => j is { Live: not null, Movable: false })) Enter(job, job.Live!);
        foreach (var job in all.Where(j => j is { Live: not null, Movable: true }))
        {
            if (job.Reads.All(r => r.Producer.Live is { } producer && r.IsPossible(producer, job.Live!)) && Frees(job, job.Live!)) Enter(job, job.Live!);
        }
    }

    /// <summary>Whether a target has room for a job at a schedule.</summary>
    public bool Frees(JobDomain job, Candidate candidate) =>
        !job.Movable || Slots(job, candidate).All(slot => jobs.GetValueOrDefault(slot) < request.FiresPerMinute);

    /// <summary>Counts a job; it must not be counted yet.</summary>
    public void Enter(JobDomain job, Candidate candidate)
    {
        inside[job] = candidate;
        foreach (var slot in Slots(job, candidate)) jobs[slot] = jobs.GetValueOrDefault(slot) + 1;
    }

    /// <summary>Counts a job no more.</summary>
    public void Leave(JobDomain job)
    {
        if (!inside.Remove(job, out var candidate)) return;
        foreach (var slot in Slots(job, candidate)) jobs[slot]--;
    }

    /// <summary>The targets that more jobs call in a minute than allowed, with the most of them.</summary>
    public IEnumerable<(string Target, int Jobs)> Crowded() =>
        jobs.Where(slot => slot.Value > request.FiresPerMinute).GroupBy(slot => slot.Key.Target, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Max(s => s.Value)));

    private IEnumerable<(string Target, int Week, int Minute)> Slots(JobDomain job, Candidate candidate)
    {
        if (!request.Targets.TryGetValue(job.Job.Name, out var target)) yield break;
        for (var week = 0; week < weeks.Count; week++)
        {
            var offset = candidate.Zone.GetUtcOffset(weeks[week]).Seconds / 60;
            for (var day = 0; day < 7; day++)
            {
                if ((candidate.Weekdays >> day & 1) == 0) continue;
                foreach (var minute in candidate.Minutes) yield return (target, week, ((day * 1440) + minute - offset + Week) % Week);
            }
        }
    }

    private static IReadOnlyList<Instant> Weeks(SynthesisRequest request)
    {
        var zones = request.Jobs.Select(j => j.Schedule?.Zone).Concat(request.Zones.Values).Append(request.Zone).OfType<DateTimeZone>().DistinctBy(z => z.Id).ToList();
        var (from, to) = (request.Horizon.From, Instant.Min(request.Horizon.To, request.Horizon.From + Duration.FromDays(366)));
        var changes = zones.SelectMany(z => ZoneTimeline.Of(z).Between(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds()).ToArray().Skip(1).Select(s => Instant.FromUnixTimeSeconds(s.Start)));
        return [.. changes.Prepend(from).Order().DistinctBy(at => string.Join(' ', zones.Select(z => z.GetUtcOffset(at).Seconds)))];
    }
}
