using System.Runtime.CompilerServices;
namespace Orchestrator.Model;

/// <summary>
/// Who reads and who writes what, as GoogleSQL sees the statements. Nodes are the declared relations, jobs and checks; names that nobody declares
/// are not nodes. Every list is sorted.
/// </summary>
public sealed class PipelineGraph
{
    // A declaration never changes, so its graph is built once however many parts of a run ask for it, and forgotten with it.
    private static readonly ConditionalWeakTable<AnalyzedPipeline, PipelineGraph> Built = [];

    private readonly Dictionary<TableId, IReadOnlyList<Relation>> reads = [];
    private readonly Dictionary<string, IReadOnlyList<Relation>> jobReads = [];
    private readonly Dictionary<string, IReadOnlyList<Relation>> jobWrites = [];
    private readonly Dictionary<string, IReadOnlyList<Relation>> checkReads = [];
    private readonly ILookup<TableId, Relation> readers;
    private readonly ILookup<TableId, Job> jobReaders;
    private readonly ILookup<TableId, Job> jobWriters;
    private readonly ILookup<TableId, Check> checkReaders;
    private readonly Dictionary<string, Relation> byName;

    private readonly Dictionary<ResourceId, IReadOnlyList<Relation>> routineReads = [];

    private PipelineGraph(AnalyzedPipeline analyzed)
    {
        Pipeline = analyzed.Pipeline;
        // A name that is declared twice is a diagnostic; here the first one stands for it.
        Relations = Pipeline.Relations.GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.First());
        foreach (var id in Relations.Keys) reads[id] = analyzed.Relations.TryGetValue(id, out var sql) ? Declared(sql.Analysis.Reads) : [];
        foreach (var job in Pipeline.Jobs.DistinctBy(j => j.Name))
        {
            jobReads[job.Name] = job is QueryJob query ? ReadsOf(analyzed, query) : [];
            jobWrites[job.Name] = WritesOf(analyzed, job);
        }
        foreach (var (id, sql) in analyzed.Routines) routineReads[id] = Declared(sql.Analysis.Reads);
        foreach (var check in Pipeline.Checks.DistinctBy(c => c.Name))
            checkReads[check.Name] = Sorted(check.Reads.Concat(analyzed.Checks.TryGetValue(check.Name, out var sql) ? Declared(sql.Analysis.Reads) : []));

