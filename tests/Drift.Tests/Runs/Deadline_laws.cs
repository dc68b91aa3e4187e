using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Schedules;

namespace Drift.Tests;

/// <summary>Ten years of one job in every zone that changes its clocks: no alarm while it is healthy, an alarm at the first poll after a run was skipped.</summary>
public sealed class Deadline_laws
{
    private static readonly Instant From = Instant.FromUtc(2025, 1, 1, 0, 0);
    private static readonly Instant Until = Instant.FromUtc(2035, 1, 1, 0, 0);
    private static readonly Duration Grace = Duration.FromMinutes(15);
    private static readonly Duration Longest = Duration.FromMinutes(10);

    // At, before and after the hours that clock changes leave out or repeat, in zones that change at 00:00, 01:00, 02:00 or 03:00.
    private static readonly string[] Schedules = ["0 2 * * *", "30 2 * * *", "30 1 * * *", "15 0 * * *", "45 23 * * *", "0 4 * * 0", "30 */6 * * *", "10 3 1,15 * *"];

    // One zone per rule for clock changes: of zones with the same changes one stands for all.
    private static readonly IReadOnlyList<DateTimeZone> Zones =
    [
        .. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])
            .Select(z => (Zone: z, Changes: string.Join(',', z.GetZoneIntervals(From, Until).Select(i => $"{(i.HasStart ? i.Start.ToUnixTimeSeconds() : 0)}{i.WallOffset}"))))
            .Where(z => z.Changes.Contains(',', StringComparison.Ordinal))
            .DistinctBy(z => z.Changes)
            .Select(z => z.Zone),
    ];

    [Fact]
    public void Zones_that_change_their_clocks_are_all_there() => Assert.InRange(Zones.Count, 20, 100);

    [Fact]
    public void A_healthy_job_never_alarms()
    {
        var polls = 0;
        foreach (var zone in Zones)
            foreach (var policy in DstPolicy.All)
            {
                var random = new Random((zone.Id.Length * 31) + zone.Id[0] + (int)policy.Gap + (3 * (int)policy.Overlap));
                var schedule = new Schedule(Schedules[random.Next(Schedules.Length)], zone.Id).Read();
                Instant? last = null;
                var fires = schedule.Zoned!.Fires(From, Until, policy);
                var next = 0;
                for (var now = From + Duration.FromDays(20); now < Until; now += Duration.FromMinutes(120 + random.Next(240)))
                {
                    for (; next < fires.Count && fires[next] <= now; next++)
                    {
                        // It starts late, below the grace; a retry moves the last attempt further.
                        var start = fires[next] + Duration.FromSeconds(random.Next(0, 15 * 60));
                        if (start > now) break;
                        last = start;
                        if (random.Next(4) == 0 && start + Duration.FromMinutes(9) is var retry && retry <= now) last = retry;
                    }

                    polls++;
                    if (MissedRuns.Of(schedule, last, Grace, Longest, now) is { } missed) Assert.Fail($"{schedule.Zoned} under {policy}: false alarm at {now}, missed {missed}, last attempt {last}.");
                }
            }

        Assert.True(polls > 1_000_000, $"{polls} polls");
    }

    [Fact]
    public void A_skipped_run_is_found_at_the_first_poll_after_its_deadline()
    {
        var found = 0;
        foreach (var zone in Zones)
            foreach (var policy in DstPolicy.All)
            {
                var random = new Random((zone.Id.Length * 17) + zone.Id[^1] + (int)policy.Gap + (3 * (int)policy.Overlap));
                var schedule = new Schedule(Schedules[random.Next(6)], zone.Id).Read();
                var fires = schedule.Zoned!.Fires(From, Until, policy);
                foreach (var index in Enumerable.Range(0, 60).Select(_ => random.Next(1, fires.Count)))
                {
                    // What is due only under some of the rules cannot be known to be missed; every other skipped run must be found.
                    if (!DstPolicy.All.All(p => schedule.Zoned.Fires(fires[index], fires[index] + Duration.Epsilon, p).Count == 1)) continue;
                    var last = fires[index - 1] + Duration.FromSeconds(random.Next(60));
                    Assert.Null(MissedRuns.Of(schedule, last, Grace, Longest, fires[index] + Grace - Duration.Epsilon));
                    var poll = fires[index] + Grace + Duration.FromMinutes(random.Next(240));
                    if (index + 1 < fires.Count && poll >= fires[index + 1]) continue;
                    var missed = MissedRuns.Of(schedule, last, Grace, Longest, poll);
                    Assert.True(missed is { Count: >= 1 } && missed.Last == fires[index], $"{schedule.Zoned} under {policy}: the run of {fires[index]} was skipped and not found at {poll}: {missed}.");
                    found++;
                }
            }

        Assert.True(found > 10_000, $"{found} skipped runs");
    }

    [Fact]
    public void An_attempt_of_a_healthy_job_is_never_off_schedule()
    {
        foreach (var zone in Zones)
            foreach (var policy in DstPolicy.All)
            {
                var analyzed = OneJob.Analyzed(OneJob.Declared("30 2 * * *", zone.Id) with { Longest = Longest });
                foreach (var fire in new Schedule("30 2 * * *", zone.Id).Read().Zoned!.Fires(From, From + Duration.FromDays(366), policy).Where((_, i) => i % 11 == 0))
                {
                    var findings = OneJob.Find(analyzed, new() { LastAttempt = fire + Grace, StatusCode = 0 }, fire + Grace + Duration.FromMinutes(1));
                    Assert.True(findings.Count == 0, $"{zone.Id} under {policy}: {string.Join(' ', findings.Select(f => f.Message))}");
                }
            }
    }
}
