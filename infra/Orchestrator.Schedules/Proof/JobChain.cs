namespace Orchestrator.Schedules;

/// <summary>Which jobs of a list write a table.</summary>
internal sealed class TableWriters
{
    private readonly ILookup<string, ScheduledJob> writers;

    /// <summary>Two jobs of one name are an <see cref="ArgumentException"/>.</summary>
    public TableWriters(IReadOnlyList<ScheduledJob> jobs)
    {
        if (jobs.GroupBy(job => job.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any()) is { } twice) throw new ArgumentException($"Two jobs of the list are called '{twice.Key}'; give each its own name.", nameof(jobs));
        writers = jobs.SelectMany(job => job.Writes.Distinct(StringComparer.Ordinal).Select(table => (table, job))).ToLookup(w => w.table, w => w.job, StringComparer.Ordinal);
    }

    public IEnumerable<ScheduledJob> Of(string table) => writers[table];
}

/// <summary>
/// All jobs through which rows reach a reader, producers before consumers. A job that reads no table that another job of the list writes is a
/// source. A table that a job both reads and writes does not make it wait for itself.
/// </summary>
internal sealed class JobChain
{
    // Longer chains of jobs are made by mistake, and following them would exhaust the stack.
    private const int LongestChain = 1000;

    private readonly TableWriters writers;
    private readonly List<ScheduledJob> jobs = [];
    private readonly List<RunSpan> spans = [];
    private readonly List<int[][]> inputs = [];
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly List<string> open = [];
    private string? circle;

    private JobChain(TableWriters writers, Func<JobChain, int[][]> outputs)
    {
        this.writers = writers;
        Outputs = outputs(this);
        Unknown = circle ?? jobs.Where(job => job.Schedule is null).Select(job => $"{job.Name} has no fires that can be foretold: {job.Unknown}").FirstOrDefault();
    }

    /// <summary>One sentence: why nothing can be told: no writer, fires that nobody can foretell, jobs that read each other in a circle; else null.</summary>
    public string? Unknown { get; private set; }

    /// <summary>The jobs; fewer than there are when one is unknown.</summary>
    public IReadOnlyList<RunSpan> Jobs => spans;

    /// <summary>For each job, for each table that it reads and others write, the indexes of those.</summary>
    public IReadOnlyList<int[][]> Inputs => inputs;

    /// <summary>The same for the reader.</summary>
    public int[][] Outputs { get; }

    /// <summary>The indexes of the jobs without inputs.</summary>
    public IEnumerable<int> Sources => Enumerable.Range(0, jobs.Count).Where(job => inputs[job].Length == 0);

    /// <summary>The chain that ends in some tables.</summary>
    public static JobChain Of(TableWriters writers, IReadOnlyList<string> reads)
    {
        var chain = new JobChain(writers, self => self.Writers(reads, null));
        return chain.Outputs.Length > 0 || chain.Unknown is not null ? chain : chain.Without("No job of the list writes a table that it reads.");
    }

    /// <summary>The chain that ends in a job, which is its last.</summary>
    public static JobChain To(TableWriters writers, ScheduledJob last)
    {
        var chain = new JobChain(writers, self => [[self.Visit(last)]]);
        return chain.inputs[^1].Length > 0 || chain.Unknown is not null ? chain : chain.Without("It reads no table that another job of the list writes.");
    }

    /// <summary>The jobs that a job reads from, each once.</summary>
    public IEnumerable<int> ProducersOf(int job) => inputs[job].SelectMany(table => table).Distinct();

    private JobChain Without(string reason)
    {
        Unknown = reason;
        return this;
    }

    private int[][] Writers(IReadOnlyList<string> reads, ScheduledJob? reader) =>
    [
        .. reads.Distinct(StringComparer.Ordinal)
            .Select(table => writers.Of(table).Where(writer => writer.Name != reader?.Name).Select(Visit).Where(writer => writer >= 0).ToArray())
            .Where(table => table.Length > 0),
    ];

    private int Visit(ScheduledJob job)
    {
        if (index.TryGetValue(job.Name, out var known)) return known;
        var begin = open.IndexOf(job.Name);
        if (begin >= 0)
        {
            circle ??= $"The jobs {string.Join(" -> ", [.. open[begin..].AsEnumerable().Reverse(), open[^1]])} read each other in a circle: remove one of the reads.";
            return -1;
        }

        if (open.Count == LongestChain)
        {
            circle ??= $"The chain of jobs before {open[0]} is longer than {LongestChain:#,0}.";
            return -1;
        }

        open.Add(job.Name);
        var own = Writers(job.Reads, job);
        open.RemoveAt(open.Count - 1);
        jobs.Add(job);
        inputs.Add(own);
        if (job.Run is { } run) spans.Add(run);
        return index[job.Name] = jobs.Count - 1;
    }
}
