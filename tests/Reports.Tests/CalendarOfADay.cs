using NodaTime;
using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class CalendarOfADay
{
    private static readonly DateTimeZone Phoenix = DateTimeZoneProviders.Tzdb["America/Phoenix"];
    private static readonly DateTimeZone Denver = DateTimeZoneProviders.Tzdb["America/Denver"];

    [Fact]
    public void Shows_local_hours_above_utc_hours_and_a_block_while_a_job_runs()
    {
        var rebuild = new CalendarRun("rebuild", Instant.FromUtc(2025, 10, 21, 11, 0), Duration.FromMinutes(50), "");
        Assert.Equal(
            [
                "America/Pho… 00  02  04  06  08  10  12  14  16  18  20  22",
                "UTC          07  09  11  13  15  17  19  21  23  01  03  05",
                "rebuild      ········██······································ 04:00 = 11:00Z",
            ],
            CalendarPicture.Draw(new LocalDate(2025, 10, 21), Phoenix, [rebuild]));
    }

    [Fact]
    public void Has_23_hours_when_clocks_go_forward()
    {
        var lines = CalendarPicture.Draw(new LocalDate(2026, 3, 8), Denver, [new("job", Instant.FromUtc(2026, 3, 8, 12, 0), Duration.FromMinutes(5), "")]);
        Assert.Contains("job          " + new string('·', 10) + "█" + new string('·', 35), lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_the_runs_of_a_job_that_fires_more_than_once()
    {
        var runs = Enumerable.Range(0, 24).Select(h => new CalendarRun("hourly", Instant.FromUtc(2025, 10, 21, 7, 0) + Duration.FromHours(h), Duration.FromMinutes(3), "")).ToList();
        Assert.EndsWith(" 24 runs", CalendarPicture.Draw(new LocalDate(2025, 10, 21), Phoenix, runs)[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_out_what_does_not_run_on_that_day() =>
        Assert.Equal(2, CalendarPicture.Draw(new LocalDate(2025, 10, 21), Phoenix, [new("other", Instant.FromUtc(2025, 11, 1, 0, 0), Duration.FromHours(1), "")]).Count);
}
