using NodaTime;

namespace Orchestrator.Model;

/// <summary>
/// Collects a pipeline's declaration. Every verb registers one thing and gives it back as a typed handle, so nothing is declared and then
/// forgotten in a list, and edges are references to C# values. Mistakes are not thrown here: all of them are collected by the diagnostics.
/// </summary>
public sealed class PipelineBuilder
{
    private readonly List<Dataset> datasets = [];
    private readonly List<Relation> relations = [];
    private readonly List<Routine> routines = [];
    private readonly List<Job> jobs = [];
    private readonly List<Check> checks = [];
    private readonly List<Flow> flows = [];
    private readonly List<Source> sources = [];
    private readonly List<SyncPair> syncPairs = [];
    private readonly List<StaleRows> staleRows = [];
    private readonly List<Mute> mutes = [];
    private readonly List<Bypass> bypasses = [];
    private Alerting alerting = new();

    /// <inheritdoc cref="Pipeline.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Pipeline.Project"/>
    public required string Project { get; init; }

    /// <inheritdoc cref="Pipeline.Location"/>
    public required string Location { get; init; }

    /// <inheritdoc cref="Pipeline.SchedulerLocation"/>
    public required string SchedulerLocation { get; init; }

    /// <inheritdoc cref="Pipeline.Zone"/>
    public required string Zone { get; init; }

    /// <inheritdoc cref="Pipeline.SqlFolder"/>
    public required string SqlFolder { get; init; }

    /// <inheritdoc cref="Pipeline.SqlFiles"/>
    public required IReadOnlyDictionary<string, string> SqlFiles { get; init; }

    /// <inheritdoc cref="Pipeline.ServiceAccount"/>
    public required string ServiceAccount { get; init; }

    /// <inheritdoc cref="Pipeline.Within"/>
    public Duration Within { get; init; } = Duration.FromHours(2);

    /// <inheritdoc cref="Pipeline.Margin"/>
    public Duration Margin { get; init; } = Duration.FromMinutes(15);

    /// <summary>Declares a dataset.</summary>
    public Dataset Dataset(string name, Layer layer, string? description = null) =>
        Keep(datasets, new Dataset { Id = new(name), Layer = layer, Description = description });

    /// <summary>Declares a dataset with more than a name.</summary>
    public Dataset Dataset(Dataset dataset) => Keep(datasets, dataset);

    /// <summary>Declares a table that jobs fill.</summary>
    public Table Table(Table table) => Keep(relations, table);

    /// <summary>Declares a view; its SQL is found by its name.</summary>
    public View View(Dataset dataset, string name, string? description = null) =>
        Keep(relations, new View { Dataset = dataset, Name = name, Description = description });

    /// <summary>Declares a view with more than a name; its SQL is found by its name.</summary>
    public View View(View view) => Keep(relations, view);

    /// <summary>Declares a function or procedure; its body is found by its name.</summary>
    public Routine Routine(Routine routine) => Keep(routines, routine);

    /// <summary>Declares a relation with a materialization strategy; its SQL is found by its name.</summary>
    public MaterializedTable Materialized(MaterializedTable table) => Keep(relations, table);

    /// <summary>Declares a job that calls an HTTP endpoint.</summary>
    public HttpJob Job(HttpJob job) => Keep(jobs, job);

    /// <summary>Declares a job that runs a statement in BigQuery.</summary>
    public QueryJob Job(QueryJob job) => Keep(jobs, job);

    /// <summary>Declares a check.</summary>
    public TCheck Check<TCheck>(TCheck check)
        where TCheck : Check => Keep(checks, check);

    /// <summary>Declares where data leaves the warehouse.</summary>
    public Flow Flow(Flow flow) => Keep(flows, flow);

    /// <summary>Declares where data comes from.</summary>
    public Source Source(Source source) => Keep(sources, source);

    /// <summary>Declares two jobs that keep one table together.</summary>
    public SyncPair SyncPair(SyncPair pair) => Keep(syncPairs, pair);

    /// <summary>Declares which rows of a table are stale.</summary>
    public StaleRows StaleRows(StaleRows rows) => Keep(staleRows, rows);

    /// <summary>Accepts a finding for a while.</summary>
    public Mute Mute(Mute mute) => Keep(mutes, mute);

    /// <summary>Declares a detour around a broken table.</summary>
    public Bypass Bypass(Bypass bypass) => Keep(bypasses, bypass);

    /// <summary>Declares who is told of what a monitor finds; the last declaration counts.</summary>
    public Alerting Alert(Alerting alerting) => this.alerting = alerting;

    /// <summary>
    /// Declares the monitor itself as a job that calls where it is deployed, so that drift finds it paused, missing or late like any other. It writes no table.
    /// </summary>
    /// <param name="uri">Where 'orchestrator monitor' is deployed, for example the run address of a Cloud Run job.</param>
    /// <param name="expression">When it polls, in the pipeline's zone. Default: every 4 hours, on the hour.</param>
    /// <param name="name">The job's name. Default: the pipeline's, and '-monitor'.</param>
    public HttpJob Monitor(Uri uri, string expression = "0 */4 * * *", string? name = null) => Job(new HttpJob
    {
        Name = name ?? $"{Name}-monitor",
        Description = "Looks for drift, missed runs and stale data, and tells who must know.",
        Schedule = new(expression, Zone),
        Uri = uri,
        Writes = [],
        Longest = Duration.FromMinutes(30),
        Retry = new() { Count = 3 },
    });

    /// <summary>The pipeline as data.</summary>
    public Pipeline Build() => new()
    {
        Name = Name,
        Project = Project,
        Location = Location,
        SchedulerLocation = SchedulerLocation,
        Zone = Zone,
        SqlFolder = SqlFolder,
        SqlFiles = SqlFiles,
        ServiceAccount = ServiceAccount,
        Within = Within,
        Margin = Margin,
        Datasets = [.. datasets],
        Relations = [.. relations],
        Routines = [.. routines],
        Jobs = [.. jobs],
        Checks = [.. checks],
        Flows = [.. flows],
        Sources = [.. sources],
        SyncPairs = [.. syncPairs],
        StaleRows = [.. staleRows],
        Mutes = [.. mutes],
        Bypasses = [.. bypasses],
        Alerting = alerting,
    };

    private static T Keep<TBase, T>(List<TBase> list, T item)
        where T : TBase
    {
        list.Add(item);
        return item;
    }
}
