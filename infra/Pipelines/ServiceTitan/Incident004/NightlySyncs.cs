using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Pipelines;

/// <summary>The seven syncs as jobs that run once a night: when they fire, what they deliver, and the row they leave in sync_state.</summary>
internal sealed class NightlySyncs
{
    private readonly SourceRecords source = new();
    private readonly DateTimeZone zone;
    private readonly Dictionary<string, HttpJob> byEntity;

    /// <summary>The syncs of a pipeline: its HTTP jobs that write the run log, by the entity whose raw table they write.</summary>
    public NightlySyncs(Pipeline pipeline)
    {
        zone = DateTimeZoneProviders.Tzdb[pipeline.Zone];
        RunLog = pipeline.Checks.OfType<SyncFreshness>().Single().Log.Table;
        byEntity = pipeline.Jobs.OfType<HttpJob>().Where(j => j.Writes.Contains(RunLog)).ToDictionary(EntityOf, StringComparer.Ordinal);
    }

    /// <summary>The table in which the syncs record their runs.</summary>
    public Table RunLog { get; }

    /// <summary>The entities, in the order in which their syncs are declared.</summary>
    public IReadOnlyCollection<string> Entities => byEntity.Keys;

    /// <summary>The entity that a job synchronises, or null when it is no sync.</summary>
    public string? EntityOf(string job) => byEntity.FirstOrDefault(e => e.Value.Name == job).Key;

    /// <summary>When the sync of an entity fires on a date.</summary>
    public Instant FireOn(string entity, LocalDate date)
    {
        var cron = byEntity[entity].Schedule.Read().Zoned ?? throw new InvalidOperationException($"The schedule of {entity} cannot be read.");
        return cron.Fires(LocalDay.Start(date, zone), LocalDay.Start(date.PlusDays(1), zone), DstPolicy.Default).Single();
    }

    /// <summary>The raw rows that became current after one instant and up to another.</summary>
    public TableRows Rows(string entity, Instant after, Instant upTo) =>
        new(byEntity[entity].Writes[0], [.. source.Changed(entity, after, upTo).Select(v => v.ToRow())]);

    /// <summary>The raw rows that a run delivers: what changed since the last good one, as far as the look-back reaches.</summary>
    public TableRows Delivered(string entity, Instant lastGood, Instant fire) => Rows(entity, Instant.Max(lastGood, fire - LookBack(entity)), fire);

    /// <summary>How many records a run finds in its whole look-back, which is what it counts as processed.</summary>
    public long Processed(string entity, Instant fire) => source.Count(entity, fire - LookBack(entity), fire);

    /// <summary>When a run that fired at an instant ends: after 30 to 89 per cent of the longest time declared for it.</summary>
    public Instant EndOf(string entity, Instant fire)
    {
        var chance = new Chance(fire.InZone(zone).Date, entity, 0);
        return fire + Duration.FromSeconds((long)(byEntity[entity].LongestRun.TotalSeconds * (30 + chance.Below(60, "share of the longest run")) / 100));
    }

    /// <summary>The row of a run in the run log.</summary>
    public static JsonObject Success(string entity, Instant ended, long records) => LogRow(entity, ended, records, "SUCCESS", null);

    /// <summary>The row of a run that failed.</summary>
    public static JsonObject Failure(string entity, Instant ended, string error) => LogRow(entity, ended, 0, "FAILED", error);

    private static JsonObject LogRow(string entity, Instant ended, long records, string status, string? error) => RecordVersion.Row(
        [("entityType", entity), ("syncTime", ended), ("recordsProcessed", records), ("status", status), ("errorMessage", error)]);

    private static string EntityOf(HttpJob sync) => sync.Writes[0].Name["raw_".Length..];

    private Duration LookBack(string entity) => byEntity[entity].LookBack is { } period
        ? Duration.FromDays(period.Days)
        : throw new InvalidOperationException($"The sync of {entity} declares no look-back: the incident cannot say what it delivers.");
}
