using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>The states of an incident's resources: as declared, but for the jobs that were found otherwise.</summary>
internal static class AsFound
{
    /// <summary>The states as found.</summary>
    public static IReadOnlyList<ResourceState> States(Incident incident, AnalyzedPipeline analyzed)
    {
        var found = incident.JobsAsFound.ToDictionary(j => ResourceId.Job(j.Job));
        return [.. DesiredState.Of(analyzed, incident.Pipeline.Project).Select(state => found.TryGetValue(state.Id, out var job) ? state with { Properties = With(state.Properties, job) } : state)];
    }

    private static PropertyDictionary With(PropertyDictionary declared, JobAsFound job) => WithStatement(job.Authenticated ? declared : WithoutToken(declared), job.Statement)
        .SetItem("schedule", job.Schedule.Expression)
        .SetItem("timeZone", job.Schedule.Zone)
        .SetItem("state", job.Enabled ? "ENABLED" : "PAUSED");

    private static PropertyDictionary WithStatement(PropertyDictionary declared, string? statement) => statement is null ? declared
        : declared.RemoveRange(declared.Keys.Where(k => k.StartsWith(JobBody.Property, StringComparison.Ordinal))).SetItems(JobBody.Flatten(QueryJobBody.For(statement)));

    private static PropertyDictionary WithoutToken(PropertyDictionary declared) =>
        declared.RemoveRange(declared.Keys.Where(k => k.Contains("Token.", StringComparison.Ordinal)));
}
