using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Grammar;

/// <summary>Every line of what Cloud Scheduler documents about unix-cron, and every dialect it does not have.</summary>
public sealed class CronGrammarFacts
{
    [Theory] // Minutes, hours, days, months and weekdays that each field allows.
    [InlineData("0-59 * * * *", "* * * * *")]
    [InlineData("* 0-23 * * *", "* * * * *")]
    [InlineData("0 0 * 1-12 *", "0 0 * JAN-DEC *")]
    [InlineData("0 0 * JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC *", "0 0 * 1,2,3,4,5,6,7,8,9,10,11,12 *")]
    [InlineData("0 0 * * SUN", "0 0 * * 0")]
    [InlineData("0 0 * * 7", "0 0 * * 0")]
    [InlineData("0 0 * * 5-7", "0 0 * * 0,5,6")]
    [InlineData("0 0 * * 1-7/2", "0 0 * * 0,1,3,5")]
    [InlineData("0 0 * * 7-7", "0 0 * * SUN")]
    [InlineData("0 0 * * 0,7", "0 0 * * 0")]
    [InlineData("0 0 * * MON,TUE,WED,THU,FRI,SAT", "0 0 * * 1-6")]
    [InlineData("0 0 * * MON-FRI/2", "0 0 * * 1,3,5")]
    [InlineData("10-30/10 * * * *", "10,20,30 * * * *")]
    [InlineData("*/25 * * * *", "0,25,50 * * * *")]
    [InlineData("0 0 */10 * *", "0 0 1,11,21,31 * *")]
    [InlineData("0 0 1 */5 *", "0 0 1 1,6,11 *")]
    [InlineData("0 0 1 FEB-DEC/5 *", "0 0 1 2,7,12 *")]
    [InlineData("1-3,2,10-12/2 * * * *", "1,2,3,10,12 * * * *")]
    [InlineData("00 004 * * *", "0 4 * * *")]
    [InlineData("  0\t4  *   * * ", "0 4 * * *")]
    public void Fires_like(string cron, string simpler)
    {
        var (from, to) = (Instant.FromUtc(2027, 12, 30, 0, 0), Instant.FromUtc(2028, 3, 2, 0, 0));
        Assert.Equal(ZonedSchedule.Parse(simpler, "UTC").Fires(from, to, DstPolicy.Default), ZonedSchedule.Parse(cron, "UTC").Fires(from, to, DstPolicy.Default));
    }

