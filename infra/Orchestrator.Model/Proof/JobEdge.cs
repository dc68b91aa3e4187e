namespace Orchestrator.Model;

/// <summary>A job that must have finished before another starts, because the other reads what it writes.</summary>
/// <param name="Producer">The job that writes.</param>
/// <param name="Consumer">The job that reads.</param>
/// <param name="Tables">What the one writes and the other reads, through any chain of views; sorted.</param>
public sealed record JobEdge(Job Producer, Job Consumer, IReadOnlyList<Relation> Tables)
{
    /// <summary>Whether readers see all of a producer's run or nothing: a query job always, an HTTP job when it says so.</summary>
    public bool Atomic => Producer is QueryJob or HttpJob { AtomicWrites: true };

    /// <summary><c>producer -> consumer</c>, the form every report uses.</summary>
    public override string ToString() => $"{Producer.Name} -> {Consumer.Name}";

    /// <summary>All edges of a pipeline, by consumer and producer. What an HTTP job reads nobody here can see, so it is never a consumer.</summary>
    public static IReadOnlyList<JobEdge> Of(PipelineGraph graph) =>
    [
        .. from consumer in graph.Pipeline.Jobs.OfType<QueryJob>().DistinctBy(j => j.Name).OrderBy(j => j.Name, StringComparer.Ordinal)
           from edge in graph.StoredReadsOf(consumer)
               .SelectMany(table => graph.WritersOf(table.Id).Select(producer => (producer, table)))
               .Where(e => e.producer.Name != consumer.Name)
               .GroupBy(e => e.producer.Name, StringComparer.Ordinal)
               .OrderBy(g => g.Key, StringComparer.Ordinal)
           select new JobEdge(edge.First().producer, consumer, [.. edge.Select(e => e.table)]),
    ];
}
