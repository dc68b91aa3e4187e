using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>One sentence for each answer of a synthesis.</summary>
internal sealed class SynthesisWords(SynthesisRequest request)
{
    /// <summary>`16 h 45 min`.</summary>
    public static string Say(Duration duration)
    {
        var parts = new[] { (duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "min"), (duration.Seconds, "s") }.Where(p => p.Item1 != 0);
        return string.Join(' ', parts.Select(p => $"{p.Item1} {p.Item2}")) is { Length: > 0 } said ? said : "0 s";
    }

    public static string Unchanged(JobDomain job) => job.Job.Schedule is null
        ? $"{job.Job.Name}: unchanged: {job.Job.Unknown ?? "its fires cannot be foretold"}"
        : job.Reads.Count == 0 ? $"{job.Job.Name}: unchanged: it reads nothing that another job writes." : $"{job.Job.Name}: unchanged: every order already holds.";

    public string Moved(JobDomain job)
    {
        var placed = job.Placed!;
        var grid = placed.Grid switch { 60 => "full hour", 30 => "half hour", 15 => "quarter of an hour", 5 => "five minutes", _ => "minute" };
        var zone = placed.Zone.Id == job.Zone!.Id ? "" : $", on the clock of {placed.Zone.Id} because on that of {job.Zone.Id} no time is safe all year";
        var minute = job.Beside ? $"beside others, because its target takes {request.FiresPerMinute} in a minute" : $"on the next {grid}";
        if (job.Reads.Count == 0) return $"{job.Job.Name}: {placed}, {(job.Beside ? minute : "because those that read it need it there")}{zone}.";
        var last = job.Reads.MinBy(r => r.Order.Wait(r.Producer.Placed!, placed))!;
        var air = last.Order.HasMargin ? $", plus {Say(request.Margin)} margin" : "";
        var producer = $"{last.Producer.Job.Name} ({Time(last.Producer.Placed!, placed.Zone)} + {Say(last.Producer.Job.Longest)})";
        var because = job.Reads.Count == 1 ? $"because it reads what {producer} writes" : $"because {producer} is the last of {job.Reads.Count} producers to finish";
        return $"{job.Job.Name}: {placed}, {because}{air}, {minute}{zone}.";
    }

    public string Circle(JobDomain job, IReadOnlyList<JobDomain> circle) =>
        $"{job.Job.Name}: infeasible: {string.Join(" -> ", circle.Append(circle[0]).Select(m => m.Job.Name))} read one another in a circle, and no schedules let each start within {Say(request.Within)} of the one before; cut one of these reads, or allow more.";

    public string Conflict(JobDomain job, IReadOnlyList<LinkedJobs> conflict)
    {
        if (job.Live is null) return $"{job.Job.Name}: infeasible: {job.Job.Unknown ?? "its fires cannot be foretold"} Give it fixed times.";
        if (conflict.FirstOrDefault(c => c.Producer.Live is null) is { } unknown) return $"{job.Job.Name}: infeasible: it reads {unknown.Producer.Job.Name}, whose runs cannot be foretold: {unknown.Producer.Job.Unknown ?? "it has no schedule."}";
        var producers = conflict.Select(c => $"{c.Producer.Job.Name} ({Time(c.Producer.Placed!, null)} + {Say(c.Producer.Job.Longest)})").ToList();
        var names = producers.Count == 1 ? producers[0] : $"{string.Join(", ", producers.SkipLast(1))} and {producers[^1]}";
        if (!job.Movable) return $"{job.Job.Name}: infeasible: it stays at {job.Live.Schedule}, which is not in order after {names} within {Say(request.Within)}; let it move, or move {(producers.Count == 1 ? "that job" : "those jobs")}.";
        return producers.Count == 1
            ? $"{job.Job.Name}: infeasible: no schedule of its cadence follows every run of {names} within {Say(request.Within)}; let it fire more often, move that job, or allow more."
            : $"{job.Job.Name}: infeasible: {names} finish too far apart for one start within {Say(request.Within)} of each; move one of them, or allow more.";
    }

    // `03:15`, with the zone when it is another one than the reader expects; an expression when there is more than one time.
    private static string Time(Candidate candidate, DateTimeZone? zone)
    {
        var (minutes, other) = (candidate.Minutes, zone?.Id != candidate.Zone.Id);
        if (minutes.Count == 1) return $"{minutes[0] / 60:00}:{minutes[0] % 60:00}{(other ? $" {candidate.Zone.Id}" : "")}";
        return other ? candidate.Schedule.ToString() : candidate.Schedule.Expression.ToString()!;
    }
}
