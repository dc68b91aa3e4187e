using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>A table that a job fills from others, who reads it, and when it lacks what has landed already.</summary>
/// <param name="Table">The table.</param>
/// <param name="Consumer">The job that fills it.</param>
/// <param name="Views">The views on it, through any chain: all of them are stale when it is.</param>
/// <param name="Windows">For each producer the stale window that holds at the beginning of the horizon, or the next one, in the pipeline's zone.</param>
/// <param name="Ages">For each producer, by local hour, how old its data are at worst.</param>
public sealed record StaleTable(Relation Table, Job Consumer, IReadOnlyList<Relation> Views, IReadOnlyList<StaleWindow> Windows, IReadOnlyList<ProducerAges> Ages)
{
    internal static IReadOnlyList<StaleTable> Of(PipelineGraph graph, IEnumerable<JobEdge> edges, JobSpans spans, Instant at)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(graph.Pipeline.Zone);
        if (zone is null) return [];
        return
        [
            .. from byConsumer in edges.GroupBy(e => e.Consumer.Name, StringComparer.Ordinal)
               let job = byConsumer.First().Consumer
               let consumer = spans.Of(job)
               where consumer is not null
               let producers = byConsumer.Select(e => spans.Of(e.Producer)).OfType<RunSpan>().ToList()
               from table in graph.WritesOf(job)
               select new StaleTable(
                   table,
                   job,
                   graph.ViewsOn(table.Id),
                   Staleness.Windows(producers, consumer, at, zone),
                   [.. producers.Select(p => new ProducerAges(p.Name, Staleness.ByHour(p, consumer, at.InZone(zone).Date, zone)))]),
        ];
    }
}

/// <summary>How old a producer's data are as they are read through a table, by local hour.</summary>
/// <param name="Producer">The producer's name.</param>
/// <param name="ByHour">24 ages.</param>
public sealed record ProducerAges(string Producer, IReadOnlyList<HourlyAge> ByHour);
