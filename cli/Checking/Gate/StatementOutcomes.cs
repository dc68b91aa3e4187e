using NodaTime;
using NodaTime.Text;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>
/// How the statements of query jobs came out. Cloud Scheduler calls a run a success when BigQuery has taken its statement; whether the statement has ended,
/// and how, only BigQuery knows.
/// </summary>
/// <param name="warehouse">BigQuery.</param>
internal sealed class StatementOutcomes(IWarehouse warehouse)
{
    private const string Statement = "httpTarget.body.configuration.query.query";

    // The clocks of two services differ a little.
    private static readonly Duration Skew = Duration.FromSeconds(5);

    /// <summary>The outcome of a run that Cloud Scheduler calls a success; any other outcome as it is. Null while the statement runs, or is not seen yet.</summary>
    /// <param name="scheduled">What Cloud Scheduler says.</param>
    /// <param name="observed">The jobs as they are live.</param>
    /// <param name="patient">Whether there is time left to wait; without it what is not known is unknown.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async Task<GatedJob?> ConfirmAsync(GatedJob scheduled, Observation observed, bool patient, CancellationToken cancellation)
    {
        if (scheduled is not { Outcome: GateOutcome.Ran, Job: QueryJob job, RanAt: { } ran }) return scheduled;
        GatedJob Unknown(string says) => scheduled with { Outcome = GateOutcome.Unknown, Says = says };
        var at = InstantPattern.General.Format(ran);
        if (observed.Resources.FirstOrDefault(r => r.Id == job.ResourceId)?.Properties.GetValueOrDefault(Statement) is not { } statement)
            return Unknown($"It ran at {at}, and which statement it ran cannot be read from the live job, so whether that succeeded is not known.");
        try
        {
            return await warehouse.RunsOfAsync(statement, ran - Skew, cancellation).ConfigureAwait(false) switch
            {
                [{ Error: { } error } failed, ..] => scheduled with { Outcome = GateOutcome.Failed, Says = $"Its run of {at} failed in BigQuery (job {failed.JobId}): {error.TrimEnd('.')}." },
                [{ Done: true }, ..] => scheduled,
                [_, ..] => patient ? null : Unknown($"Its statement was started at {at} and had not ended when the gate stopped waiting."),
                _ => patient ? null : Unknown($"It ran at {at}, and BigQuery shows no job with its statement since, so whether that succeeded is not known."),
            };
        }
        catch (GoogleException denied)
        {
            return Unknown($"It ran at {at}, and whether its statement succeeded is not known: {denied.Message}");
        }
    }
}
