using NodaTime.Text;

namespace Orchestrator.Cli;

/// <summary>The fixed jobs fire on the local cloud's clock, and in the morning everything is green.</summary>
internal static class NightSteps
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var recovered = context.Incident.Recovered;
        context.Terminal.Progress($"running the local cloud's clock to {InstantPattern.General.Format(recovered)}: jobs fire in real HTTP calls");
        var fires = await context.Cloud.Clock.RunToAsync(recovered, cancellation).ConfigureAwait(false);
        var after = context.At(recovered);
        return
        [
            NightReport.Of(after, fires),
            new("check-after-the-night", "After one night every check holds.", 0, await CheckVerb.RunAsync(after, cancellation).ConfigureAwait(false), InSummary: true),
            new("drift-after-the-night", "Nothing has drifted again.", 0, await DriftVerb.RunAsync(after, cancellation).ConfigureAwait(false)),
        ];
    }
}
