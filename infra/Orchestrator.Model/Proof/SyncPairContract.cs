using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>The ways in which a pair of a daily and a full sync can be broken, declared or live.</summary>
public enum PairDefect
{
    /// <summary>One of the two does not fire.</summary>
    Paused,

    /// <summary>One of the two is not there, or does not write the table.</summary>
    Missing,

    /// <summary>On some day the daily sync fires after the full one, or the days on which they fire differ.</summary>
    Order,

    /// <summary>The full sync does not replace the rows that are there, so nothing ever cleans them up.</summary>
    Appends,

    /// <summary>One of the two starts while the other is writing.</summary>
    Overlaps,

    /// <summary>Nobody reads the table, or a reader does not come after the full sync.</summary>
    Unread,
}

/// <summary>A way in which a pair is broken.</summary>
/// <param name="Defect">Which.</param>
/// <param name="Message">One sentence: what is wrong.</param>
/// <param name="Remedy">One sentence: what to do.</param>
public sealed record PairFault(PairDefect Defect, string Message, string Remedy);

/// <summary>Judges a pair of a daily and a full sync by one contract, whether as declared or as found. A pure function.</summary>
public static class SyncPairContract
{
    /// <summary>The faults, in the order of <see cref="PairDefect"/>.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="graph">Who reads and writes what.</param>
    /// <param name="timings">The schedules, declared or live, by job name; a job that is not in it is not there.</param>
    /// <param name="replaces">Whether the full sync replaces the rows, as declared or as seen in the rows; null when it is not known.</param>
    /// <param name="horizon">The time over which order and overlap are proven.</param>
    public static IReadOnlyList<PairFault> Judge(SyncPair pair, PipelineGraph graph, IReadOnlyDictionary<string, JobTiming> timings, bool? replaces, ProofHorizon horizon)
    {
        var timing = new PairTiming(timings, horizon);
        return
        [
            .. Halves(pair, graph, timings).OrderBy(f => f.Defect),
            .. timing.Order(pair),
            .. replaces == false ? [new PairFault(PairDefect.Appends, $"{pair.Full.ResourceId} leaves rows of earlier runs in {pair.Table.Id}: with every run the table grows by a whole copy.", "Let the full sync replace all rows (WRITE_TRUNCATE), and say so with WriteDisposition.")] : Array.Empty<PairFault>(),
            .. timing.Overlaps(pair),
            .. Readers(pair, graph, timings, timing),
        ];
    }

    private static IEnumerable<PairFault> Halves(SyncPair pair, PipelineGraph graph, IReadOnlyDictionary<string, JobTiming> timings)
    {
        if (pair.Daily.Name == pair.Full.Name)
            yield return new(PairDefect.Missing, $"{pair.Daily.ResourceId} stands for both syncs.", "Name two jobs: updates and clean-up are two tasks.");
        foreach (var (job, task) in new[] { (pair.Daily, "updates"), (pair.Full, "cleans up") })
        {
            if (!timings.TryGetValue(job.Name, out var timing))
                yield return new(PairDefect.Missing, $"{job.ResourceId} is not there: nobody {task} {pair.Table.Id}.", $"Declare and deploy {job.ResourceId}.");
            else if (graph.WritesOf(job).All(t => t.Id != pair.Table.Id))
                yield return new(PairDefect.Missing, $"{job.ResourceId} does not write {pair.Table.Id}.", $"Name {pair.Table.Id} in its Writes, or pair the jobs that write it.");
            else if (!timing.Fires)
                yield return new(PairDefect.Paused, $"{job.ResourceId} is paused: nobody {task} {pair.Table.Id}.", $"Resume {job.ResourceId}; the other half alone does not keep the table right.");
        }
    }

    private static IEnumerable<PairFault> Readers(SyncPair pair, PipelineGraph graph, IReadOnlyDictionary<string, JobTiming> timings, PairTiming timing)
    {
        var queries = graph.Pipeline.Jobs.OfType<QueryJob>().Where(j => graph.StoredReadsOf(j).Any(t => t.Id == pair.Table.Id));
        var jobs = pair.ReadBy.Concat(queries).DistinctBy(j => j.Name).Where(j => timings.TryGetValue(j.Name, out var t) && t.Fires).ToList();
        if (jobs.Count == 0 && graph.ViewsOn(pair.Table.Id).Count == 0)
            yield return new(PairDefect.Unread, $"No view and no job that fires reads {pair.Table.Id} after {pair.Full.ResourceId}.", "Declare who reads the table, or remove the pair.");
        foreach (var fault in jobs.Select(job => timing.After(pair.Full, job, graph.Pipeline.Within)).OfType<PairFault>()) yield return fault;
    }
}
