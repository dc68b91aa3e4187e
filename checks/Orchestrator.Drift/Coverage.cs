using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>
/// How much of the world was looked at. Every declared job is watched, so whatever job lies upstream of a critical table is among them (R37); there is no
/// second list that could leave one out.
/// </summary>
/// <param name="Declared">Declared resources.</param>
/// <param name="Observed">Those of them that could be read, or were seen to be missing.</param>
/// <param name="Unmanaged">Live resources that nobody declares.</param>
/// <param name="Jobs">Declared jobs.</param>
/// <param name="ObservedJobs">Those of them that could be read, or were seen to be missing.</param>
public sealed record Coverage(int Declared, int Observed, int Unmanaged, int Jobs, int ObservedJobs)
{
    /// <summary>Observed of what is declared or there, in percent with one decimal, rounded down: 100 only when nothing is left out.</summary>
    public double Percent => Share(Observed, Declared + Unmanaged);

    /// <summary>Observed of what is declared, in the same form.</summary>
    public double DeclaredPercent => Share(Observed, Declared);

    /// <summary>The coverage of an observation.</summary>
    public static Coverage Of(DriftEvidence evidence)
    {
        var seen = evidence.Observed.Resources.Select(r => r.Id).ToHashSet();
        var unread = evidence.Desired.Where(d => seen.Contains(d.Id) ? d.Id.Kind == ResourceKind.Job && !evidence.Observed.Activity.ContainsKey(d.Id) : evidence.Observed.Unobserved.Any(u => u.Covers(d.Id))).ToList();
        var jobs = evidence.Desired.Count(d => d.Id.Kind == ResourceKind.Job);
        return new(evidence.Desired.Count, evidence.Desired.Count - unread.Count, evidence.Plan.Unmanaged.Count, jobs, jobs - unread.Count(d => d.Id.Kind == ResourceKind.Job));
    }

    /// <summary>For the headline: "9 of 9 jobs, 100% of the declared resources observed".</summary>
    public string Say() => string.Create(CultureInfo.InvariantCulture, $"{ObservedJobs} of {Jobs} {(Jobs == 1 ? "job" : "jobs")}, {DeclaredPercent:0.#}% of the declared resources observed");

    /// <summary>For the report: the same, with what is not declared and what is watched.</summary>
    public string Explain() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Say()}; coverage {Percent:0.#}%{(Unmanaged == 0 ? "" : $", because {Unmanaged} live {(Unmanaged == 1 ? "resource is" : "resources are")} not declared")}. Every declared job is watched, so every job upstream of a table is.");

    private static double Share(int part, int whole) => whole == 0 ? 100 : Math.Floor(1000.0 * part / whole) / 10;
}
