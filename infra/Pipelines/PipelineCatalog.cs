using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>Every pipeline and every incident there is, by the name used on the command line.</summary>
public static class PipelineCatalog
{
    /// <summary>The pipelines, by name. A declaration is built when it is asked for.</summary>
    public static IReadOnlyDictionary<string, Func<Pipeline>> All { get; } = new SortedDictionary<string, Func<Pipeline>>(StringComparer.Ordinal)
    {
        [KarbonBudget.Name] = KarbonBudget.Declare,
        [R360Funnel.Name] = R360Funnel.Declare,
        [ServiceTitan.Name] = () => ServiceTitan.Declare(),
    };

    /// <summary>The incidents, by the number of the document that reported them.</summary>
    public static IReadOnlyDictionary<string, Func<Incident>> Incidents { get; } = new SortedDictionary<string, Func<Incident>>(StringComparer.Ordinal)
    {
        ["000"] = Incident000.Declare,
        ["001"] = Incident001.Declare,
        ["004"] = Incident004.Declare,
    };
}
