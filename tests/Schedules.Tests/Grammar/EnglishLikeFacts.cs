using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Grammar;

public sealed class EnglishLikeFacts
{
    [Theory] // Google's own examples, each with the first fires after 2026-01-01 00:00 UTC, a Thursday.
    [InlineData("every 5 minutes from 10:00 to 14:00", "2026-01-01T10:00 2026-01-01T10:05 2026-01-01T10:10")]
    [InlineData("every day 00:00", "2026-01-02T00:00 2026-01-03T00:00 2026-01-04T00:00")]
    [InlineData("every monday 09:00", "2026-01-05T09:00 2026-01-12T09:00 2026-01-19T09:00")]
    [InlineData("2nd,third mon,wed,thu of march 17:00", "2026-03-09T17:00 2026-03-11T17:00 2026-03-12T17:00 2026-03-16T17:00 2026-03-18T17:00 2026-03-19T17:00 2027-03-08T17:00")]
    [InlineData("1st monday of sep,oct,nov 17:00", "2026-09-07T17:00 2026-10-05T17:00 2026-11-02T17:00 2027-09-06T17:00")]
    [InlineData("1 of jan,april,july,oct 00:00", "2026-04-01T00:00 2026-07-01T00:00 2026-10-01T00:00 2027-01-01T00:00")]
    [InlineData("1,8,15,22 of month 09:00", "2026-01-01T09:00 2026-01-08T09:00 2026-01-15T09:00 2026-01-22T09:00 2026-02-01T09:00")]
    [InlineData("every 12 hours synchronized", "2026-01-01T12:00 2026-01-02T00:00")]
    [InlineData("every 2 hours from 10:00 to 14:00", "2026-01-01T10:00 2026-01-01T12:00 2026-01-01T14:00 2026-01-02T10:00")] // the end is inside
    [InlineData("every 2 hours from 10:00 to 13:59", "2026-01-01T10:00 2026-01-01T12:00 2026-01-02T10:00")]
    [InlineData("1st,third mon,wed of month 17:00", "2026-01-05T17:00 2026-01-07T17:00 2026-01-19T17:00 2026-01-21T17:00 2026-02-02T17:00")]
    [InlineData("every 7 hours from 00:00 to 23:59", "2026-01-01T07:00 2026-01-01T14:00 2026-01-01T21:00 2026-01-02T00:00")] // begins again every day
    [InlineData("every 6 hours from 10:00 to 12:00", "2026-01-01T10:00 2026-01-02T10:00")]
    [InlineData("every 90 mins from 22:00 to 02:00", "2026-01-01T01:00 2026-01-01T22:00 2026-01-01T23:30 2026-01-02T01:00")] // past midnight
    [InlineData("5th monday of february 06:30", "2044-02-29T06:30")]
    [InlineData("29 of feb 00:00", "2028-02-29T00:00")]
    [InlineData("fifth fri 12:00", "2026-01-30T12:00 2026-05-29T12:00")] // of every month, when none is named
    [InlineData("every sat,sun of jun 08:15", "2026-06-06T08:15 2026-06-07T08:15 2026-06-13T08:15")]
    [InlineData("31 of month 23:59", "2026-01-31T23:59 2026-03-31T23:59")]
    public void Fires_at(string text, string expected)
    {
        var (schedule, at) = (Read(text).Zoned!, Instant.FromUtc(2026, 1, 1, 0, 0));
        foreach (var fire in expected.Split(' '))
        {
            at = schedule.Next(at, DstPolicy.Default);
            Assert.Equal(fire, at.InUtc().ToString("uuuu-MM-dd'T'HH:mm", null));
        }
    }

    [Theory]
    [InlineData("every 5 minutes", 5, "every 5 minutes", "5 minutes after the end of the previous run")]
    [InlineData("every 12 hours", 720, "every 12 hours", "12 hours after the end of the previous run")]
    [InlineData("EVERY 60 Mins", 60, "every 1 hours", "1 hour after the end of the previous run")]
    [InlineData(" every\t090  minutes ", 90, "every 90 minutes", "90 minutes after the end of the previous run")]
    [InlineData("every 100 hours", 6000, "every 100 hours", "100 hours after the end of the previous run")]
    public void A_plain_interval_has_no_place_on_the_wall_clock(string text, int minutes, string canonical, string words)
    {
        var reading = Read(text);
        Assert.Null(reading.Zoned);
        Assert.Empty(reading.Mistakes);
        Assert.Equal(Duration.FromMinutes(minutes), reading.Plain!.Interval);
        Assert.Equal(canonical, reading.Plain.ToString());
        Assert.Equal(words, reading.Plain.Describe());
    }

