using NodaTime;
using Orchestrator.Schedules;
using Xunit.Abstractions;

namespace Schedules.Tests;

/// <summary>A million random questions (schedule, zone, instant), each answered by us and by a reference that asks every minute.</summary>
public sealed class RandomInstants(ITestOutputHelper output)
{
    private const int Windows = 10_000;
    private const int InstantsPerWindow = 100;
    private static readonly string[] Ids = [.. DateTimeZoneProviders.Tzdb.Ids];

    [Fact]
    public void Are_answered_as_by_asking_every_minute()
    {
        var (cases, windows, zones, changes) = (0L, Windows * (long)Soak.Times, new HashSet<string>(), 0L);
        for (var w = 0L; w < windows; w++)
        {
            var random = new Random(unchecked((int)(w * 7919) + 1883));
            var zone = DateTimeZoneProviders.Tzdb[Ids[w % Ids.Length]];
            var window = ClockWindow.Of(zone, random);
            var cron = window.Cron(random);
            var (reference, ours) = (new MinuteByMinute(cron, zone, window.From, window.To), new ZonedSchedule(CronExpression.Parse(cron.Text), zone));
            foreach (var policy in DstPolicy.All) Same(reference.Between(window.From, window.To, policy), ours.Fires(window.From, window.To, policy), $"{ours} {policy} in {window.From} {window.To}");
            for (var i = 0; i < InstantsPerWindow; i++, cases++)
            {
                var policy = DstPolicy.All[(int)((w + i) % 9)];
                var at = window.Ask(random, reference.Fires(policy));
                Same([reference.Next(at, policy)], [ours.Next(at, policy)], $"{ours} {policy} next after {at}");
                Same([reference.Previous(at, policy)], [ours.Previous(at, policy)], $"{ours} {policy} previous before {at}");
                if (i % 10 != 0) continue;
                var (from, to) = random.Next(2) == 0 ? (at, window.To) : (window.From, at);
                Same(reference.Between(from, to, policy), ours.Fires(from, to, policy), $"{ours} {policy} in {from} {to}");
            }

            zones.Add(zone.Id);
            changes += window.Change is null ? 0 : 1;
        }

        output.WriteLine($"{cases:N0} cases (schedule, zone, instant) in {zones.Count} zones, {changes:N0} of {windows:N0} windows around a change of clocks: 0 differences");
        Assert.True(cases >= 1_000_000, $"{cases} cases");
        Assert.Equal(Ids.Length, zones.Count);
        Assert.InRange(changes, windows / 3, windows);
    }

    private static void Same(IReadOnlyList<Instant> expected, IReadOnlyList<Instant> actual, string question) =>
        Assert.True(expected.SequenceEqual(actual), $"{question}: {string.Join(' ', expected)} but {string.Join(' ', actual)}");
}
