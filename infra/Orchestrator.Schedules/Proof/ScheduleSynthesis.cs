using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>The answer of a synthesis: a schedule for which every edge was proven, or the producers that prevent one.</summary>
/// <param name="Schedule">The schedule, or null.</param>
/// <param name="Conflict">A producer that prevents every schedule, or null.</param>
public sealed record SynthesizedSchedule(Schedule? Schedule, string? Conflict)
{
    /// <summary>A smallest set of producers that no daily schedule follows: alone, or because they are too far apart; empty with a schedule.</summary>
    public IReadOnlyList<string> Conflicting { get; init; } = [];

    /// <summary>The longest wait after a producer's run with the schedule found, or null.</summary>
    public Duration? WorstWait { get; init; }
}

/// <summary>Finds the earliest daily schedule that is safe after a set of producers.</summary>
public static class ScheduleSynthesis
{
    // Roundest first: a full hour, then halves, quarters, five minutes.
    private static readonly int[] Grids = [60, 30, 15, 5];

    /// <summary>The air after a producer's run that is taken when none is declared.</summary>
    public static Duration DefaultMargin { get; } = Duration.FromMinutes(15);

    /// <summary>
    /// The earliest time of day, on the roundest grid that has one, at which a consumer in a zone holds against every producer and leaves a
    /// margin after each run. Earlier means: the shorter worst wait, because a day has no beginning for jobs that follow each other.
    /// </summary>
    /// <param name="producers">Who writes.</param>
    /// <param name="longest">How long the consumer runs.</param>
    /// <param name="zone">The zone of the new schedule.</param>
    /// <param name="within">How long after each producer's run the consumer must start.</param>
    /// <param name="margin">Air after each producer's run.</param>
    /// <param name="horizon">The time over which every candidate is proven.</param>
    public static SynthesizedSchedule Earliest(IReadOnlyList<RunSpan> producers, Duration longest, DateTimeZone zone, Duration within, Duration margin, ProofHorizon horizon)
    {
        var search = new Search(longest, zone, within, margin, horizon);
        if (search.Find(producers) is { } found) return new(found.Schedule, null) { WorstWait = found.Wait };
        var conflicting = Smallest(producers, search);
        return new(null, conflicting[0].Name) { Conflicting = [.. conflicting.Select(p => p.Name)] };
    }

    // Leaves out one producer after the other as long as the rest still has no schedule.
    private static List<RunSpan> Smallest(IReadOnlyList<RunSpan> producers, Search search)
    {
        var left = producers.ToList();
        foreach (var producer in producers)
        {
            var rest = left.Where(p => p != producer).ToList();
            if (rest.Count > 0 && search.Find(rest) is null) left = rest;
        }

        return left;
    }

    private sealed record Candidate(Schedule Schedule, RunSpan Consumer, Duration Wait);

    private sealed class Search(Duration longest, DateTimeZone zone, Duration within, Duration margin, ProofHorizon horizon)
    {
        // Most candidates fail within days: what fails there need not be proven over years.
        private readonly ProofHorizon preview = new(horizon.From, Instant.Min(horizon.To, horizon.From + Duration.FromDays(40)));

        public Candidate? Find(IReadOnlyList<RunSpan> producers) => Grids
            .SelectMany(grid => Enumerable.Range(0, 1440 / grid)
                .Select(i => At(i * grid))
                .Select(candidate => Judge(candidate, producers, preview))
                .OfType<Candidate>()
                .OrderBy(candidate => candidate.Wait))
            .Select(candidate => Judge(candidate, producers, horizon))
            .FirstOrDefault(candidate => candidate is not null);

        private Candidate At(int minute)
        {
            var schedule = new Schedule($"{minute % 60} {minute / 60} * * *", zone.Id);
            var cron = new ZonedSchedule(CronExpression.Parse(schedule.Expression), zone);
            return new Candidate(schedule, new RunSpan("candidate", cron, longest, AtomicWrites: true), Duration.Zero);
        }

        private Candidate? Judge(Candidate candidate, IReadOnlyList<RunSpan> producers, ProofHorizon over)
        {
            var worst = Duration.Zero;
            foreach (var producer in producers)
            {
                var edge = new OrderEdge(producer with { AtomicWrites = false }, candidate.Consumer, within);
                var verdict = OrderProof.Prove(edge, over, margin);
                if (!verdict.Holds) return null;
                worst = Duration.Max(worst, verdict.WorstWait);
            }

            return candidate with { Wait = worst };
        }
    }
}
