using System.Diagnostics;
using System.Text;
using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Grammar;

/// <summary>Measured while no other test runs.</summary>
[CollectionDefinition(nameof(Hostile_input), DisableParallelization = true)]
[Collection(nameof(Hostile_input))]
public sealed class Hostile_input
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    private static readonly string[] Parts = ["0", ",", "a", " ", "\t", "\n", "*/", "0,", "*/0 ", "59-0 ", "every ", "1st,", "every 5 minutes from ", "mon,", "@", "#", "L", ":", "'", "\0", "\u0661", "\ud800", "\udc00", "\ud83d\ude00", "\u202e", "\u0301"];

    // By number: a test runner cannot carry half a surrogate pair.
    public static TheoryData<int> Pieces => [.. Enumerable.Range(0, Parts.Length)];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(19)]
    [InlineData(21)]
    public void Ten_megabytes_are_refused_within_a_millisecond(int piece) => Refused(Repeated(piece, TenMegabytes));

    [Theory]
    [MemberData(nameof(Pieces))]
    public void So_is_the_longest_text_that_is_looked_at(int piece) => Refused(Repeated(piece, 500));

    [Theory]
    [MemberData(nameof(Pieces))]
    public void So_is_a_field_of_it(int piece) => Refused($"0 {Repeated(piece, 480)} * * *x");

    [Fact]
    public void A_list_of_a_million_values_is_refused_within_a_millisecond() => Refused(string.Join(',', Enumerable.Repeat("0", 1_000_000)) + " * * * *");

    [Theory]
    [InlineData(100)]
    [InlineData(40)]
    [InlineData(20)]
    public void So_is_a_zone_of_any_length(int length)
    {
        for (var piece = 0; piece < Parts.Length; piece++) Measured("0 4 * * *", Repeated(piece, length), ScheduleDialect.CloudScheduler);
        Measured("every day 04:00", new string('a', length), ScheduleDialect.DataTransfer);
    }

    [Theory]
    [InlineData('a')]
    [InlineData(' ')]
    [InlineData('\0')]
    public void So_is_a_zone_of_ten_megabytes(char character)
    {
        Measured("0 4 * * *", new string(character, TenMegabytes), ScheduleDialect.CloudScheduler);
        Measured("every day 04:00", new string(character, TenMegabytes), ScheduleDialect.DataTransfer);
    }

    [Theory]
    [InlineData("*/0 * * * *")]
    [InlineData("59-0 * * * *")]
    [InlineData("\u0661 4 * * *")]
    [InlineData("0 \u0664 * * *")]
    [InlineData("0 4 * * \ud835\udfcf")]
    [InlineData("0\0 4 * * *")]
    [InlineData("0 4 * * *\n")]
    [InlineData("0\u00a04\u00a0*\u00a0*\u00a0*")]
    [InlineData("0 4 * * *\ud800")]
    [InlineData("\u202e0 4 * * *")]
    [InlineData("0 4 * * 1\u20135")]
    [InlineData("-1 * * * *")]
    [InlineData("1--2 * * * *")]
    [InlineData("+1 * * * *")]
    [InlineData("1e1 * * * *")]
    [InlineData("0x1 * * * *")]
    [InlineData("99999999999999999999 * * * *")]
    [InlineData("*/99999999999999999999 * * * *")]
    [InlineData("/5 * * * *")]
    [InlineData("*/ * * * *")]
    [InlineData("*//5 * * * *")]
    [InlineData("** * * * *")]
    [InlineData(", * * * *")]
    public void A_small_one_is_refused_too(string text) => Refused(text);

    [Theory]
    [InlineData("UTC+3")]
    [InlineData("UTC+05:30")]
    [InlineData("UTC-25:99")]
    [InlineData("+03:00")]
    [InlineData("\0")]
    [InlineData("America/Phoenix\n")]
    [InlineData("\ud800")]
    public void A_zone_that_the_tz_database_does_not_name_is_refused(string zone) => Measured("0 4 * * *", zone, ScheduleDialect.CloudScheduler);

    [Fact]
    public void What_cannot_be_seen_is_spelled_out()
    {
        Assert.Equal("The character '\\u0000' has no meaning in a schedule.", Assert.Single(new Schedule("0 4\0 * * *", "UTC").Read().Mistakes).Message);
        Assert.Equal("The character '\\uD800' has no meaning in a schedule.", Assert.Single(new Schedule("0 4\ud800 * * *", "UTC").Read().Mistakes).Message);
        Assert.Equal("The character '٤' has no meaning in a schedule.", Assert.Single(new Schedule("0 ٤ * * *", "UTC").Read().Mistakes).Message);
        Assert.Contains("'America\\u000A'", Assert.Single(ZoneReading.Of("America\n").Mistakes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_hundred_characters_are_read_and_one_more_is_refused_at_its_place()
    {
        Assert.NotNull(new Schedule("0 4 * * *".PadRight(500), "UTC").Read().Zoned);
        Assert.NotNull(new Schedule("every day 04:00".PadLeft(500), "UTC").Read().Zoned);
        var mistake = Assert.Single(new Schedule("0 4 * * *".PadRight(501), "UTC").Read().Mistakes);
        Assert.Equal(("The schedule has 501 characters; the longest that means anything has 500.", 500), (mistake.Message, mistake.Position!.Value));
    }

    [Fact]
    public void A_message_repeats_at_most_sixty_characters()
    {
        var mistake = Assert.Single(new Schedule($"0 {new string('x', 400)} * * *", "UTC").Read().Mistakes);
        Assert.Equal($"'{new string('x', 60)}…' is not a value of the hour field.", mistake.Message);
    }

    private static string Repeated(int piece, int length) => new StringBuilder().Insert(0, Parts[piece], Math.Max(1, length / Parts[piece].Length)).ToString();

    private static void Refused(string text)
    {
        Measured(text, "UTC", ScheduleDialect.CloudScheduler);
        Measured(text, "UTC", ScheduleDialect.DataTransfer);
    }

    // The median of warm runs: what a first call compiles and what a busy machine takes are not ours.
    private static void Measured(string text, string zone, ScheduleDialect dialect)
    {
        var schedule = new Schedule(text, zone);
        var reading = schedule.Read(DateTimeZoneProviders.Tzdb, dialect);
        Assert.Null(reading.Zoned);
        Assert.Null(reading.Plain);
        Assert.NotEmpty(reading.Mistakes);
        Assert.All(reading.Mistakes, mistake => Assert.InRange(mistake.Message.Length + mistake.Remedy.Length, 1, 500));
        Assert.All(reading.Mistakes, mistake => Assert.DoesNotContain(mistake.Message, character => char.IsControl(character)));
        Assert.All(reading.Mistakes, mistake => Assert.True(mistake.Message.IsNormalized(), mistake.Message.Length.ToString()));
        var times = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            var start = Stopwatch.GetTimestamp();
            schedule.Read(DateTimeZoneProviders.Tzdb, dialect);
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        Assert.InRange(times.Order().ElementAt(4), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }
}
