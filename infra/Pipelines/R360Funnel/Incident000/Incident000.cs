using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>
/// Source document 000: on 2026-01-11 the SOP table holds 10 of 16 MQLs of AMER and none of 6 of EMEA; APAC has none on either side.
/// <para>
/// The document gives the six figures, the query that counts them, "1-2 day lag" and three hypotheses, and no cause. This is our reconstruction, which
/// fits every figure: the live sync updates <c>Actual_MQL</c> of rows that planning loaded, from a statement that lists the regions AMER and APAC (the
/// document's first hypothesis), once a day at 23:00, up to the day before (its second): so AMER is 1 to 2 days behind at any time, and EMEA for good.
/// EMEA is <em>not</em> "completely absent", as the document has it: its rows are there, planned, and their value is NULL, which
/// <c>COALESCE(SUM(...), 0)</c> prints like an absent key or a 0. APAC is planned too; that is why the document's join could print it.
/// </para>
/// <para>
/// What else is ours: the times and addresses of the leads, those of December, those that a filter leaves out, the hour at which it was found, and one
/// lead of EMEA that comes in after the fix.
/// </para>
/// </summary>
public static class Incident000
{
    private static readonly Instant At = Instant.FromUtc(2026, 1, 11, 17, 0);
    private static readonly Instant LastSync = Instant.FromUtc(2026, 1, 10, 23, 0);
    private static readonly Instant Later = Instant.FromUtc(2026, 1, 11, 18, 0);

    /// <summary>Builds the incident: its rows are new objects at each call.</summary>
    public static Incident Declare()
    {
        var pipeline = R360Funnel.Declare();
        var funnel = pipeline.Relations.OfType<Table>().Single(t => t.Name == "R360InboundFunnel");
        return new()
        {
            Id = "000",
            Title = "A region that a sync leaves out, and another that comes a day late",
            At = At,
            Recovered = Instant.FromUtc(2026, 1, 11, 19, 0),
            Pipeline = pipeline,
            Ticket = new("Medium", "Analytics team"),
            JobsAsFound = [new(R360Funnel.Rebuild, new("0 23 * * *", "UTC")) { Statement = SyncAsFound.Statement(pipeline.Project) }],
            Load =
            [
                new IncidentStep.Insert([new(funnel, R360Leads.UpTo(At))]),
                new IncidentStep.Statement(SyncAsFound.Targets(pipeline.Project)),
                new IncidentStep.Statement(SyncAsFound.Planned(pipeline.Project)),
                new IncidentStep.Run(R360Funnel.Rebuild, LastSync),
            ],
            Deliver = (job, fire) => job == "r360-funnel-ingest" && fire == Later ? [new(funnel, [R360Leads.Late(fire)])] : [],
        };
    }
}
