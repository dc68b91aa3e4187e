using Orchestrator.Schedules;

namespace Benchmarks;

/// <summary>Four expressions in New York, enumerated over 400 days: nanoseconds per fire, beside three peers.</summary>
public static class PerFire
{
    private const string Zone = "America/New_York";
    private const int PeerFires = 1_000;
    private static readonly FleetJob[] Jobs = [new("*/15 * * * *", Zone), new("30 5 * * *", Zone), new("0 6 * * 1-5", Zone), new("0 3 1 * *", Zone)];

    /// <summary>Parsed beforehand, as the peers are; croner and cron-parser over their first 1,000 fires.</summary>
    public static FigureTable Measure(ClockPeers peers, int repetitions)
    {
        var (figures, buffer) = (new List<Figure>(), new FireBuffer());
        var scripted = peers.Speed([.. Jobs.Select(j => j.Cron)], Zone, PeerFires, repetitions);
        for (var i = 0; i < Jobs.Length; i++)
        {
            var job = Jobs[i];
            var schedule = ZonedSchedule.Parse(job.Cron, job.Zone);
            schedule.Fires(Fleet.From, Fleet.To, DstPolicy.Default, buffer);
            var ours = Figure.Of($"`{job.Cron}` Orchestrator", "ns", Repetition.Nanoseconds(repetitions, buffer.Count, () => schedule.Fires(Fleet.From, Fleet.To, DstPolicy.Default, buffer)));
            var quartz = QuartzWalk.Parse(job.Cron == "0 6 * * 1-5" ? "0 0 6 ? * MON-FRI" : job.Quartz, job.Zone);
            figures.Add(ours);
            figures.Add(Figure.Of($"`{job.Cron}` Quartz {ClockPeers.QuartzVersion}", "ns", Repetition.Nanoseconds(repetitions, buffer.Count, () => Walk(quartz))).Beside(ours));
            figures.AddRange(scripted.Select(s => Figure.Of($"`{job.Cron}` {s.Library}", "ns", s.Nanoseconds[i]).Beside(ours)));
            var allocated = Allocated(schedule, buffer);
            figures.Add(Figure.Count($"`{job.Cron}` Orchestrator, allocated by an enumeration into a used buffer", "B", allocated).For("0", allocated == 0));
        }

        return new("One fire", $"Enumerated over 400 days in {Zone}, parsed beforehand, processor time; croner and cron-parser over their first {PeerFires:N0} fires.", figures);
    }

    private static void Walk(Quartz.CronExpression cron)
    {
        for (var walk = QuartzWalk.Of(cron, Fleet.From, Fleet.To); walk.Next();)
        {
        }
    }

    private static long Allocated(ZonedSchedule schedule, FireBuffer buffer)
    {
        schedule.Fires(Fleet.From, Fleet.To, DstPolicy.Default, buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        schedule.Fires(Fleet.From, Fleet.To, DstPolicy.Default, buffer);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
