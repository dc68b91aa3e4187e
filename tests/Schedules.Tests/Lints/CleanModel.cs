using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>A hundred jobs as a careful team writes them: syncs by night in one zone, hourly feeds, rebuilds after them, a few weekly and monthly ones.</summary>
internal static class CleanModel
{
    public const string Zone = "America/New_York";

    public static IReadOnlyList<ScheduledJob> Jobs { get; } =
    [
        .. Enumerable.Range(0, 60).Select(i => Job($"sync-entity{i:00}-daily", $"{i % 12 * 5} {4 + (i / 30)} * * *", 10 + (i % 3), [], [$"raw.entity{i:00}"], 7, "ingest.run.app")),
        .. Enumerable.Range(0, 20).Select(i => Job($"feed-events{i:00}-hourly", $"{3 + (i * 2)} * * * *", 20, [], [$"raw.events{i:00}"], 1, "feeds.run.app")),
        .. Enumerable.Range(0, 15).Select(i => Job($"rebuild-dim{i:00}", $"{i % 4 * 15} {7 + (i / 4)} * * *", 15, [$"raw.entity{i:00}", $"raw.entity{i + 15:00}", $"raw.events{i:00}"], [$"dim.dim{i:00}"], i % 2 == 0 ? null : 14, "bigquery")),
        .. Enumerable.Range(0, 3).Select(i => Job($"weekly-report{i}", $"{i * 10} 12 * * MON", 30, [$"dim.dim{i:00}"], [$"mart.report{i}"], null, "bigquery") with { Cadence = Cadence.Weekly }),
        Job("archive-monthly", "0 13 1 * *", 120, ["dim.dim03"], ["archive.dim03"], null, "bigquery"),
        // Reaches further back than the daily sync of the same table: not redundant.
        Job("entity00-monthly-backfill", "30 14 2 * *", 60, [], ["raw.entity00"], 400, "ingest.run.app") with { Writes = ["raw.entity00"] },
    ];

    private static ScheduledJob Job(string name, string cron, int minutes, string[] reads, string[] writes, int? days, string target) => new()
    {
        Name = name,
        Schedule = ZonedSchedule.Parse(cron, Zone),
        ScheduleText = cron,
        Zone = Zone,
        Longest = Duration.FromMinutes(minutes),
        Reads = reads,
        Writes = writes,
        LookBack = days is { } back ? Duration.FromDays(back) : null,
        Target = target,
    };
}
