using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>One run, in ticks of 100 ns since the Unix epoch, the end excluded.</summary>
internal readonly record struct RunTicks(long Start, long End);

/// <summary>
/// The runs of a job. Two executions are never outstanding: a fire that comes during a run starts when that run ends, and further fires that
/// come before this late start are lost (Google documents the delay, not what becomes of several missed fires).
/// </summary>
internal static class OldRunTimeline
{
    private const long Day = 86_400;

    /// <summary>
    /// The runs of fires in [horizon start, horizon end), with those before it that may reach into it, and with later ones up to the first
    /// that starts at or after <paramref name="reach"/>.
    /// </summary>
    public static List<RunTicks> Of(RunSpan job, ProofHorizon horizon, DstPolicy policy, long? reach = null)
    {
        var longest = job.Longest.BclCompatibleTicks;
        var runs = new RunList(longest);
        var until = Seconds(horizon.To);
        foreach (var fire in job.Schedule.FireSeconds(WarmUp(job, horizon), until, policy, new FireBuffer())) runs.Add(fire * NodaConstants.TicksPerSecond);
        if (reach is not { } enough) return runs.Runs;
        for (var last = Instant.FromUnixTimeSeconds(until - 1); runs.LastStart < enough; runs.Add(last.ToUnixTimeTicks())) last = job.Schedule.Next(last, policy);
        return runs.Runs;
    }

    /// <summary>From when on fires are looked at so that a run in progress, or delayed, at the beginning of the horizon is seen.</summary>
    public static long WarmUp(RunSpan job, ProofHorizon horizon) =>
        Math.Max(Seconds(horizon.From) - (2 * Day) - (2 * (long)Math.Ceiling(job.Longest.TotalSeconds)), Instant.MinValue.ToUnixTimeSeconds());

    private static long Seconds(Instant instant) => (long)Math.Ceiling(instant.ToUnixTimeTicks() / (double)NodaConstants.TicksPerSecond);

    private sealed class RunList(long longest)
    {
        private long free = long.MinValue;

        public List<RunTicks> Runs { get; } = [];

        public long LastStart { get; private set; } = long.MinValue;

        public void Add(long fire)
        {
            if (fire <= LastStart) return;
            LastStart = Math.Max(fire, free);
            free = LastStart + longest;
            Runs.Add(new RunTicks(LastStart, free));
        }
    }
}
