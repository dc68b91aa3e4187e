using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Synthesis;

/// <summary>What holds for every answer, on random jobs in mixed zones.</summary>
public sealed class SynthesisLaws
{
    private static readonly Instant From = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly ProofHorizon TenYears = ProofHorizon.TenYearsFrom(From);
    private static readonly ProofHorizon Year = new(From, From + Duration.FromDays(400));

    [Theory]
    [InlineData(1, 200, 0)]
    [InlineData(2, 200, 4)]
    [InlineData(3, 120, 0)]
    [InlineData(4, 60, 2)]
    public void Every_answer_passes_the_prover_or_names_a_conflict(int seed, int count, int circles)
    {
        var request = RandomJobs.Of(seed, count, TenYears, circles);
        var found = ScheduleSynthesis.Of(request);
        var feasible = found.Jobs.Where(j => j.Outcome != SynthesisOutcome.Infeasible).Select(j => j.Job.Name).ToHashSet();
        var orders = ReadAfterWrite.Of(found.Scheduled);
        foreach (var order in orders.Where(o => feasible.Contains(o.Consumer.Name)))
        {
            Assert.True(Holds(order, request, request.Horizon), $"{order}: {order.Producer.Schedule} -> {order.Consumer.Schedule}");
        }

        foreach (var job in found.Jobs.Where(j => j.Outcome == SynthesisOutcome.Infeasible))
        {
            Assert.True(job.Conflicting.Count > 0 ^ job.Cycle.Count > 0, job.Sentence);
            Assert.Equal(job.Job.Schedule, job.Schedule);
            Assert.All(job.Cycle.Zip(job.Cycle.Skip(1).Append(job.Cycle.FirstOrDefault())), read => Assert.Contains(orders, o => o.Producer.Name == read.First && o.Consumer.Name == read.Second));
        }

        Assert.InRange(feasible.Count, count / 2, count - 1);
        Assert.True(found.Proofs <= 3 * orders.Count, $"{found.Proofs} proofs of {orders.Count} orders");
        Assert.True(found.Probes <= 20 * orders.Count, $"{found.Probes} probes of {orders.Count} orders");
    }

    [Theory]
    [InlineData(11, 0)]
    [InlineData(12, 2)]
    public void The_same_request_has_the_same_answer_and_an_answer_is_changed_no_further(int seed, int circles)
    {
        var request = RandomJobs.Of(seed, 60, Year, circles);
        var found = ScheduleSynthesis.Of(request);
        Assert.Equal(found.Jobs.Select(j => j.Sentence), ScheduleSynthesis.Of(request).Jobs.Select(j => j.Sentence));
        var again = ScheduleSynthesis.Of(request with { Jobs = found.Scheduled });
        Assert.Equal(found.Jobs.Select(j => j.Schedule), again.Jobs.Select(j => j.Schedule));
        Assert.Equal(found.Jobs.Where(j => j.Outcome == SynthesisOutcome.Infeasible).Select(j => j.Sentence), again.Jobs.Where(j => j.Outcome == SynthesisOutcome.Infeasible).Select(j => j.Sentence));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void A_job_whose_orders_hold_moves_only_if_another_would_be_left_without_a_schedule(int seed)
    {
        var request = RandomJobs.Of(seed, 60, Year);
        var found = ScheduleSynthesis.Of(request);
        var schedules = found.Jobs.ToDictionary(j => j.Job.Name, j => j.Schedule);
        var readers = ReadAfterWrite.Of(request.Jobs).ToLookup(o => o.Consumer.Name);
        foreach (var job in found.Jobs.Where(j => j.Outcome == SynthesisOutcome.Moved))
        {
            var live = readers[job.Job.Name].Select(o => o with { Producer = o.Producer with { Schedule = schedules[o.Producer.Name] } });
            if (!live.All(o => Holds(o, request, Year))) continue;
            var movable = readers.Select(r => r.Key).Where(name => name != job.Job.Name).ToHashSet();
            Assert.True(Infeasible(ScheduleSynthesis.Of(request with { Movable = movable })) > Infeasible(found), job.Sentence);
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void No_five_minute_time_suits_a_conflict_that_is_named(int seed)
    {
        var request = RandomJobs.Of(seed, 50, Year);
        var found = ScheduleSynthesis.Of(request);
        var orders = ReadAfterWrite.Of(found.Scheduled);
        var checkedJobs = 0;
        foreach (var job in found.Jobs.Where(j => j.Conflicting.Count > 0 && Times(j.Schedule!).Count == 1))
        {
            var conflict = orders.Where(o => o.Consumer.Name == job.Job.Name && job.Conflicting.Contains(o.Producer.Name)).ToList();
            var days = string.Join(' ', $"{job.Schedule!.Expression}".Split(' ')[2..]);
            for (var minute = 0; minute < 1440; minute += 5)
            {
                var time = ZonedSchedule.Parse($"{minute % 60} {minute / 60} {days}", job.Schedule.Zone.Id);
                Assert.False(conflict.All(o => HoldsWithMargin(o with { Consumer = o.Consumer with { Schedule = time } }, request)), $"{time} suits. {job.Sentence}");
            }

            checkedJobs++;
        }

        Assert.True(checkedJobs >= 4);
    }

    private static int Infeasible(SynthesizedSchedules found) => found.Jobs.Count(j => j.Outcome == SynthesisOutcome.Infeasible);

    private static bool Holds(ReadAfterWrite order, SynthesisRequest request, ProofHorizon horizon) =>
        OrderProof.Prove(new(order.Producer.Run!, order.Consumer.Run!, request.Within), horizon).Holds;

    // The margin is air in which nobody may start: a run that is longer by it, whose rows appear in pieces. Most times fail within weeks.
    private static bool HoldsWithMargin(ReadAfterWrite order, SynthesisRequest request)
    {
        var producer = order.Producer.Run! with { Longest = order.Producer.Longest + request.Margin, AtomicWrites = false };
        var edge = new OrderEdge(producer, order.Consumer.Run!, request.Within - request.Margin);
        return OrderProof.Prove(edge, new(From, From + Duration.FromDays(9))).Holds && OrderProof.Prove(edge, Year).Holds;
    }

    private static IReadOnlyList<LocalTime> Times(ZonedSchedule schedule) =>
        [.. schedule.Fires(From, From + Duration.FromDays(60), DstPolicy.Default).Select(at => at.InZone(schedule.Zone).TimeOfDay).Distinct()];
}
