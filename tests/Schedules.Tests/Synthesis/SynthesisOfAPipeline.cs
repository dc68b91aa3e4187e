using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Synthesis;

/// <summary>Small pipelines, each with one thing to get right.</summary>
public sealed class SynthesisOfAPipeline
{
    private const string Phoenix = "America/Phoenix";
    private static readonly ProofHorizon TenYears = ProofHorizon.TenYearsFrom(Instant.FromUtc(2026, 1, 1, 7, 0));

    [Fact]
    public void The_rebuild_of_004_moves_to_four_in_Phoenix_and_says_why()
    {
        var syncs = new[] { ("jobs_sync", "0 2 * * *", 10), ("leads_sync", "10 2 * * *", 10), ("calls_sync", "15 2 * * *", 15), ("estimates_sync", "30 2 * * *", 30), ("invoices_sync", "45 2 * * *", 15), ("customers_sync", "15 3 * * *", 10) };
        var found = Synthesize(2, [.. syncs.Select(s => Source(s.Item1, s.Item2, Phoenix, s.Item3)), Reader("dim_jobs_rebuild", "0 3 * * *", "Etc/UTC", 15, [.. syncs.Select(s => s.Item1)])], zone: Phoenix);
        Assert.Equal("0 4 * * * America/Phoenix", $"{found.Jobs[^1].Schedule}");
        Assert.Equal(
            "dim_jobs_rebuild: 0 4 * * * America/Phoenix, because customers_sync (03:15 + 10 min) is the last of 6 producers to finish, plus 15 min margin, on the next full hour.",
            found.Jobs[^1].Sentence);
        Assert.All(found.Jobs.SkipLast(1), job => Assert.Equal(SynthesisOutcome.Unchanged, job.Outcome));
        Assert.True(found.Proofs <= 3 * syncs.Length);
    }

    [Fact]
    public void An_hourly_reader_of_an_hourly_job_stays_hourly()
    {
        var found = Synthesize(1, Source("feed", "0 * * * *", Phoenix, 5), Reader("roll_up", "0 * * * *", Phoenix, 5, "feed"));
        Assert.Equal("20 * * * * America/Phoenix", $"{found.Jobs[1].Schedule}");
    }

    [Theory]
    [InlineData("0 2,14 * * *", "30 1,13 * * *", "0 3,15 * * *")]
    [InlineData("0 2 * * 1-5", "0 1 * * 1-5", "0 3 * * 1-5")]
    [InlineData("0 2 5 * *", "0 1 5 * *", "0 3 5 * *")]
    [InlineData("*/30 * * * *", "*/30 * * * *", "20,50 * * * *")]
    [InlineData("5 0-23/6 * * *", "0 0-23/6 * * *", "0 1-19/6 * * *")]
    public void A_moved_job_keeps_its_days_and_the_number_of_its_fires(string producer, string live, string moved)
    {
        var found = Synthesize(2, Source("feed", producer, Phoenix, 5), Reader("roll_up", live, Phoenix, 5, "feed"));
        Assert.Equal(moved, $"{found.Jobs[1].Schedule!.Expression}");
    }

    [Fact]
    public void Times_of_a_day_that_suit_at_no_common_shift_are_chosen_one_by_one()
    {
        var found = Synthesize(2, Source("feed", "0 2,13 * * *", Phoenix, 10), Source("other", "0 20 * * *", Phoenix, 10), Reader("roll_up", "0 1,9,17 * * *", Phoenix, 5, "feed", "other"));
        Assert.Equal("0 3,14,21 * * *", $"{found.Jobs[2].Schedule!.Expression}");
        Assert.True(found.Holds);
    }

    [Fact]
    public void A_job_whose_orders_hold_is_not_changed_however_odd_its_minute()
    {
        var found = Synthesize(2, Source("feed", "0 2 * * *", Phoenix, 10), Reader("roll_up", "43 2 * * *", Phoenix, 5, "feed"));
        Assert.Equal("roll_up: unchanged: every order already holds.", found.Jobs[1].Sentence);
    }

