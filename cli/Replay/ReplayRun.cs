using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>
/// Replays an incident on the local cloud's clock: how it began or was found; what happened and when our monitor would have said so; caught,
/// explained, fixed and mended; and green after one night. Which steps there are follows from what the incident declares.
/// </summary>
internal static class ReplayRun
{
    /// <summary>Runs all steps.</summary>
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(Incident incident, Terminal terminal, string folder, CancellationToken cancellation)
    {
        ReplayFolder.Clear(folder);
        terminal.Progress($"replaying incident {incident.Id}: {incident.Title}");
        var cloud = await IncidentCloud.StartAsync(incident, Path.Combine(folder, "cloud"), cancellation).ConfigureAwait(false);
        await using (cloud.ConfigureAwait(false))
        {
            // One session for the whole replay: a declaration is analyzed once, and looked at from as many instants as there are.
            var options = new VerbOptions { Pipeline = incident.Pipeline.Name, StateFolder = Path.Combine(folder, "state"), At = incident.Begins ?? incident.At };
            var session = await Session.OpenAsync(options, terminal.With(incident.Pipeline), cloud.Connection, cancellation).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                if (session.Analyzed.HasErrors) return [new("declaration", "The declaration has no mistakes.", 0, MistakesReport.Of("plan", session), InSummary: true)];
                var context = new ReplayContext(incident, cloud, session, terminal);
                var steps = new List<ReplayStep>();
                foreach (var part in Parts(incident)) steps.AddRange(await part(context, cancellation).ConfigureAwait(false));
                return steps;
            }
        }
    }

    private static IEnumerable<Func<ReplayContext, CancellationToken, Task<IReadOnlyList<ReplayStep>>>> Parts(Incident incident)
    {
        yield return AsFoundStep.RunAsync;
        if (incident.Timeline.Count > 0) yield return WatchStep.RunAsync;
        yield return CatchSteps.RunAsync;
        if (incident.Repair is not null) yield return ExplainStep.RunAsync;
        yield return FixSteps.RunAsync;
        if (incident.Repair is not null) yield return CatchUpStep.RunAsync;
        if (incident.Repair is not null) yield return CleanUpStep.RunAsync;
        if (incident.Repair is null && incident.Pipeline.Checks.OfType<Reconciliation>().Any()) yield return ResyncSteps.RunAsync;
        yield return NightSteps.RunAsync;
        if (incident.Timeline.Count > 0) yield return TimelineStep.RunAsync;
    }
}
