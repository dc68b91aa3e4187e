using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>
/// Source document 004 as it was found on 2025-10-21 at 11:00 in Phoenix.
/// <list type="bullet">
/// <item>Issue 1: dim_jobs was rebuilt at 03:00 UTC, which is 20:00 in Phoenix on the 20th. The jobs of the 20th landed at 02:00 on the 21st, so
/// leads, opportunities and sales have no row for the 20th, although the raw tables have.</item>
/// <item>Issue 2: estimates-monthly-backfill fires every hour in America/Denver.</item>
/// <item>Monitoring: the document asks for three alerts and reports no case of them, so one of each is planted: payroll was last synchronised
/// 40 hours ago; the last run of payments failed; customers counted far fewer records than the day before.</item>
/// </list>
/// After one good night with the declared schedules everything is loaded, rebuilt and green.
/// </summary>
public static class Incident004
{
    private const int DaysOfHistory = 14;
    private const string Rebuild = "v2-rebuild-dim-jobs-daily";
    private static readonly LocalDate Today = new(2025, 10, 21);
    private static readonly LocalDate Yesterday = Today.PlusDays(-1);
    private static readonly Instant At = Instant.FromUtc(2025, 10, 21, 18, 0);
    private static readonly Instant Rebuilt = Instant.FromUtc(2025, 10, 21, 3, 0);
    private static readonly Instant PayrollByHand = At - Duration.FromHours(40);

    /// <summary>Builds the incident: its rows are new objects at each call.</summary>
    public static Incident Declare()
    {
        var pipeline = ServiceTitan.Declare();
        var syncs = new NightlySyncs(pipeline);
        var history = History(syncs).OrderBy(run => run.Ended).ToList();
        return new()
        {
            Id = "004",
            Title = "The dimension of jobs is rebuilt before its sources are loaded",
            At = At,
            Recovered = Instant.FromUtc(2025, 10, 22, 12, 0),
            Pipeline = pipeline,
            JobsAsFound = [new(Rebuild, new("0 3 * * *", "UTC")), new("estimates-monthly-backfill", new("0 * * * *", "America/Denver"))],
            Load =
            [
                new IncidentStep.Insert(
                [
                    .. syncs.Entities.Select(e => syncs.Rows(e, Instant.MinValue, Instant.Min(LastGood(syncs, e), syncs.FireOn(e, Yesterday)))),
                    new(syncs.RunLog, [.. history.Where(run => run.Ended <= Rebuilt).Select(run => run.Row)]),
                ]),
                new IncidentStep.Run(Rebuild, Rebuilt),
                new IncidentStep.Insert(
                [
                    .. syncs.Entities.Select(e => syncs.Rows(e, syncs.FireOn(e, Yesterday), LastGood(syncs, e))).Where(t => t.Rows.Count > 0),
                    new(syncs.RunLog, [.. history.Where(run => run.Ended > Rebuilt).Select(run => run.Row)]),
                ]),
            ],
            Deliver = (job, fire) => Deliver(pipeline, syncs, job, fire),
        };
    }

    // Up to when the records of an entity are in its raw table as found. The customers of the last run are a first page of old acquaintances.
    private static Instant LastGood(NightlySyncs syncs, string entity) => entity switch
    {
        "payroll" => PayrollByHand - Duration.FromMinutes(12),
        "payments" or "customers" => syncs.FireOn(entity, Yesterday),
        _ => syncs.FireOn(entity, Today),
    };

    private static IReadOnlyList<TableRows> Deliver(Pipeline pipeline, NightlySyncs syncs, string job, Instant fire)
    {
        if (pipeline.Jobs.All(j => j.Name != job)) throw new ArgumentException($"'{job}' is no job of {pipeline.Name}.", nameof(job));
        // The backfill finds nothing that the look-back of 180 days has not loaded: that is why it is paused. Rebuilds deliver nothing.
        if (syncs.EntityOf(job) is not { } entity) return [];
        var lastNight = fire - Duration.FromDays(1);
        var lastGood = lastNight > At ? lastNight : LastGood(syncs, entity);
        return
        [
            syncs.Delivered(entity, lastGood, fire),
            new(syncs.RunLog, [NightlySyncs.Success(entity, syncs.EndOf(entity, fire), syncs.Processed(entity, fire))]),
        ];
    }

    private static IEnumerable<(Instant Ended, JsonObject Row)> History(NightlySyncs syncs)
    {
        foreach (var entity in syncs.Entities)
            for (var date = Today.PlusDays(1 - DaysOfHistory); date <= Today; date = date.PlusDays(1))
            {
                var fire = syncs.FireOn(entity, date);
                var ended = syncs.EndOf(entity, fire);
                if (entity == "payroll" && date >= Yesterday) continue; // The job fired, died, and left no trace.
                yield return (ended, (entity, date) switch
                {
                    ("payroll", var d) when d == Yesterday.PlusDays(-1) => NightlySyncs.Failure(entity, ended, "503 Service Unavailable from the payroll export"),
                    ("payments", var d) when d == Today => NightlySyncs.Failure(entity, ended, "429 Too Many Requests: rate limit of the payments export exceeded"),
                    ("customers", var d) when d == Today => NightlySyncs.Success(entity, ended, syncs.Processed(entity, fire) * 2 / 5),
                    _ => NightlySyncs.Success(entity, ended, syncs.Processed(entity, fire)),
                });
            }

        yield return (PayrollByHand, NightlySyncs.Success("payroll", PayrollByHand, syncs.Processed("payroll", PayrollByHand)));
    }
}
