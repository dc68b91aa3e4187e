namespace Orchestrator.Model;

/// <summary>What could not be read, by name: the same answer as <see cref="Unobserved.Covers"/> of each, however many there are.</summary>
internal sealed class UnknownResources
{
    private readonly HashSet<string> subjects;
    private readonly HashSet<string> datasets = new(StringComparer.Ordinal);
    // Tables and views share one namespace, routines have their own. A name that ends with .* stands for all of a dataset.
    private readonly HashSet<(bool IsRoutine, string Name)> names = [];

    public UnknownResources(IReadOnlyList<Unobserved> unobserved)
    {
        subjects = unobserved.Select(u => u.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var subject in subjects.Select(ResourceId.TryParse).OfType<ResourceId>().Where(s => s.Kind != ResourceKind.Job))
            _ = subject.Kind == ResourceKind.Dataset ? datasets.Add(subject.Name) : names.Add((subject.Kind == ResourceKind.Routine, subject.Name));
    }

    /// <summary>Whether it is unknown if a resource exists.</summary>
    public bool Cover(ResourceId id)
    {
        if (subjects.Count == 0) return false;
        if (subjects.Contains(id.ToString()) || subjects.Contains(id.Kind == ResourceKind.Job ? Unobserved.AllJobs : Unobserved.AllDatasets)) return true;
        if (id.Kind is ResourceKind.Job or ResourceKind.Dataset) return false;
        var dot = id.Name.IndexOf('.', StringComparison.Ordinal);
        var isRoutine = id.Kind == ResourceKind.Routine;
        return names.Contains((isRoutine, id.Name)) || (dot > 0 && (datasets.Contains(id.Name[..dot]) || names.Contains((isRoutine, id.Name[..(dot + 1)] + "*"))));
    }
}
