using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>
/// Source document 001: the daily sync of budgets was paused on 2025-07-15 and nobody noticed until 2025-08-14.
/// <para>
/// The document gives figures and no mechanism. This is our reconstruction; it fits every figure of the document:
/// on 15 July somebody emptied the raw table, ran the daily sync by hand (07:26:11, off its 02:00 schedule), which loaded its look-back window of
/// 4,822 rows, and paused it. The full sync went on at 06:00, green, and appended 37,304 rows with each of its 29 runs to 13 August instead of
/// replacing them: 4,822 + 29 x 37,304 = 1,086,638 rows, which are the stale rows that the document removed once a last full sync had added the
/// 37,304 current ones. The daily sync merges by key, so while it ran it corrected every copy of a changed row; that is why nobody had seen the
/// appending before. When user A handed the golden work item to user B on 24 July, the old copies kept user A at 7 hours and the report, which shows
/// the greatest of a person's values, kept showing them.
/// </para>
/// <para>
/// What it chooses, because the document does not say: the pause at 09:10 (any instant before 02:00 of the 16th fits), the reassignment at 03:40 (it
/// must lie before the full sync of the 24th), the find at 04:30 on 14 August (the status table was taken after the full sync of the 13th and before
/// that of the 14th), and that the full sync was made to replace at 05:30, before its next run; the document never says that it was.
/// </para>
/// </summary>
public static class Incident001
{
    private const string Daily = "work-item-budget-vs-actual-daily-sync";
    private const string Details = "sync-work-item-details-daily";
    private static readonly Instant Begins = Instant.FromUtc(2025, 7, 15, 7, 0);
    private static readonly Instant LastAttempt = Instant.FromUtc(2025, 7, 15, 7, 26, 11).Plus(Duration.FromNanoseconds(738_270_000));
    private static readonly Instant Paused = Instant.FromUtc(2025, 7, 15, 9, 10);
    private static readonly Instant Reassigned = Instant.FromUtc(2025, 7, 24, 3, 40);
    private static readonly Instant Found = Instant.FromUtc(2025, 8, 14, 4, 30);
    private static readonly Instant Corrected = Instant.FromUtc(2025, 8, 14, 5, 30);

    /// <summary>Builds the incident.</summary>
    public static Incident Declare()
    {
        var pipeline = KarbonBudget.Declare();
        var pair = pipeline.SyncPairs.Single();
        var syncs = new KarbonSyncs(pipeline, Corrected);
        return new()
        {
            Id = "001",
            Title = "A paused sync that nobody noticed, and a full sync that appends",
            Begins = Begins,
            At = Found,
            Recovered = Instant.FromUtc(2025, 8, 15, 8, 0),
            Pipeline = pipeline,
            // The document triggers the daily sync without a token, and that works: its endpoint lets anybody in (R39).
            JobsAsFound = [new(Daily, pair.Daily.Schedule, Authenticated: false)],
            // The details of work items are there from the sync of that morning.
            Load = [.. SnowflakeStandIn.Create(pipeline.Project).Append(syncs.Run(Details, Begins)[^1]).Select(sql => new IncidentStep.Statement(sql))],
            Deliver = (_, _) => [],
            Statements = syncs.Run,
            Timeline =
            [
                new IncidentEvent.RunByHand(LastAttempt, Daily, "Somebody empties the raw table and runs the daily sync by hand: it loads its look-back window."),
                new IncidentEvent.PausedByHand(Paused, Daily, "Somebody pauses the daily sync."),
                new IncidentEvent.SourceChanged(Reassigned, SnowflakeStandIn.Reassign(pipeline.Project, Reassigned), "The source hands the golden work item from user A to user B: 420 minutes."),
            ],
            Watch = new(Duration.FromHours(4), new LocalTime(8, 0), $"""
                SELECT budget_user_name, individual_budgeted_hours
                FROM `{pipeline.Project}.karbon_data.WORK_ITEM_INDIVIDUAL_BUDGET_TIME_TRACKING_VIEW_V5`
                WHERE WORK_ITEM_ID = '{KarbonBudget.GoldenWorkItem}'
                ORDER BY budget_user_name
                """),
            Repair = new()
            {
                CatchUp = pair.Full.Name,
                SourceCount = SnowflakeStandIn.Count(pipeline.Project),
                Table = pair.Table,
                Corrected = Corrected,
                Says = "The function behind the full sync is deployed with WRITE_TRUNCATE, as the pair declares.",
            },
        };
    }
}
