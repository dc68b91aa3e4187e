using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What to do about keys that lack something: exactly the keys and dates, dry run first (R17).</summary>
public static class Resync
{
    private const int MostKeys = 10;

    /// <summary>One or two sentences; null when nothing is short.</summary>
    internal static string? Advise(Reconciliation check, IReadOnlyList<ReconciledKey> offending, Pipeline pipeline)
    {
        var missing = offending.Where(k => k.ShortDays.Any()).ToList();
        if (missing.Count == 0) return null;
        var what = string.Join(", ", missing.Take(MostKeys).Select(k => $"{ReconciledText.Key(k.Key)} {Dates(k)}")) + (missing.Count > MostKeys ? $" and {missing.Count - MostKeys} more" : "");
        var job = pipeline.Jobs.FirstOrDefault(j => j is QueryJob { Rebuilds: { } table } ? table.Id == check.Target.Relation.Id : j is HttpJob http && http.Writes.Any(t => t.Id == check.Target.Relation.Id));
        var how = Obstacle(check) is null
            ? $"See what would change: 'orchestrator resync {pipeline.Name} {check.Name}'; then add --execute. Where the job itself differs from its declaration, set it right first: 'orchestrator drift {pipeline.Name}'."
            : job is null ? "No job of this pipeline fills it."
            : $"Set right what differs first ('orchestrator drift {pipeline.Name}'), then 'orchestrator run {pipeline.Name} {job.Name}'.";
        return $"To be loaded again into {check.Target.Relation.Id}: {what}. {how}";
    }

    /// <summary>Why single keys and dates of the target cannot be computed again; null when they can.</summary>
    public static string? Obstacle(Reconciliation check) => check.Target.Relation switch
    {
        not MaterializedTable { Strategy: Materialization.Rebuilt } => $"{check.Target.Relation.Id} is no table that this pipeline rebuilds from SQL",
        _ when check.Target.DateColumnType != "DATE" => $"the dates of {check.Target.Relation.Id} are {check.Target.DateColumnType}, not DATE",
        _ => null,
    };

    /// <summary>The pairs of date and key that lack something, as <see cref="ResyncStatement"/> takes them, in order.</summary>
    /// <param name="keys">The keys of a reconciliation.</param>
    public static IReadOnlyList<string> Places(IReadOnlyList<ReconciledKey> keys) =>
        [.. keys.Where(k => k.Offends && k.Key is not null).SelectMany(k => k.ShortDays.Select(d => ResyncStatement.Place(QueryText.Date(d.Date), k.Key!))).Order(StringComparer.Ordinal)];

    private static string Dates(ReconciledKey key)
    {
        var dates = key.ShortDays.Select(d => d.Date).ToList();
        return dates.Count == 1 ? QueryText.Date(dates[0]) : $"{QueryText.Date(dates[0])} to {QueryText.Date(dates[^1])} ({dates.Count} dates)";
    }
}