    [Theory]
    [InlineData("Every Day of MONTH 4:05", "every day 04:05")]
    [InlineData("every mon,tuesday,WED 09:00", "every mon,tue,wed 09:00")]
    [InlineData("every mon 09:00", "every monday 09:00")]
    [InlineData("first,2ND mon 09:00", "1st,2nd monday of month 09:00")]
    [InlineData("1st,2nd,3rd,4th,5th sunday of month 09:00", "every sunday 09:00")]
    [InlineData("every sun,mon,tue,wed,thu,fri,sat of jan 09:00", "every day of january 09:00")]
    [InlineData("1st sun,mon,tue,wed,thu,fri,sat of jan 09:00", "1,2,3,4,5,6,7 of january 09:00")]
    [InlineData("08, 1 of jan , july 00:00", "1,8 of jan,jul 00:00")]
    [InlineData("every 120 mins from 10:00 to 14:00", "every 2 hours from 10:00 to 14:00")]
    [InlineData("every 2 hours from 00:00 to 23:59", "every 2 hours synchronized")]
    [InlineData("every 7 hours from 00:00 to 23:59", "every 7 hours from 00:00 to 23:59")]
    [InlineData("every 15 minutes SYNCHRONIZED", "every 15 minutes synchronized")]
    public void Prints_canonically(string text, string canonical)
    {
        Assert.Equal(canonical, Read(text).Zoned!.Expression.ToString());
        Assert.Equal(Read(text).Zoned!.Expression, Read(canonical).Zoned!.Expression);
    }

    [Theory]
    [InlineData("every 5 minutes from 22:00 to 02:00", 30)] // a window past midnight
    [InlineData("every day 9:00", 10)] // one digit for the hour
    [InlineData("every 1 hour from 09:00 to 17:00", 8)] // a unit in the singular
    public void What_the_platform_leaves_open_is_a_note(string text, int position)
    {
        var reading = Read(text);
        Assert.NotNull(reading.Zoned);
        var note = Assert.Single(reading.Notes);
        Assert.Equal((ScheduleMistakeKind.Unspecified, position), (note.Kind, note.Position!.Value));
    }

