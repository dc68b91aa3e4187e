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
        return await WithinAsync<IReadOnlyList<ReplayStep>>(incident, terminal, folder, async context =>
        {
            if (context.Session.Analyzed.HasErrors) return [new("declaration", "The declaration has no mistakes.", 0, MistakesReport.Of("plan", context.Session), InSummary: true)];
            var steps = new List<ReplayStep>();
            foreach (var part in Parts(incident)) steps.AddRange(await part(context, cancellation).ConfigureAwait(false));
            return steps;
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sets a local cloud to how the incident was found, and looks at it.</summary>
    public static Task<VerbReport> AsFoundAsync(Incident incident, Terminal terminal, string folder, Func<ReplayContext, Task<VerbReport>> look, CancellationToken cancellation) =>
        WithinAsync(incident, terminal, folder, async context =>
        {
            if (context.Session.Analyzed.HasErrors) return MistakesReport.Of("report", context.Session);
            foreach (var part in UntilFound(incident)) await part(context, cancellation).ConfigureAwait(false);
            return await look(context).ConfigureAwait(false);
        }, cancellation);

    private static async Task<T> WithinAsync<T>(Incident incident, Terminal terminal, string folder, Func<ReplayContext, Task<T>> run, CancellationToken cancellation)
    {
        var cloud = await IncidentCloud.StartAsync(incident, Path.Combine(folder, "cloud"), cancellation).ConfigureAwait(false);
        await using (cloud.ConfigureAwait(false))
        {
            // One session for the whole replay: a declaration is analyzed once, and looked at from as many instants as there are.
            var options = new VerbOptions { Pipeline = incident.Pipeline.Name, Verb = "replay", StateFolder = Path.Combine(folder, "state"), At = incident.Begins ?? incident.At };
            var session = await Session.OpenAsync(options, terminal.With(incident.Pipeline), cloud.Connection, cancellation).ConfigureAwait(false);
            await using (session.ConfigureAwait(false)) return await run(new ReplayContext(incident, cloud, session, terminal)).ConfigureAwait(false);
        }
    }

    private static IEnumerable<Func<ReplayContext, CancellationToken, Task<IReadOnlyList<ReplayStep>>>> Parts(Incident incident)
    {
        foreach (var part in UntilFound(incident)) yield return part;
        yield return CatchSteps.RunAsync;
        if (incident.Pipeline.Checks.OfType<Reconciliation>().Any()) yield return DiagnoseStep.RunAsync;
        if (incident.Repair is not null) yield return ExplainStep.RunAsync;
        yield return FixSteps.RunAsync;
        if (incident.Repair is not null) yield return CatchUpStep.RunAsync;
        if (incident.Repair is not null) yield return CleanUpStep.RunAsync;
        if (incident.Repair is null && incident.Pipeline.Checks.OfType<Reconciliation>().Any()) yield return ResyncSteps.RunAsync;
        yield return NightSteps.RunAsync;
        if (incident.Timeline.Count > 0) yield return TimelineStep.RunAsync;
    }

    private static IEnumerable<Func<ReplayContext, CancellationToken, Task<IReadOnlyList<ReplayStep>>>> UntilFound(Incident incident)
    {
        yield return AsFoundStep.RunAsync;
        if (incident.Timeline.Count > 0) yield return WatchStep.RunAsync;
    }
}