    [Fact]
    public void A_producer_that_may_move_is_put_off_when_its_reader_waits_for_a_later_one_as_well()
    {
        var found = Synthesize(2, Source("early", "0 2 * * *", Phoenix, 10), Source("late", "0 5 * * *", Phoenix, 10), Reader("middle", "0 1 * * *", Phoenix, 10, "early"), Reader("last", "0 1 * * *", Phoenix, 10, "middle", "late"));
        Assert.True(found.Holds);
        Assert.Equal("0 4 * * *", $"{found.Jobs[2].Schedule!.Expression}");
        Assert.Equal("0 6 * * *", $"{found.Jobs[3].Schedule!.Expression}");
    }

    [Fact]
    public void A_producer_that_may_move_suits_a_reader_that_may_not()
    {
        var request = Request(2, Source("early", "0 2 * * *", Phoenix, 10), Reader("middle", "0 1 * * *", Phoenix, 10, "early"), Reader("last", "45 5 * * *", Phoenix, 10, "middle"));
        var found = ScheduleSynthesis.Of(request with { Movable = new HashSet<string> { "middle" } });
        Assert.Equal(["unchanged: it reads nothing that another job writes.", "0 4 * * * America/Phoenix, because it reads what early (02:00 + 10 min) writes, plus 15 min margin, on the next full hour.", "unchanged: every order already holds."], found.Jobs.Select(j => j.Sentence[(j.Job.Name.Length + 2)..]));
    }