    [Theory] // From Thursday 2026-01-01: which days of January fire.
    [InlineData("0 0 1 1 1", "1 5 12 19 26")] // documented: the first, and every Monday
    [InlineData("0 0 1 * SAT", "1 3 10 17 24 31")]
    [InlineData("0 0 10 * *", "10")] // an asterisk switches the rule off
    [InlineData("0 0 * * SAT", "3 10 17 24 31")]
    [InlineData("0 0 1-31 * SAT", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31")] // a range of all days is no asterisk
    [InlineData("0 0 */10 * SAT", "31")] // our reading: */n is an asterisk, both must match
    [InlineData("0 0 10 * */2", "10")]
    [InlineData("0 0 10,*/10 * SAT", "1 3 10 11 17 21 24 31")] // our reading: a list is an asterisk only when it has one alone
    [InlineData("0 0 10,* * SAT", "3 10 17 24 31")]
    public void A_day_matches_by_the_rule_of_two_day_fields(string cron, string days)
    {
        var fires = ZonedSchedule.Parse(cron, "UTC").Fires(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2026, 2, 1, 0, 0), DstPolicy.Default);
        Assert.Equal(days, string.Join(' ', fires.Select(fire => fire.InUtc().Day)));
    }

    [Theory]
    [InlineData("0 0 */2 * 1", 4)] // how */n counts in the rule of the two day fields
    [InlineData("0 0 1 * */2", 8)]
    [InlineData("0 0 * jan *", 6)] // names in small letters
    [InlineData("0 0 * * Mon", 8)]
    [InlineData("*/90 * * * *", 2)] // a step longer than the field
    [InlineData("0 */24 * * *", 4)]
    public void What_is_not_documented_is_noted_at_the_character(string cron, int position)
    {
        var reading = new Schedule(cron, "UTC").Read();
        Assert.NotNull(reading.Zoned);
        var note = Assert.Single(reading.Notes);
        Assert.Equal((ScheduleMistakeKind.Unspecified, position), (note.Kind, note.Position!.Value));
    }

    [Theory]
    [InlineData("0 4 L * *", 4, "Write 28-31 and let the target act on the last day only, or the first day of the next month.")]
    [InlineData("0 4 LW * *", 4, "Write 28-31 and let the target act on the last day only, or the first day of the next month.")]
    [InlineData("0 4 * * 5L", 9, "Write it English-like, where no word stands for the last one but one for the fourth: 4th friday of month 04:00.")]
    [InlineData("0 4 * * FRIL", 11, "Write it English-like, where no word stands for the last one but one for the fourth: 4th friday of month 04:00.")]
    [InlineData("0 4 15W * *", 6, "Write the days of the week, like 1-5, or let the target decide.")]
    [InlineData("30 17 * * MON#2", 13, "Write it English-like: 2nd monday of month 17:30.")]
    [InlineData("0 4 * * 5#3", 9, "Write it English-like: 3rd friday of month 04:00.")]
    [InlineData("*/5 4 * * 0#1", 11, "Write it English-like: 1st sunday of month 09:00.")]
    [InlineData("0 4 ? * 1", 4, "Write * instead.")]
    [InlineData("@daily", 0, "Write 0 0 * * *.")]
    [InlineData("@Midnight", 0, "Write 0 0 * * *.")]
    [InlineData("@hourly", 0, "Write 0 * * * *.")]
    [InlineData("@weekly", 0, "Write 0 0 * * 0.")]
    [InlineData("@monthly", 0, "Write 0 0 1 * *.")]
    [InlineData("@yearly", 0, "Write 0 0 1 1 *.")]
    [InlineData("@every 5m", 0, "Write an interval, like every 5 minutes.")]
    [InlineData("@reboot", 0, "Write five fields that name a time, like 0 4 * * *.")]
    [InlineData("30 0 4 * * *", 0, "Write five fields, 0 4 * * * if the first counts seconds.")]
    [InlineData("0 4 * * * 2026", 10, "Write five fields, 0 4 * * * if the last is a year.")]
    [InlineData("30 0 4 * * * 2026", 0, "Write five fields, 0 4 * * * if the first counts seconds.")]
    [InlineData("0 4 * *", 7, "Write minute hour day-of-month month day-of-week, like 0 4 * * *.")]
    [InlineData("a b c d e f g h", 10, "Write minute hour day-of-month month day-of-week, like 0 4 * * *.")]
    [InlineData("60 4 * * *", 0, "Write a number from 0 to 59.")]
    [InlineData("0 4 * * 8", 8, "Write a number from 0 to 7.")]
    [InlineData("0 4 * 0 *", 6, "Write a number from 1 to 12.")]
    [InlineData("0 4 * JANUARY *", 6, "Write JAN.")]
    [InlineData("0 4 * JANU *", 6, "Write a number from 1 to 12 or a name from JAN to DEC.")]
    [InlineData("0 9 * * monday", 8, "Write MON.")]
    [InlineData("0 9 * * tue-friday", 12, "Write FRI.")]
    [InlineData("0 4:30 * * *", 2, "Write a number from 0 to 23.")]
    [InlineData("0 4 1st * *", 4, "Write a number from 1 to 31.")]
    [InlineData("MON 4 * * *", 0, "Write a number from 0 to 59.")]
    [InlineData("0 4 * * FRI-MON", 8, "Write the values out: 5,6,0,1.")]
    [InlineData("0 4 * NOV-FEB *", 6, "Write the values out: 11,12,1,2.")]
    [InlineData("0 22-2 * * *", 2, "Write the values out: 22,23,0,1,2.")]
    [InlineData("5/10 * * * *", 0, "Write a range, like 5-59/10.")]
    [InlineData("0 4 * * 7/2", 8, "Write 7 alone.")]
    [InlineData("55/10 * * * *", 0, "Write 55 alone.")]
    [InlineData("/5 * * * *", 0, "Write a number from 0 to 59.")]
    [InlineData("*/0 * * * *", 2, "Write a whole number from 1 after the slash, like */15.")]
    [InlineData("*/ * * * *", 2, "Write a whole number from 1 after the slash, like */15.")]
    [InlineData("*/1.5 * * * *", 2, "Write a whole number from 1 after the slash, like */15.")]
    [InlineData("0, * * * *", 2, "Write a value on both sides of each comma.")]
    [InlineData("1-2-3 * * * *", 2, "Write a number from 0 to 59.")]
    [InlineData("0 4 * * mon\u2013fri", 11, "Write the hyphen -.")]
    public void What_other_dialects_have_is_refused_at_the_character_with_what_to_write(string cron, int position, string remedy)
    {
        var mistake = Assert.Single(new Schedule(cron, "UTC").Read().Mistakes);
        Assert.Equal(ScheduleMistakeKind.BadExpression, mistake.Kind);
        Assert.Equal(remedy, mistake.Remedy);
        Assert.Equal(position, mistake.Position);
    }

    [Theory] // What a text was meant for is known before it is right.
    [InlineData("every day 04:00", "Write 0 4 * * *.")]
    [InlineData("every monday 09:00", "Write 0 9 * * 1.")]
    [InlineData("1,15 of jan,jul 09:30", "Write 30 9 1,15 1,7 *.")]
    [InlineData("every 15 minutes from 09:00 to 17:59", "Write */15 9-17 * * *.")]
    [InlineData("every 6 hours synchronized", "Write 0 */6 * * *.")]
    [InlineData("1st monday of month 09:00", "Write five fields that name a time, like 0 4 * * *.")]
    [InlineData("every 5 minutes", "Write five fields that name a time, like 0 4 * * *.")]
    public void An_English_like_text_where_unix_cron_is_wanted_is_answered_in_unix_cron(string text, string remedy) =>
        Assert.Equal(remedy, Assert.Single(CronExpression.Read(text).Mistakes).Remedy);
}
