using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// A job whose longest run outlasts the smallest distance between two of its fires, under any policy. Two executions are never outstanding, so a
/// fire during a run starts late, and fires before that late start are lost.
/// </summary>
internal static class OverrunLint
{
    public static IEnumerable<ScheduleDoubt> Find(ScheduledJob job, ZonedSchedule schedule, ProofHorizon horizon)
    {
        var (from, to, buffer) = (horizon.From.ToUnixTimeSeconds(), horizon.To.ToUnixTimeSeconds(), new FireBuffer());
        // A schedule of every hour meets every change of clocks, and one late run a year does not matter to it.
        var policies = schedule.Expression.Pattern.EveryHour ? [DstPolicy.WallClock] : ZonePolicies.Distinct(schedule.Zone, [schedule.Expression], from - ZonePolicies.Reach, to);
        var shortest = Shortest(schedule, policies, from, to, buffer);
        if (shortest >= job.Longest.TotalSeconds) yield break;
        var worst = default(Day);
        foreach (var policy in policies)
        {
            var day = Worst(schedule.FireSeconds(from, to, policy, buffer), job.Longest.TotalSeconds, ZoneTimeline.Of(schedule.Zone).Between(from, to));
            if (day.Late + day.Lost > worst.Late + worst.Lost) worst = day;
        }

        if (worst.Late + worst.Lost == 0) yield break;
        var date = new LocalDate(1970, 1, 1).PlusDays((int)worst.Number);
        yield return new()
        {
            Kind = ScheduleLintKind.SelfOverrun,
            Names = [job.Name],
            FirstDay = date,
            DelayedOnWorstDay = worst.Late,
            LostOnWorstDay = worst.Lost,
            Message = $"{job.Name} runs for up to {Span.Say(job.Longest)} and fires again after {Span.Say(Duration.FromSeconds(shortest))}: on {date:uuuu-MM-dd}, of {worst.Fires} fires {worst.Late} start late and {worst.Lost} are lost.",
            Remedy = $"Let {Span.Say(job.Longest)} or more lie between two fires, or make the run shorter.",
        };
    }

    // Policies differ only near a change of clocks.
    private static long Shortest(ZonedSchedule schedule, IReadOnlyList<DstPolicy> policies, long from, long to, FireBuffer buffer)
    {
        var shortest = Distance(schedule.FireSeconds(from, to, policies[0], buffer));
        foreach (var change in ZoneTimeline.Of(schedule.Zone).Between(from, to).ToArray().Skip(1).Select(segment => segment.Start))
        {
            foreach (var policy in policies.Skip(1))
            {
                shortest = Math.Min(shortest, Distance(schedule.FireSeconds(Math.Max(from, change - ZonePolicies.Reach), Math.Min(to, change + ZonePolicies.Reach), policy, buffer)));
            }
        }

        return shortest;
    }

    private static long Distance(ReadOnlySpan<long> fires)
    {
        var shortest = long.MaxValue;
        for (var i = 1; i < fires.Length; i++) shortest = Math.Min(shortest, fires[i] - fires[i - 1]);
        return shortest;
    }

    // The delay rule of the proof, counted by local date; the first of the worst days.
    private static Day Worst(ReadOnlySpan<long> fires, double longest, ReadOnlySpan<ZoneSegment> segments)
    {
        var (worst, day, segment) = (default(Day), default(Day), 0);
        var (start, free) = (double.MinValue, double.MinValue);
        foreach (var fire in fires)
        {
            while (segment + 1 < segments.Length && segments[segment].End <= fire) segment++;
            var number = (long)Math.Floor((fire + segments[segment].Offset) / (double)CivilMonth.SecondsPerDay);
            if (number != day.Number) day = new Day(number, 0, 0, 0);
            day = day with { Fires = day.Fires + 1 };
            if (fire <= start) day = day with { Lost = day.Lost + 1 };
            else
            {
                if (fire < free) day = day with { Late = day.Late + 1 };
                start = Math.Max(fire, free);
                free = start + longest;
            }

            if (day.Late + day.Lost > worst.Late + worst.Lost || day.Number == worst.Number) worst = day;
        }

        return worst;
    }

    private readonly record struct Day(long Number, int Fires, int Late, int Lost);
}
