using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

public sealed class FireLaws
{
    private static readonly string[] Zones =
        ["America/Denver", "America/Phoenix", "Australia/Lord_Howe", "Europe/London", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia", "Etc/UTC", "Africa/Casablanca", "America/St_Johns"];

    [Fact]
    public void What_is_printed_reads_back_equal()
    {
        var random = new Random(4);
        for (var i = 0; i < 5_000 * Soak.Times; i++)
        {
            var text = RandomCron.Of(random).Text;
            var cron = CronExpression.Parse(text);
            Assert.True(cron == CronExpression.Parse(cron.ToString()), $"{text} prints as {cron}");
            Assert.Equal(cron.ToString(), CronExpression.Parse(cron.ToString()).ToString());
        }
    }

    [Fact]
    public void Fires_are_what_a_reference_finds_by_asking_every_local_time()
    {
        var random = new Random(1883);
        for (var i = 0; i < 3_000 * Soak.Times; i++)
        {
            var cron = RandomCron.Of(random);
            var zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
            var from = From(random, zone);
            var to = from + Duration.FromMinutes(random.Next(1, 2500));
            var policy = DstPolicy.All[random.Next(9)];
            var expected = cron.Fires(zone, from, to, policy);
            var actual = ZonedSchedule.Parse(cron.Text, zone.Id).Fires(from, to, policy);
            Assert.True(expected.SequenceEqual(actual), $"{cron.Text} {zone.Id} {policy} from {from} to {to}: {string.Join(' ', expected)} but {string.Join(' ', actual)}");
        }
    }

    [Fact]
    public void Fires_rise_and_next_and_previous_walk_along_them()
    {
        var random = new Random(7);
        for (var i = 0; i < 300 * Soak.Times; i++)
        {
            var zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
            var policy = DstPolicy.All[random.Next(9)];
            var cron = ZonedSchedule.Parse(RandomCron.Of(random).Text, zone.Id);
            var from = From(random, zone);
            var fires = cron.Fires(from, from + Duration.FromDays(3), policy);
            Assert.All(fires.Skip(1).Zip(fires), pair => Assert.True(pair.First > pair.Second));
            foreach (var (next, fire) in fires.Skip(1).Zip(fires).Take(20))
            {
                Assert.Equal(next, cron.Next(fire, policy));
                Assert.Equal(fire, cron.Previous(next, policy));
            }
        }
    }

    // Every second one begins within two days before a change of clocks, where mistakes live.
    private static Instant From(Random random, DateTimeZone zone)
    {
        var at = Instant.FromUtc(2000, 1, 1, 0, 0) + Duration.FromSeconds(random.NextInt64(37L * 365 * 86_400));
        if (random.Next(2) == 0 || zone.GetZoneInterval(at) is not { HasEnd: true } interval) return at;
        return interval.End - Duration.FromSeconds(random.Next(2 * 86_400));
    }
}
