using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What to do about keys that lack something: exactly the keys and dates, by the job that fills the target, dry run first (R17).</summary>
internal static class Resync
{
    private const int MostKeys = 10;

    /// <summary>One or two sentences; null when nothing is short.</summary>
    public static string? Advise(Reconciliation check, IReadOnlyList<ReconciledKey> offending, Pipeline pipeline)
    {
        var missing = offending.Where(k => k.ShortDays.Any()).ToList();
        if (missing.Count == 0) return null;
        var what = string.Join(", ", missing.Take(MostKeys).Select(k => $"{ReconciledText.Key(k.Key)} {Dates(k)}")) + (missing.Count > MostKeys ? $" and {missing.Count - MostKeys} more" : "");
        var job = pipeline.Jobs.FirstOrDefault(j => j is QueryJob { Rebuilds: { } table } ? table.Id == check.Target.Relation.Id : j is HttpJob http && http.Writes.Any(t => t.Id == check.Target.Relation.Id));
        return job is null
            ? $"Load again into {check.Target.Relation.Id}: {what}. No job of this pipeline fills it."
            : $"To be loaded again into {check.Target.Relation.Id}: {what}. See what differs first: 'orchestrator plan {pipeline.Name}' and 'orchestrator drift {pipeline.Name}'; then 'orchestrator run {pipeline.Name} {job.Name}', then 'orchestrator check {pipeline.Name}'.";
    }

    private static string Dates(ReconciledKey key)
    {
        var dates = key.ShortDays.Select(d => d.Date).ToList();
        return dates.Count == 1 ? QueryText.Date(dates[0]) : $"{QueryText.Date(dates[0])} to {QueryText.Date(dates[^1])} ({dates.Count} dates)";
    }
}
