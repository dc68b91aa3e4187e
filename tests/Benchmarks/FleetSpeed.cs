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
        var ours = Figure.Of("Orchestrator, all jobs", "ms", Repetition.Milliseconds(repetitions, () => fires = Fires(jobs, buffer)));
        var processor = Figure.Of("... processor time", "ms", [.. Enumerable.Range(0, repetitions).Select(_ => Repetition.Processor(() => Fires(jobs, buffer)))]);
        var sample = jobs.Where((_, i) => i % Share == 0).ToList();
        var (sampleFires, scale) = (0L, (double)fires / Fires(sample, buffer));
        var wall = Repetition.Milliseconds(repetitions, () => sampleFires = sample.Sum(QuartzFires));
        var quartz = Figure.Of($"Quartz {ClockPeers.QuartzVersion}, scaled from {sample.Count:N0} jobs", "ms", [.. wall.Select(ms => ms * scale)]).Beside(ours);
        var quartzProcessor = Repetition.Processor(() => sampleFires = sample.Sum(QuartzFires)) * scale;
        return new("Fleet", $"{jobs.Count:N0} jobs in {Fleet.Zones.Count} zones over 400 days from 2026-01-01 on one core, parsing included: {fires:N0} fires. Quartz runs every {Share}th job, {sampleFires:N0} fires, scaled by the number of fires.",
        [
            ours.For("<= 100 ms", ours.Median <= 100),
            processor,
            quartz.For(">= 100 times ours", quartz.Ratio >= 100),
            Figure.Of("... processor time", "ms", [quartzProcessor]).Beside(processor),
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
