using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Replays an incident: as found, caught by plan, drift and check; fixed by up; and, after one night on the local cloud's clock, green.</summary>
internal static class ReplayRun
{
    private static readonly IReadOnlySet<string> NothingDestroyed = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Runs all steps.</summary>
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(Incident incident, Terminal terminal, string folder, CancellationToken cancellation)
    {
        ReplayFolder.Clear(folder);
        terminal.Progress($"replaying incident {incident.Id}: {incident.Title}");
        var cloud = await IncidentCloud.StartAsync(incident, Path.Combine(folder, "cloud"), cancellation).ConfigureAwait(false);
        await using (cloud.ConfigureAwait(false))
        {
            var steps = new List<ReplayStep>();
            var options = new VerbOptions { Pipeline = incident.Pipeline.Name, StateFolder = Path.Combine(folder, "state") };
            var declared = terminal.With(incident.Pipeline);

            // Two sessions, because a run has one `now`: the day of the incident, and the morning after the first good night.
            var found = await Session.OpenAsync(options with { At = incident.At }, declared, cloud.Connection, cancellation).ConfigureAwait(false);
            await using (found.ConfigureAwait(false))
            {
                if (found.Analyzed.HasErrors) return [new("declaration", "The declaration has no mistakes.", 0, MistakesReport.Of("plan", found), InSummary: true)];
                steps.Add(await AsFoundAsync(incident, found, cloud, terminal, cancellation).ConfigureAwait(false));
                await CatchAsync(steps, found, cancellation).ConfigureAwait(false);
                await FixAsync(steps, found, cancellation).ConfigureAwait(false);
            }

            terminal.Progress($"running the local cloud's clock to {InstantPattern.General.Format(incident.Recovered)}: jobs fire in real HTTP calls");
            var fires = await cloud.Clock.RunToAsync(incident.Recovered, cancellation).ConfigureAwait(false);
            var after = await Session.OpenAsync(options with { At = incident.Recovered }, declared, cloud.Connection, cancellation).ConfigureAwait(false);
            await using (after.ConfigureAwait(false))
            {
                steps.Add(NightReport.Of(after, fires));
                steps.Add(new("check-after-the-night", "After one night every check holds.", 0, await CheckVerb.RunAsync(after, cancellation).ConfigureAwait(false), InSummary: true));
                steps.Add(new("drift-after-the-night", "Nothing has drifted again.", 0, await DriftVerb.RunAsync(after, cancellation).ConfigureAwait(false)));
            }

            return steps;
        }
    }

    private static async Task<ReplayStep> AsFoundAsync(Incident incident, Session session, IncidentCloud cloud, Terminal terminal, CancellationToken cancellation)
    {
        var rows = await cloud.SetAsFoundAsync(incident, session.Analyzed, terminal, cancellation).ConfigureAwait(false);
        var report = session.Report("replay") with
        {
            Headline = $"The local Google stands as incident {incident.Id} found it on {InstantPattern.General.Format(incident.At)}: {rows.Values.Sum():N0} rows in {rows.Count} tables.",
            Summary = new Dictionary<string, object?> { ["rows"] = rows.ToDictionary(r => r.Key.ToString(), r => (object?)r.Value, StringComparer.Ordinal) },
            Sections =
            [
                new("Rows as found", [new ReportBlock.Grid(["table", "rows"], [.. rows.Select(r => (IReadOnlyList<string>)[r.Key.ToString(), $"{r.Value:N0}"])])]),
                new("Jobs that were found otherwise", [new ReportBlock.Grid(["job", "schedule", "state"], [.. incident.JobsAsFound.Select(j => (IReadOnlyList<string>)[j.Job, $"{j.Schedule.Expression} {j.Schedule.Zone}", j.Enabled ? "ENABLED" : "PAUSED"])])]),
            ],
        };
        return new("as-found", incident.Title + ".", 0, report);
    }

    private static async Task CatchAsync(List<ReplayStep> steps, Session session, CancellationToken cancellation)
    {
        steps.Add(new("calendar", "The jobs of the day, declared and live.", 0, await CalendarVerb.RunAsync(session, null, live: true, cancellation).ConfigureAwait(false), InSummary: true));
        steps.Add(new("plan-as-found", "The declared order is proven; the live one fails the same proof.", 2, await PlanVerb.RunAsync(session, cancellation).ConfigureAwait(false), InSummary: true));
        steps.Add(new("drift-as-found", "The changed schedulers are found, each with its consequence.", 2, await DriftVerb.RunAsync(session, cancellation).ConfigureAwait(false)));
        steps.Add(new("check-as-found", "The defects in the data are found.", 2, await CheckVerb.RunAsync(session, cancellation).ConfigureAwait(false), InSummary: true));
    }

    private static async Task FixAsync(List<ReplayStep> steps, Session session, CancellationToken cancellation)
    {
        steps.Add(new("up", "The local cloud is set to the declaration.", 0, await UpVerb.RunAsync(session, NothingDestroyed, direct: false, cancellation).ConfigureAwait(false), InSummary: true));
        steps.Add(new("drift-after-up", "Nothing differs any more.", 0, await DriftVerb.RunAsync(session, cancellation).ConfigureAwait(false)));
        var again = await UpVerb.RunAsync(session, NothingDestroyed, direct: false, cancellation).ConfigureAwait(false);
        steps.Add(new("up-again", "A second up changes nothing.", 0, again));
        steps.Add(new("plan-after-up", "The live order holds now.", 0, await PlanVerb.RunAsync(session, cancellation).ConfigureAwait(false)));
    }
}
