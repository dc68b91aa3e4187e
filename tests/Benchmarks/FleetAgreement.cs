using NodaTime;
using Orchestrator.Schedules;

namespace Benchmarks;

/// <summary>Whether every fire of the fleet is the one that Quartz gives, under the policy that is Quartz's rule.</summary>
public static class FleetAgreement
{
    /// <summary>Compares all jobs, fire by fire; those that meet a change of clocks are counted apart.</summary>
    public static FigureTable Measure(IReadOnlyList<FleetJob> jobs)
    {
        var (buffer, other) = (new FireBuffer(), new FireBuffer());
        var (fires, met, plain, changed, byDefault) = (0L, 0, new Difference(), new Difference(), new Difference());
        var (atGapEnd, repeated) = (0L, 0L);
        foreach (var job in jobs)
        {
            var ours = ZonedSchedule.Parse(job.Cron, job.Zone);
            var quartz = new List<long>();
            for (var walk = QuartzWalk.Of(job.Quartz, job.Zone, Fleet.From, Fleet.To); walk.Next();) quartz.Add(walk.Seconds);
            ours.Fires(Fleet.From, Fleet.To, RuleOfQuartz(job), buffer);
            fires += buffer.Count;
            var meets = DstPolicy.All.Any(policy => !Same(ours, policy, buffer, other));
            met += meets ? 1 : 0;
            (meets ? changed : plain).Add(buffer.Seconds, quartz);
            ours.Fires(Fleet.From, Fleet.To, DstPolicy.Default, buffer);
            var seen = byDefault.Extra.Count;
            byDefault.Add(buffer.Seconds, quartz);
            var gapEnds = byDefault.Extra.Skip(seen).Count(fire => ours.Zone.GetZoneInterval(Instant.FromUnixTimeSeconds(fire)).Start == Instant.FromUnixTimeSeconds(fire));
            (atGapEnd, repeated) = (atGapEnd + gapEnds, repeated + byDefault.Extra.Count - seen - gapEnds);
        }

        return new(
            "Agreement",
            $"Quartz {ClockPeers.QuartzVersion} over the same {jobs.Count:N0} jobs and {fires:N0} fires. Its rule: a time in a gap fires at the end of the gap; a time in an overlap fires first, and a job of every hour fires both times. Zones: ours {DateTimeZoneProviders.Tzdb.VersionId}, Quartz the system's.",
            [
                Figure.Count("Jobs that meet no change of clocks", "jobs", jobs.Count - met),
                Figure.Count("... fires that differ from Quartz", "fires", plain.Count).For("0", plain.Count == 0),
                Figure.Count("Jobs that meet one", "jobs", met),
                Figure.Count("... fires that differ under Quartz's rule", "fires", changed.Count).For("0", changed.Count == 0),
                Figure.Count("... fires only of Quartz beside 'shifted, first': at the end of a gap", "fires", atGapEnd),
                Figure.Count("... fires only of Quartz beside 'shifted, first': the second time of an overlap", "fires", repeated),
                Figure.Count("... fires only of 'shifted, first': later than the end of the gap", "fires", byDefault.Missing),
            ]);
    }

    private static DstPolicy RuleOfQuartz(FleetJob job) =>
        new(GapPolicy.AtGapEnd, job.Cron.Split(' ')[1] == "*" ? OverlapPolicy.Both : OverlapPolicy.First);

    private static bool Same(ZonedSchedule schedule, DstPolicy policy, FireBuffer expected, FireBuffer buffer)
    {
        schedule.Fires(Fleet.From, Fleet.To, policy, buffer);
        return expected.Seconds.SequenceEqual(buffer.Seconds);
    }

    private sealed class Difference
    {
        public List<long> Extra { get; } = [];

        public long Missing { get; private set; }

        public long Count => Extra.Count + Missing;

        // Both rise.
        public void Add(ReadOnlySpan<long> ours, List<long> theirs)
        {
            var (i, j) = (0, 0);
            while (i < ours.Length || j < theirs.Count)
            {
                if (j == theirs.Count || (i < ours.Length && ours[i] < theirs[j])) (i, Missing) = (i + 1, Missing + 1);
                else if (i == ours.Length || theirs[j] < ours[i]) Extra.Add(theirs[j++]);
                else (i, j) = (i + 1, j + 1);
            }
        }
    }
}
