using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Sets the local Google to the state in which the incident begins, or was found.</summary>
internal static class AsFoundStep
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var incident = context.Incident;
        var rows = await context.Cloud.SetAsFoundAsync(incident, context.Session.Analyzed, context.Terminal, cancellation).ConfigureAwait(false);
        var stands = incident.Begins is { } begins ? $"as it was when incident {incident.Id} began, on {InstantPattern.General.Format(begins)}" : $"as incident {incident.Id} found it on {InstantPattern.General.Format(incident.At)}";
        var report = context.Session.Report("replay") with
        {
            Headline = $"The local Google stands {stands}: {(rows.Count == 0 ? "nothing was streamed into its tables" : $"{rows.Values.Sum():N0} rows in {rows.Count} tables")}.",
            Summary = new Dictionary<string, object?> { ["rows"] = rows.ToDictionary(r => r.Key.ToString(), r => (object?)r.Value, StringComparer.Ordinal) },
            Sections =
            [
                .. rows.Count == 0 ? [] : new ReportSection[] { new("Rows as found", [new ReportBlock.Grid(["table", "rows"], [.. rows.Select(r => (IReadOnlyList<string>)[r.Key.ToString(), $"{r.Value:N0}"])])]) },
                new("Jobs that were found otherwise", [new ReportBlock.Grid(["job", "schedule", "state", "token", "statement"], [.. incident.JobsAsFound.Select(j => (IReadOnlyList<string>)[j.Job, $"{j.Schedule.Expression} {j.Schedule.Zone}", j.Enabled ? "ENABLED" : "PAUSED", j.Authenticated ? "as declared" : "none", j.Statement is null ? "as declared" : "another"])])]),
                .. LineageSection.Of(context.Session),
            ],
        };
        return [new("as-found", incident.Title + ".", 0, report)];
    }
}