    [Fact]
    public void Where_clocks_change_apart_the_producers_zone_is_the_way_out()
    {
        var found = Synthesize(1, Source("feed", "0 2 * * *", Phoenix, 10), Reader("roll_up", "0 1 * * *", "America/Denver", 5, "feed"));
        Assert.Equal("0 3 * * * America/Phoenix", $"{found.Jobs[1].Schedule}");
        Assert.Contains("on the clock of America/Phoenix because on that of America/Denver no time is safe all year", found.Jobs[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_in_New_York_after_Paris_is_safe_in_the_weeks_of_five_hours_too()
    {
        var found = Synthesize(3, Source("paris", "0 9 * * *", "Europe/Paris", 10), Reader("new_york", "0 3 * * *", "America/New_York", 5, "paris"));
        Assert.Equal("0 5 * * * America/New_York", $"{found.Jobs[1].Schedule}");
    }

    [Fact]
    public void Producers_too_far_apart_are_named()
    {
        var found = Synthesize(2, Source("night", "0 2 * * *", Phoenix, 10), Source("dawn", "30 2 * * *", Phoenix, 10), Source("noon", "0 14 * * *", Phoenix, 10), Reader("roll_up", "0 3 * * *", Phoenix, 5, "night", "dawn", "noon"));
        Assert.Equal(["night", "noon"], found.Jobs[3].Conflicting);
        Assert.Equal("roll_up: infeasible: night (02:00 America/Phoenix + 10 min) and noon (14:00 America/Phoenix + 10 min) finish too far apart for one start within 2 h of each; move one of them, or allow more.", found.Jobs[3].Sentence);
    }

    [Fact]
    public void A_circle_is_named_in_the_order_of_its_reads()
    {
        var found = Synthesize(2, Reader("a", "0 1 * * *", Phoenix, 5, "c"), Reader("b", "0 2 * * *", Phoenix, 5, "a"), Reader("c", "0 3 * * *", Phoenix, 5, "b"), Reader("after", "0 3 * * *", Phoenix, 5, "c"));
        Assert.Equal(["b", "c", "a"], found.Jobs[1].Cycle);
        Assert.StartsWith("a: infeasible: a -> b -> c -> a read one another in a circle", found.Jobs[0].Sentence, StringComparison.Ordinal);
        Assert.Equal("0 4 * * *", $"{found.Jobs[3].Schedule!.Expression}");
    }

    [Fact]
    public void A_circle_that_hourly_jobs_can_close_is_closed()
    {
        var found = Synthesize(1, Reader("a", "0 * * * *", Phoenix, 5, "b") with { AtomicWrites = false }, Reader("b", "0 * * * *", Phoenix, 5, "a"));
        Assert.True(found.Holds);
        Assert.Equal(["0 * * * *", "20 * * * *"], found.Jobs.Select(j => $"{j.Schedule!.Expression}"));
    }

    [Fact]
    public void Jobs_beyond_the_limit_of_a_minute_move_to_the_next_ones()
    {
        ScheduledJob[] jobs = [Source("feed", "0 2 * * *", Phoenix, 10), .. Enumerable.Range(0, 10).Select(i => Reader($"r{i}", "0 3 * * *", Phoenix, 5, "feed"))];
        var request = Request(2, jobs) with { Targets = jobs.ToDictionary(j => j.Name, _ => "worker"), FiresPerMinute = 4 };
        var found = ScheduleSynthesis.Of(request);
        Assert.True(found.Holds);
        Assert.Empty(found.Crowded);
        Assert.Equal("r4: 1 3 * * * America/Phoenix, because it reads what feed (02:00 + 10 min) writes, plus 15 min margin, beside others, because its target takes 4 in a minute.", found.Jobs[5].Sentence);
        Assert.Equal(["0 3 * * * 4", "1 3 * * * 4", "59 2 * * * 2"], found.Jobs.Skip(1).GroupBy(j => $"{j.Schedule!.Expression}").Select(g => $"{g.Key} {g.Count()}"));
        Assert.Equal(found.Jobs.Select(j => j.Schedule), ScheduleSynthesis.Of(request with { Jobs = found.Scheduled }).Jobs.Select(j => j.Schedule));
        Assert.Equal("worker is called by up to 11 jobs in one minute, 4 allowed, and none of them finds another minute; let more of them move, or raise the limit.",
            ScheduleSynthesis.Of(request with { Jobs = [.. jobs.Select(j => j with { Schedule = jobs[1].Schedule, Reads = [] })] }).Crowded.Single());
    }

    [Fact]
    public void A_job_whose_runs_nobody_can_foretell_is_named()
    {
        var found = Synthesize(2, Source("feed", "0 2 * * *", Phoenix, 10) with { Schedule = null, Unknown = "It counts from the end of its last run." }, Reader("roll_up", "0 3 * * *", Phoenix, 5, "feed"));
        Assert.Equal("roll_up: infeasible: it reads feed, whose runs cannot be foretold: It counts from the end of its last run.", found.Jobs[1].Sentence);
        Assert.Equal(["feed"], found.Jobs[1].Conflicting);
    }

    [Fact]
    public void A_request_that_contradicts_itself_is_refused_in_one_sentence()
    {
        var request = Request(2, Source("feed", "0 2 * * *", Phoenix, 10));
        Assert.StartsWith("There is no job 'fed'", Assert.Throws<ArgumentException>(() => ScheduleSynthesis.Of(request with { Movable = new HashSet<string> { "fed" } })).Message, StringComparison.Ordinal);
        Assert.StartsWith("Two jobs are named 'feed'", Assert.Throws<ArgumentException>(() => ScheduleSynthesis.Of(request with { Jobs = [.. request.Jobs, .. request.Jobs] })).Message, StringComparison.Ordinal);
    }

    private static SynthesizedSchedules Synthesize(int hours, params ScheduledJob[] jobs) => ScheduleSynthesis.Of(Request(hours, jobs));

    private static SynthesizedSchedules Synthesize(int hours, ScheduledJob[] jobs, string zone) => ScheduleSynthesis.Of(Request(hours, jobs) with { Zone = DateTimeZoneProviders.Tzdb[zone] });

    private static SynthesisRequest Request(int hours, params ScheduledJob[] jobs) => new() { Jobs = jobs, Within = Duration.FromHours(hours), Horizon = TenYears };

    private static ScheduledJob Source(string name, string cron, string zone, int minutes) =>
        new() { Name = name, Schedule = ZonedSchedule.Parse(cron, zone), Longest = Duration.FromMinutes(minutes), Writes = [name] };

    private static ScheduledJob Reader(string name, string cron, string zone, int minutes, params string[] reads) =>
        Source(name, cron, zone, minutes) with { Reads = reads, AtomicWrites = true };
}
