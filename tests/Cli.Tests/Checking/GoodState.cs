using NodaTime;
using Orchestrator.Cli;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Orchestrator.Schedules;
using Orchestrator.Validation;

namespace Cli.Tests.Checking;

/// <summary>A pipeline on the local Google as it stands when its incident has been overcome: every check holds.</summary>
internal sealed class GoodState : IAsyncDisposable
{
    private readonly CommandRun run;
    private readonly HashSet<TableId> kept = [];
    private readonly Incident incident;
    private readonly AnalyzedPipeline analyzed;
    private readonly IncidentCloud google;
    private readonly Cloud cloud;

    private GoodState(Incident incident, AnalyzedPipeline analyzed, IncidentCloud google, CommandRun run)
    {
        this.run = run;
        this.incident = incident;
        this.analyzed = analyzed;
        this.google = google;
        cloud = Cloud.At(google.Connection.Endpoint, incident.Pipeline);
    }

    private string Project => incident.Pipeline.Project;

    /// <summary>Replays the rows of an incident with the declared jobs instead of those that were found.</summary>
    public static async Task<GoodState> OfAsync(Incident incident)
    {
        var declared = incident with { JobsAsFound = [] };
        await using var analyzer = GoogleSqlAnalyzer.Create();
        var analyzed = await PipelineAnalysis.AnalyzeAsync(declared.Pipeline, analyzer, incident.Recovered.InUtc().Date, CancellationToken.None);
        Assert.False(analyzed.HasErrors);
        var run = new CommandRun();
        var state = new GoodState(declared, analyzed, await IncidentCloud.StartAsync(declared, Path.Combine(run.Folder, "cloud"), CancellationToken.None), run);
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
        var pipeline = incident.Pipeline;
        var scans = CheckCompiler.Compile(pipeline, [pipeline.Checks.Single(c => c.Name == check)], incident.Recovered + later, Project);
        return Assert.Single(await CheckRunner.RunAsync(scans, cloud.Warehouse, CancellationToken.None));
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
        await cloud.DisposeAsync();
        await google.DisposeAsync();
        run.Dispose();
    }

    private async Task RecoverAsync()
    {
        await google.SetAsFoundAsync(incident, analyzed, run.Terminal, CancellationToken.None);
        if (incident.Timeline.Count > 0) await RunLastNightAsync();
        else await google.Clock.RunToAsync(incident.Recovered, CancellationToken.None);
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

    private async Task QueryAsync(string sql) => await cloud.Warehouse.QueryAsync(new Query(sql, []), CancellationToken.None);

    private string? ViewText(TableId id) => incident.Pipeline.Relations.Single(r => r.Id == id) is View ? analyzed.Relations[id].Text : null;

    private string Quote(TableId id) => SqlIdentifier.Quote(Project, id);

    private string Kept(TableId id) => SqlIdentifier.Quote(Project, new TableId(id.Dataset, $"{id.Name}_kept"));
}
