using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>The answer of a synthesis: a schedule for which every edge was proven, or the producer that prevents one.</summary>
/// <param name="Schedule">The schedule, or null.</param>
/// <param name="Conflict">The producer whose edge fails for every candidate, or null.</param>
public sealed record SynthesizedSchedule(Schedule? Schedule, string? Conflict);

/// <summary>Finds the earliest daily schedule that is safe after a set of producers.</summary>
public static class ScheduleSynthesis
{
    // Roundest first: a full hour, then halves, quarters, five minutes.
    private static readonly int[] Grids = [60, 30, 15, 5];

    /// <summary>
    /// The earliest time of day, on the roundest grid that has one, at which a consumer in a zone holds against every producer when each run is
    /// given a margin. Earlier means: the shortest wait after the last producer.
    /// </summary>
    /// <param name="producers">Who writes.</param>
    /// <param name="longest">How long the consumer runs.</param>
    /// <param name="zone">The zone of the new schedule.</param>
    /// <param name="within">How long after each producer's run the consumer must start.</param>
    /// <param name="margin">Air after each producer's run.</param>
    /// <param name="horizon">The time over which every candidate is proven.</param>
    public static SynthesizedSchedule Earliest(IReadOnlyList<RunSpan> producers, Duration longest, DateTimeZone zone, Duration within, Duration margin, ProofHorizon horizon)
    {
        string? conflict = null;
        // A margin is a longer run that nobody may start in; what is left of the wait is shorter by it.
        var padded = producers.Select(p => p with { Longest = p.Longest + margin, AtomicWrites = false }).ToList();
        var month = new ProofHorizon(horizon.From, horizon.From + Duration.FromDays(30));
        foreach (var grid in Grids)
        {
            foreach (var minute in Candidates(producers, zone, grid, horizon.From))
            {
                var schedule = new Schedule($"{minute % 60} {minute / 60} * * *", zone.Id);
                if (schedule.Read().Cron is not { } cron) continue;
                var consumer = new RunSpan("candidate", cron, longest, AtomicWrites: true);
                conflict = FirstFailing(month) ?? FirstFailing(horizon);
                if (conflict is null) return new(schedule, null);

                string? FirstFailing(ProofHorizon over) => padded.FirstOrDefault(p => !OrderProof.Prove(new(p, consumer, within - margin), over).Holds)?.Name;
            }
        }

        return new(null, conflict);
    }

    // In the order of the day, beginning after the producer that ends last.
    private static IEnumerable<int> Candidates(IReadOnlyList<RunSpan> producers, DateTimeZone zone, int grid, Instant from)
    {
        var ends = producers.Select(p => (p.Cron.Next(from, DstPolicy.Default) + p.Longest).InZone(zone).TimeOfDay).ToList();
        var last = ends.Count == 0 ? LocalTime.Midnight : ends.Max();
        var start = (last.Hour * 60) + last.Minute;
        return Enumerable.Range(0, 1440 / grid).Select(i => i * grid).OrderBy(minute => (minute - start + 1440) % 1440);
    }
}