        // The same edges from their other ends, sorted once.
        byName = Relations.ToDictionary(r => r.Key.ToString(), r => r.Value, StringComparer.Ordinal);
        readers = Ends(byName.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value), r => ReadsOf(r.Id));
        var jobs = Pipeline.Jobs.DistinctBy(j => j.Name).OrderBy(j => j.Name, StringComparer.Ordinal).ToList();
        jobReaders = Ends(jobs, ReadsOf);
        jobWriters = Ends(jobs, WritesOf);
        checkReaders = Ends(Pipeline.Checks.DistinctBy(c => c.Name).OrderBy(c => c.Name, StringComparer.Ordinal), ReadsOf);
    }

    /// <summary>The declaration.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>The declared relations by name.</summary>
    public IReadOnlyDictionary<TableId, Relation> Relations { get; }

    /// <summary>The graph of a pipeline.</summary>
    public static PipelineGraph Of(AnalyzedPipeline analyzed) => Built.GetValue(analyzed, static declared => new(declared));

    /// <summary>The relations that a relation's SQL names.</summary>
    public IReadOnlyList<Relation> ReadsOf(TableId relation) => reads.GetValueOrDefault(relation, []);

    /// <summary>The relations that a query job's statement names; none for an HTTP job, whose reads nobody here can see.</summary>
    public IReadOnlyList<Relation> ReadsOf(Job job) => jobReads.GetValueOrDefault(job.Name, []);

    /// <summary>The relations that the body of a routine names.</summary>
    public IReadOnlyList<Relation> ReadsOf(Routine routine) => routineReads.GetValueOrDefault(routine.ResourceId, []);

    /// <summary>The relations that a check reads: those it declares and those its SQL names.</summary>
    public IReadOnlyList<Relation> ReadsOf(Check check) => checkReads.GetValueOrDefault(check.Name, []);

    /// <summary>The relations that a job writes.</summary>
    public IReadOnlyList<Relation> WritesOf(Job job) => WritesOfJob(job.Name);

    /// <summary>The relations that the job of a name writes; none when no such job is declared.</summary>
    public IReadOnlyList<Relation> WritesOfJob(string job) => jobWrites.GetValueOrDefault(job, []);

    /// <summary>The jobs that write a relation, by name.</summary>
    public IReadOnlyList<Job> WritersOf(TableId relation) => [.. jobWriters[relation]];

    /// <summary>The relations whose SQL names a relation.</summary>
    public IReadOnlyList<Relation> Readers(TableId relation) => [.. readers[relation]];

    /// <summary>The query jobs whose statement names a relation, by name.</summary>
    public IReadOnlyList<Job> JobsReading(TableId relation) => [.. jobReaders[relation]];

    /// <summary>The checks that read a relation, by name.</summary>
    public IReadOnlyList<Check> ChecksReading(TableId relation) => [.. checkReaders[relation]];

    /// <summary>The relation with a name of the form <c>dataset.table</c>, or null when none is declared.</summary>
    public Relation? Named(string name) => byName.GetValueOrDefault(name);

    /// <summary>What must have landed before a relation can be read: the stored tables below it, through any chain of views. A stored table is not its own source.</summary>
    public IReadOnlyList<Relation> StoredReadsOf(TableId relation) => Landed(ReadsOf(relation));

    /// <summary>What must have landed before a query job may start.</summary>
    public IReadOnlyList<Relation> StoredReadsOf(Job job) => Landed(ReadsOf(job));

    /// <summary>What must have landed before a check says something.</summary>
    public IReadOnlyList<Relation> StoredReadsOf(Check check) => Landed(ReadsOf(check));

    /// <summary>The views (logical, or materialized by BigQuery itself) that read a table, directly or through other views.</summary>
    public IReadOnlyList<Relation> ViewsOn(TableId table)
    {
        if (Relations.GetValueOrDefault(table) is not { } landed || !IsLanded(landed)) return [];
        var found = new Dictionary<TableId, Relation>();
        var open = new Stack<TableId>([table]);
        while (open.TryPop(out var source))
            foreach (var view in readers[source])
                if (!IsLanded(view) && found.TryAdd(view.Id, view)) open.Push(view.Id);
        return Sorted(found.Values);
    }

    /// <summary>Whether rows get into a relation by jobs only: a table, or one that a job rebuilds. BigQuery's materialized views follow their base tables by themselves.</summary>
    public static bool IsLanded(Relation relation) => relation is Table or MaterializedTable { Strategy: Materialization.Rebuilt };

    private List<Relation> Landed(IEnumerable<Relation> from)
    {
        var found = new Dictionary<TableId, Relation>();
        var seen = new HashSet<TableId>();
        var open = new Stack<Relation>(from);
        while (open.TryPop(out var relation))
        {
            if (!seen.Add(relation.Id)) continue;
            if (IsLanded(relation)) found[relation.Id] = relation;
            else foreach (var read in ReadsOf(relation.Id)) open.Push(read);
        }
        return Sorted(found.Values);
    }

    private List<Relation> ReadsOf(AnalyzedPipeline analyzed, QueryJob job) =>
        job.Rebuilds is { } table ? [.. ReadsOf(table.Id)]
        : analyzed.Jobs.TryGetValue(job.Name, out var sql) ? Declared(sql.Analysis.Reads)
        : [];

    private List<Relation> WritesOf(AnalyzedPipeline analyzed, Job job) => job switch
    {
        HttpJob http => Sorted(http.Writes),
        QueryJob { Rebuilds: { } table } => [table],
        _ => analyzed.Jobs.TryGetValue(job.Name, out var sql) && sql.Analysis.Writes is { } target ? Declared([target]) : [],
    };

    private List<Relation> Declared(IEnumerable<TableReference> references) =>
        Sorted(references.Where(r => r.Project == Pipeline.Project).Select(r => Relations.GetValueOrDefault(r.Id)).OfType<Relation>());

    private static ILookup<TableId, T> Ends<T>(IEnumerable<T> starts, Func<T, IReadOnlyList<Relation>> ends) =>
        starts.SelectMany(start => ends(start).Select(end => (end.Id, start))).ToLookup(e => e.Id, e => e.start);

    private static List<Relation> Sorted(IEnumerable<Relation> relations) => [.. relations.DistinctBy(r => r.Id).OrderBy(r => r.Id)];
}
