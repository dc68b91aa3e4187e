namespace Orchestrator.Schedules;

/// <summary>A job that looks back less far than what it reads is corrected loses corrections for good (F32): 7 days over estimates that change for 180.</summary>
internal static class LookBackLint
{
    public static IEnumerable<ScheduleDoubt> Find(IReadOnlyList<ScheduledJob> jobs)
    {
        var producers = ReadAfterWrite.Of(jobs).ToLookup(edge => edge.Consumer.Name, edge => edge.Producer, StringComparer.Ordinal);
        foreach (var job in jobs.Where(job => job.LookBack is not null))
        {
            var sources = Upstream(job, producers).Where(p => p.LookBack is not null).Select(p => (p.Name, Reach: p.LookBack!.Value, Verb: "loads again"));
            if (job.CorrectedOver is { } corrected) sources = sources.Prepend(("its source", corrected, "corrects"));
            var (name, reach, verb) = sources.OrderByDescending(s => s.Reach).FirstOrDefault();
            if (name is null || reach <= job.LookBack) continue;
            yield return new()
            {
                Kind = ScheduleLintKind.LookBackTooShort,
                Names = name == "its source" ? [job.Name] : [job.Name, name],
                Message = $"{job.Name} looks back {Span.Say(job.LookBack!.Value)} and {name} {verb} {Span.Say(reach)}: later corrections never arrive.",
                Remedy = $"Let {job.Name} look back {Span.Say(reach)}, or take everything.",
            };
        }
    }

    // Corrections come through other jobs too.
    private static IEnumerable<ScheduledJob> Upstream(ScheduledJob job, ILookup<string, ScheduledJob> producers)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { job.Name };
        var open = new Queue<string>([job.Name]);
        while (open.TryDequeue(out var next))
        {
            foreach (var producer in producers[next].Where(p => seen.Add(p.Name)))
            {
                open.Enqueue(producer.Name);
                yield return producer;
            }
        }
    }
}
