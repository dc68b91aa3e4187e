using NodaTime;

namespace Orchestrator.Model;

/// <summary>The desired state of datasets.</summary>
internal static class DesiredDataset
{
    public static ResourceState Of(PipelineGraph graph, Dataset dataset, string project) => new()
    {
        Id = dataset.ResourceId,
        Properties = DesiredState.Properties(
        [
            ("location", graph.Pipeline.Location),
            ("description", dataset.Description),
            ("friendlyName", dataset.FriendlyName),
            ("defaultTableExpirationMs", Milliseconds(dataset.TablesExpireAfter)),
            ("defaultPartitionExpirationMs", Milliseconds(dataset.PartitionsExpireAfter)),
            .. Access(graph, dataset, project),
        ]),
    };

    public static string? Milliseconds(Duration? duration) => duration is { } some ? $"{(long)some.TotalMilliseconds}" : null;

    // Declared access, and what the jobs' accounts need: the same rights that a deploy grants.
    private static IEnumerable<(string, string?)> Access(PipelineGraph graph, Dataset dataset, string project) => dataset.Access
        .Select(a => a.Property)
        .Concat(DatasetRights.Of(graph).Where(r => r.Dataset == dataset.Id).Select(r =>
            new DatasetAccess(r.Writes ? AccessRole.Writer : AccessRole.Reader, $"serviceAccount:{graph.Pipeline.ServiceAccountEmail(r.Account, project)}").Property))
        .Distinct(StringComparer.Ordinal)
        .Select(p => (p, (string?)AccessProperties.Present));
}
