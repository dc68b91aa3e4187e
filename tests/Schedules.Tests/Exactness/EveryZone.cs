using NodaTime;
using Orchestrator.Schedules;
using Xunit.Abstractions;

namespace Schedules.Tests;

/// <summary>Every change of clocks of every zone from 2000 to 2037, met by schedules that name what it leaves out or repeats.</summary>
public sealed class EveryZone(ITestOutputHelper output)
{
    [Fact]
    public void Fires_around_each_change_of_clocks_as_by_asking_every_minute()
    {
        var (changes, asked, met) = (0, 0, 0);
        var random = new Random(2037);
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]))
        {
            foreach (var change in ClockChange.Of(zone))
            {
                changes++;
                var (low, high) = change.Stop < change.Restart ? (change.Stop, change.Restart) : (change.Restart, change.Stop);
                var inside = low.PlusMinutes(1 + random.Next((int)Period.Between(low, high, PeriodUnits.Minutes).Minutes - 1));
                foreach (var cron in new[] { RandomCron.Daily(low.TimeOfDay), RandomCron.Daily(inside.TimeOfDay), RandomCron.Daily(high.TimeOfDay), RandomCron.Near(low.TimeOfDay, high.TimeOfDay, random) })
                {
                    var (from, to) = (change.At - Duration.FromHours(26), change.At + Duration.FromHours(26));
                    var (reference, ours) = (new MinuteByMinute(cron, zone, from, to), new ZonedSchedule(CronExpression.Parse(cron.Text), zone));
                    met += reference.MeetsAChange ? 1 : 0;
                    foreach (var policy in DstPolicy.All)
                    {
                        asked++;
                        Same(reference.Between(from, to, policy), ours.Fires(from, to, policy), $"{ours} {policy} around {change.At}");
                        Same([reference.Next(change.At - Duration.Epsilon, policy)], [ours.Next(change.At - Duration.Epsilon, policy)], $"{ours} {policy} after {change.At}");
                        Same([reference.Previous(change.At, policy)], [ours.Previous(change.At, policy)], $"{ours} {policy} before {change.At}");
                    }
                }
            }
        }

        output.WriteLine($"{changes:N0} changes of clocks in {DateTimeZoneProviders.Tzdb.Ids.Count} zones (tz data {DateTimeZoneProviders.Tzdb.VersionId}), {asked:N0} answers, {met:N0} schedules met a change: 0 differences");
        Assert.InRange(changes, 10_000, 100_000);
        Assert.True(met >= 2 * changes, $"{met} of {changes}");
    }

    private static void Same(IReadOnlyList<Instant> expected, IReadOnlyList<Instant> actual, string question) =>
        Assert.True(expected.SequenceEqual(actual), $"{question}: {string.Join(' ', expected)} but {string.Join(' ', actual)}");
}
