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
    private readonly List<Job> jobs = [];
    private readonly List<Check> checks = [];
    private readonly List<Flow> flows = [];
    private readonly List<StaleRows> staleRows = [];
    private readonly List<Mute> mutes = [];

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

    /// <summary>Declares a table that jobs fill.</summary>
    public Table Table(Table table) => Keep(relations, table);

    /// <summary>Declares a view; its SQL is found by its name.</summary>
    public View View(Dataset dataset, string name, string? description = null) =>
        Keep(relations, new View { Dataset = dataset, Name = name, Description = description });

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

    /// <summary>Declares which rows of a table are stale.</summary>
    public StaleRows StaleRows(StaleRows rows) => Keep(staleRows, rows);

    /// <summary>Accepts a finding for a while.</summary>
    public Mute Mute(Mute mute) => Keep(mutes, mute);

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
        Jobs = [.. jobs],
        Checks = [.. checks],
        Flows = [.. flows],
        StaleRows = [.. staleRows],
        Mutes = [.. mutes],
    };

    private static T Keep<TBase, T>(List<TBase> list, T item)
        where T : TBase
    {
        list.Add(item);
        return item;
    }
}
