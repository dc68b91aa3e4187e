using Orchestrator.Schedules;

namespace Benchmarks;

/// <summary>Every fire of the fleet, parsing included, on one core.</summary>
public static class FleetSpeed
{
    private const int Share = 20;

    /// <summary>Ours over all jobs; Quartz over every twentieth, scaled.</summary>
    public static FigureTable Measure(IReadOnlyList<FleetJob> jobs, int repetitions)
    {
        var (buffer, fires) = (new FireBuffer(), 0L);
        var spent = Repetition.Milliseconds(repetitions, () => fires = Fires(jobs, buffer));
        var (ours, wall) = (Figure.Of("Orchestrator, all jobs", "ms", spent.Processor), Figure.Of("... on the wall", "ms", spent.Wall));
        var sample = jobs.Where((_, i) => i % Share == 0).ToList();
        var (sampleFires, scale) = (0L, (double)fires / Fires(sample, buffer));
        var theirs = Repetition.Milliseconds(repetitions, () => sampleFires = sample.Sum(QuartzFires)).Scaled(scale);
        var quartz = Figure.Of($"Quartz {ClockPeers.QuartzVersion}, scaled from {sample.Count:N0} jobs", "ms", theirs.Processor).Beside(ours);
        return new("Fleet", $"{jobs.Count:N0} jobs in {Fleet.Zones.Count} zones over 400 days from 2026-01-01 on one core, parsing included: {fires:N0} fires. Quartz runs every {Share}th job, {sampleFires:N0} fires, scaled by the number of fires.",
        [
            ours.For("<= 100 ms", ours.Median <= 100),
            quartz.For(">= 100 times ours", quartz.Ratio >= 100),
            wall,
            Figure.Of($"... Quartz {ClockPeers.QuartzVersion} on the wall", "ms", theirs.Wall).Beside(wall),
        ]);
    }

    private static long Fires(IReadOnlyList<FleetJob> jobs, FireBuffer buffer)
    {
        var fires = 0L;
        foreach (var job in jobs)
        {
            ZonedSchedule.Parse(job.Cron, job.Zone).Fires(Fleet.From, Fleet.To, DstPolicy.Default, buffer);
            fires += buffer.Count;
        }

        return fires;
    }

    private static long QuartzFires(FleetJob job)
    {
        var fires = 0L;
        var walk = QuartzWalk.Of(job.Quartz, job.Zone, Fleet.From, Fleet.To);
        while (walk.Next()) fires++;
        return fires;
    }
}