    [Theory]
    [InlineData("every mnday 09:00", 6, "Write monday.")]
    [InlineData("every weekday 09:00", 6, "Write mon,tue,wed,thu,fri.")]
    [InlineData("every 09:00", 6, "Write a weekday from monday to sunday, or day after every.")]
    [InlineData("every monday of juli 09:00", 16, "Write jul.")]
    [InlineData("every monday", 12, "Write it at the end, like 09:00.")]
    [InlineData("every monday at 09:00", 13, "Write the time of day alone, like 09:00.")]
    [InlineData("every monday 25:00", 13, "Write hours and minutes from 00:00 to 23:59, like 09:00.")]
    [InlineData("every monday 09:60", 13, "Write hours and minutes from 00:00 to 23:59, like 09:00.")]
    [InlineData("every monday 9am of", 13, "Write hours and minutes from 00:00 to 23:59, like 09:00.")]
    [InlineData("every monday 09:00:00", 13, "Write hours and minutes from 00:00 to 23:59, like 09:00.")]
    [InlineData("every monday 09:00,17:00", 18, "Write one schedule for each time of day.")]
    [InlineData("every monday 09:00 America/Phoenix", 19, "Leave it out; a time zone has a place of its own.")]
    [InlineData("every monday 09:00 synchronized", 19, "Write every 5 minutes from 10:00 to 14:00, or every 5 minutes synchronized.")]
    [InlineData("every monday from 10:00 to 14:00", 13, "Write one time of day, like every monday 09:00, or an interval without days, like every 5 minutes from 10:00 to 14:00.")]
    [InlineData("every 5 minutes 09:00", 16, "Write from 09:00 to 23:59 for a window, or every day 09:00 without an interval.")]
    [InlineData("every 5 minutes of january", 16, "Write unix-cron, like */5 * * * 1-5, or specific times, like every monday 09:00.")]
    [InlineData("every 5 minutes monday", 16, "Write unix-cron, like */5 * * * 1-5, or specific times, like every monday 09:00.")]
    [InlineData("every 5 minutes from 10:00", 26, "Write from 10:00 to and the last time of day, like 23:59.")]
    [InlineData("every 5 minutes to 10:00", 16, "Write from 00:00 before it.")]
    [InlineData("every 5 minutes from 10:00 to 10:00", 30, "Write every day 10:00, or a window that ends at another time.")]
    [InlineData("every 5 minutes from 10:00 to 14:00 synchronized", 36, "Write every 5 minutes from 10:00 to 14:00, or every 5 minutes synchronized.")]
    [InlineData("every 48 hours from 10:00 to 14:00", 6, "Leave the window out, or write the days, like every monday 09:00.")]
    [InlineData("every 7 hours synchronized", 6, "Write 1, 2, 3, 4, 6, 8, 12 or 24 hours.")]
    [InlineData("every 7 minutes synchronized", 6, "Write 6 or 8 minutes, or another number that divides 1440.")]
    [InlineData("every 2000 minutes synchronized", 6, "Write 1440 minutes, or another number that divides 1440.")]
    [InlineData("every 0 minutes", 6, "Write a whole number from 1 to 99999.")]
    [InlineData("every 99999999999999999999 hours", 6, "Write a whole number from 1 to 99999.")]
    [InlineData("every 5", 7, "Write every 5 hours or every 5 minutes.")]
    [InlineData("every 2 days", 8, "Write every 48 hours, or every day 09:00 for a fixed time of day.")]
    [InlineData("every 30 seconds", 9, "Write minutes: nothing is scheduled more often than once a minute.")]
    [InlineData("every 5 minuets", 8, "Write minutes.")]
    [InlineData("every hours", 6, "Write every 1 hours.")]
    [InlineData("every 2nd monday 09:00", 6, "Leave out every, as in 2nd monday of month 09:00.")]
    [InlineData("6th monday of month 09:00", 0, "Write 1st to 5th: no month has more of any weekday.")]
    [InlineData("1st,2th monday of month 09:00", 4, "Write 2nd.")]
    [InlineData("1st,15 of month 09:00", 4, "Write ordinals only, like 1st,3rd, or days of the month only, like 1,15 of month.")]
    [InlineData("1st of month 09:00", 4, "Write 1 of month 09:00 for the date, or 1st monday of month 09:00 for the weekday.")]
    [InlineData("1st day of month 09:00", 4, "Write 1 of month 09:00 for the date, or 1st monday of month 09:00 for the weekday.")]
    [InlineData("last monday of month 09:00", 0, "Write an ordinal from first to fifth, as in fourth monday of month 09:00; there is no word for the last one.")]
    [InlineData("monday 09:00", 0, "Write every before monday.")]
    [InlineData("evry monday 09:00", 0, "Write every.")]
    [InlineData("evry 5 minuts", 0, "Write every.")]
    [InlineData("every5 minutes", 0, "Write every.")]
    [InlineData("1 monday of month 09:00", 0, "Write 1st monday of month 09:00.")]
    [InlineData("1,15 09:00", 5, "Write of month after them, as in 1 of month 09:00.")]
    [InlineData("32 of month 09:00", 0, "Write a number from 1 to 31.")]
    [InlineData("0 of month 09:00", 0, "Write a number from 1 to 31.")]
    [InlineData("5 minutes", 0, "Write every 5 minutes.")]
    [InlineData("1st monday of quarter 09:00", 14, "Name the months: jan,apr,jul,oct.")]
    [InlineData("1st monday of second month of quarter 09:00", 14, "Name the months, like feb,may,aug,nov for one of each quarter.")]
    [InlineData("1st monday of jan,month 09:00", 18, "Write month alone, or months alone, like jan,jul.")]
    [InlineData("every monday, of jan 09:00", 14, "Write a weekday from monday to sunday, or day after every.")]
    [InlineData("every 5 minutes\u00a0synchronized", 15, "Write an ordinary space.")]
    [InlineData("every \u0665 minutes", 6, "Write the digits 0 to 9.")]
    public void Is_refused_at_the_character_and_says_what_to_write(string text, int position, string remedy)
    {
        var mistake = Assert.Single(Read(text).Mistakes);
        Assert.Equal(ScheduleMistakeKind.BadExpression, mistake.Kind);
        Assert.Equal(remedy, mistake.Remedy);
        Assert.Equal(position, mistake.Position);
    }

    [Theory]
    [InlineData("30,31 of feb 00:00")]
    [InlineData("31 of apr,jun,sep,nov 00:00")]
    public void A_day_that_no_month_has_never_fires(string text) => Assert.Equal(ScheduleMistakeKind.NeverFires, Assert.Single(Read(text).Mistakes).Kind);

    [Fact]
    public void An_interval_begins_again_every_day_on_the_clock_of_its_zone()
    {
        var schedule = new Schedule("every 7 hours from 01:00 to 23:00", "America/Denver").Read().Zoned!;
        var fires = schedule.Fires(Instant.FromUtc(2026, 3, 8, 7, 0), Instant.FromUtc(2026, 3, 9, 14, 0), DstPolicy.Default);
        Assert.Equal("01:00 08:00 15:00 22:00 01:00", string.Join(' ', fires.Select(f => f.InZone(schedule.Zone).TimeOfDay.ToString("HH:mm", null))));
    }

    private static ScheduleReading Read(string text) => new Schedule(text, "UTC").Read();
}
