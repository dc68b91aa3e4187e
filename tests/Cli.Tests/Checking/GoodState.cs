using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Model;
using Orchestrator.Schedules;
using Orchestrator.Validation;

namespace Cli.Tests.Checking;

/// <summary>A pipeline on the local Google as it stands when its incident has been overcome: every check holds.</summary>
internal sealed class GoodState : IAsyncDisposable
{
    private static readonly IReadOnlySet<string> NothingDestroyed = new HashSet<string>(StringComparer.Ordinal);

    private readonly CommandRun run = new();
    private readonly HashSet<TableId> kept = [];
    private readonly Incident incident;
    private IncidentCloud? cloud;
    private Session? session;

    private GoodState(Incident incident) => this.incident = incident;

    private Session Session => session ?? throw new InvalidOperationException("The local Google is not started.");

    public static async Task<GoodState> OfAsync(Incident incident)
    {
        var state = new GoodState(incident);
        try
        {
            await state.RecoverAsync();
            return state;
        }
        catch
        {
            await state.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks one check some time after the recovery.</summary>
    public async Task<CheckResult> AskAsync(string check, Duration later = default)
    {
        var pipeline = Session.Analyzed.Pipeline;
        var scans = CheckCompiler.Compile(pipeline, [pipeline.Checks.Single(c => c.Name == check)], incident.Recovered + later, Session.Project);
        return Assert.Single(await CheckRunner.RunAsync(scans, (await Session.CloudAsync(CancellationToken.None)).Warehouse, CancellationToken.None));
    }

    /// <summary>Plants a defect in a relation whose good state is kept.</summary>
    public async Task PlantAsync(ShippedDefect.Planted defect)
    {
        var id = TableId.Parse(defect.Relation);
        if (ViewText(id) is null && kept.Add(id)) await QueryAsync($"CREATE TABLE {Kept(id)} AS SELECT * FROM {Quote(id)}");
        await QueryAsync(defect.Sql.Replace("$", Quote(id), StringComparison.Ordinal));
    }

    /// <summary>Puts a relation right again.</summary>
    public async Task MendAsync(string relation)
    {
        var id = TableId.Parse(relation);
        if (ViewText(id) is { } text)
        {
            await QueryAsync($"CREATE OR REPLACE VIEW {Quote(id)} AS\n{text}");
            return;
        }

        await QueryAsync($"TRUNCATE TABLE {Quote(id)}");
        await QueryAsync($"INSERT INTO {Quote(id)} SELECT * FROM {Kept(id)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (session is not null) await session.DisposeAsync();
        if (cloud is not null) await cloud.DisposeAsync();
        run.Dispose();
    }

    private async Task RecoverAsync()
    {
        cloud = await IncidentCloud.StartAsync(incident, Path.Combine(run.Folder, "cloud"), CancellationToken.None);
        var options = new VerbOptions { Pipeline = incident.Pipeline.Name, StateFolder = Path.Combine(run.Folder, "state"), At = incident.At };
        session = await Session.OpenAsync(options, run.Terminal.With(incident.Pipeline), cloud.Connection, CancellationToken.None);
        Assert.False(session.Analyzed.HasErrors);
        await cloud.SetAsFoundAsync(incident, session.Analyzed, run.Terminal, CancellationToken.None);
        if (incident.Timeline.Count > 0)
        {
            await RunLastNightAsync();
            return;
        }

        Assert.Equal(0, (await UpVerb.RunAsync(session, NothingDestroyed, direct: false, CancellationToken.None)).Exit);
        await cloud.Clock.RunToAsync(incident.Recovered, CancellationToken.None);
    }

    // A month of wrong syncs would only be cleaned up again: what counts is what changed in the source, and the last night.
    private async Task RunLastNightAsync()
    {
        foreach (var change in incident.Timeline.OfType<IncidentEvent.SourceChanged>()) await QueryAsync(change.Sql);
        var fires = incident.Pipeline.Jobs
            .SelectMany(job => job.Schedule.Read().Zoned!.Fires(incident.Recovered - Duration.FromDays(1), incident.Recovered, DstPolicy.Default).Select(fire => (At: fire, job.Name)))
            .OrderBy(fire => fire.At);
        foreach (var (at, job) in fires)
            foreach (var sql in incident.Pipeline.Jobs.OfType<HttpJob>().Any(j => j.Name == job && j.Writes.Count > 0) ? incident.Statements(job, at) : []) await QueryAsync(sql);
    }

    private async Task QueryAsync(string sql) => await (await Session.CloudAsync(CancellationToken.None)).Warehouse.QueryAsync(new Query(sql, []), CancellationToken.None);

    private string? ViewText(TableId id) => Session.Analyzed.Pipeline.Relations.Single(r => r.Id == id) is View ? Session.Analyzed.Relations[id].Text : null;

    private string Quote(TableId id) => SqlIdentifier.Quote(Session.Project, id);

    private string Kept(TableId id) => SqlIdentifier.Quote(Session.Project, new TableId(id.Dataset, $"{id.Name}_kept"));
}
