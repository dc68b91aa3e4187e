using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>The facts of the scheduler that was paused in July 2025 and found in August.</summary>
public sealed class TimelineOfAnIncident
{
    private static readonly Timeline Incident = new(
    [
        new(TimelineEvent.Fixed, Instant.FromUtc(2025, 8, 14, 12, 0), "The job was resumed."),
        new(TimelineEvent.Detected, Instant.FromUtc(2025, 8, 14, 0, 0), "A reader noticed."),
        new(TimelineEvent.SourceChange, Instant.FromUtc(2025, 7, 24, 0, 0), "The source reassigned rows."),
        new(TimelineEvent.FirstMissedRun, Instant.FromUtc(2025, 7, 16, 2, 0), "The first run that did not happen."),
        new(TimelineEvent.Paused, Instant.FromUtc(2025, 7, 15, 7, 26, 11), "Somebody paused the job.", Instant.FromUtc(2025, 7, 16, 2, 0)),
        new(TimelineEvent.LastAttempt, Instant.FromUtc(2025, 7, 15, 7, 26, 11), "The last attempt."),
        new(TimelineEvent.Alarm, Instant.FromUtc(2025, 7, 15, 8, 0), "job/sync is PAUSED."),
    ]);

    [Fact]
    public void Is_told_in_order_whatever_the_order_of_the_facts()
    {
        var rows = Assert.IsType<ReportBlock.Grid>(Incident.Section(DateTimeZone.Utc).Blocks[0]).Rows;
        Assert.Equal(
            [
                "2025-07-15 07:26:11 last attempt",
                "2025-07-15 07:26:11 to 2025-07-16 02:00:00 paused",
                "2025-07-15 08:00:00 alarm",
                "2025-07-16 02:00:00 first missed run",
                "2025-07-24 00:00:00 source changed",
                "2025-08-14 00:00:00 detected",
                "2025-08-14 12:00:00 fixed",
            ],
            rows.Select(r => $"{r[0]} {r[1]}"));
    }

    [Fact]
    public void Says_how_long_it_took_to_notice_and_to_mend()
    {
        Assert.Equal("Counted from the first harm: detected after 29 days, the monitor's first alarm after 33 min 49 s, fixed after 30 days.", Assert.IsType<ReportBlock.Paragraph>(Incident.Section(DateTimeZone.Utc).Blocks[1]).Text);
        Assert.Null(new Timeline([]).TimeToDetect);
        Assert.Single(new Timeline([]).Section(DateTimeZone.Utc).Blocks);
    }
}
