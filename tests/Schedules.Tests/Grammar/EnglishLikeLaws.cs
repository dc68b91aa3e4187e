using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Grammar;

public sealed class EnglishLikeLaws
{
    [Fact]
    public void What_is_printed_reads_back_equal()
    {
        var random = new RandomEnglish(new Random(1582));
        for (var i = 0; i < 10_000; i++)
        {
            var text = random.Text();
            var read = new Schedule(text, "UTC").Read();
            Assert.True(read.Mistakes.Count == 0, $"'{text}': {read.Mistakes.FirstOrDefault()}");
            var printed = (read.Zoned?.Expression as object ?? read.Plain)!.ToString()!;
            var again = new Schedule(printed, "UTC").Read();
            Assert.True(Equals(read.Zoned?.Expression, again.Zoned?.Expression) && read.Plain == again.Plain, $"'{text}' prints as '{printed}'");
            Assert.Equal(printed, (again.Zoned?.Expression as object ?? again.Plain)!.ToString());
            Assert.Equal(read.Zoned?.Expression.GetHashCode(), again.Zoned?.Expression.GetHashCode());
        }
    }

    [Fact]
    public void Fires_are_those_of_a_reference_that_asks_every_minute()
    {
        var (random, from) = (new Random(46), Instant.FromUtc(2026, 1, 1, 0, 0));
        var english = new RandomEnglish(random);
        for (var i = 0; i < 1_000; i++)
        {
            var text = english.Text();
            if (new Schedule(text, "UTC").Read().Zoned is not { } schedule) continue;
            var day = from + Duration.FromDays(random.Next(5_000));
            var naive = new NaiveEnglish(text);
            var expected = Enumerable.Range(0, 1440).Select(minute => day + Duration.FromMinutes(minute)).Where(at => naive.Fires(at.InUtc().LocalDateTime)).ToList();
            Assert.True(expected.SequenceEqual(schedule.Fires(day, day + Duration.FromDays(1), DstPolicy.Default)), $"'{text}' on {day}");
        }
    }

    [Fact]
    public void What_one_grammar_says_in_the_words_of_the_other_fires_alike()
    {
        var (random, translated) = (new Random(12), 0);
        var (from, to) = (Instant.FromUtc(2027, 12, 1, 0, 0), Instant.FromUtc(2029, 1, 1, 0, 0));
        for (var i = 0; i < 1_000; i++)
        {
            var cron = RandomCron.Of(random).Text;
            var remedy = Assert.Single(new Schedule(cron, "UTC").Read(DateTimeZoneProviders.Tzdb, ScheduleDialect.DataTransfer).Mistakes).Remedy;
            if (remedy.StartsWith("Write it", StringComparison.Ordinal)) continue;
            translated++;
            var english = new Schedule(remedy["Write ".Length..^1], "UTC").Read(DateTimeZoneProviders.Tzdb, ScheduleDialect.DataTransfer).Zoned!;
            Assert.True(ZonedSchedule.Parse(cron, "UTC").Fires(from, to, DstPolicy.Default).SequenceEqual(english.Fires(from, to, DstPolicy.Default)), $"{cron} is not {english}");
            if (Assert.Single(CronExpression.Read(english.Expression.ToString()!).Mistakes).Remedy is var back && !back.StartsWith("Write five", StringComparison.Ordinal))
                Assert.True(english.Fires(from, to, DstPolicy.Default).SequenceEqual(ZonedSchedule.Parse(back["Write ".Length..^1], "UTC").Fires(from, to, DstPolicy.Default)), $"{english} is not {back}");
        }

        Assert.True(translated > 50, $"only {translated} could be said");
    }
}
