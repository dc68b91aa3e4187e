using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>A local Google in the state in which an incident found the world.</summary>
internal sealed class IncidentCloud : IAsyncDisposable
{
    private readonly LocalGoogle google;
    private readonly Ingestor ingestor;
    private readonly HttpClient http;

    private IncidentCloud(LocalGoogle google, Ingestor ingestor, HttpClient http)
    {
        this.google = google;
        this.ingestor = ingestor;
        this.http = http;
        Connection = new(GoogleEndpoint.Local(google.BaseUri), google);
        Clock = new(http);
        Hand = new(http);
    }

    /// <summary>How verbs reach it.</summary>
    public CloudConnection Connection { get; }

    /// <summary>Its clock.</summary>
    public VirtualClock Clock { get; }

    /// <summary>What people do to its jobs by hand.</summary>
    public HandOnJobs Hand { get; }

    /// <summary>Starts an empty local Google at the instant of the incident's first step, with routes to the stand-in for the pipeline's HTTP targets.</summary>
    public static async Task<IncidentCloud> StartAsync(Incident incident, string dataFolder, CancellationToken cancellation)
    {
        var ingestor = await Ingestor.StartAsync(incident, cancellation).ConfigureAwait(false);
        var start = incident.Load.OfType<IncidentStep.Run>().Select(r => r.At).Append(incident.Begins ?? incident.At).Min();
        var google = await LocalGoogle.StartAsync(
            new EmulatorOptions
            {
                DataFolder = dataFolder,
                Now = start,
                VirtualClock = true,
                Time = TimeProvider.System,
                Routes = [.. incident.Pipeline.Jobs.OfType<HttpJob>().Select(j => j.Uri.GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal).Select(origin => new HttpRoute(origin, ingestor.Address))],
            },
            cancellation).ConfigureAwait(false);
        var http = new HttpClient { BaseAddress = google.BaseUri, Timeout = TimeSpan.FromMinutes(10) };
        return new IncidentCloud(google, ingestor, http);
    }

    /// <summary>Creates everything as found and loads the rows in the order in which they landed. Jobs come last: until then nothing fires.</summary>
    /// <returns>The number of rows by table.</returns>
    public async Task<IReadOnlyDictionary<TableId, long>> SetAsFoundAsync(Incident incident, AnalyzedPipeline analyzed, Terminal terminal, CancellationToken cancellation)
    {
        var cloud = Cloud.At(Connection.Endpoint, incident.Pipeline);
        await using var _ = cloud.ConfigureAwait(false);
        var loader = new WarehouseLoader(http, incident.Pipeline.Project);
        var asFound = Planner.Plan(AsFound.States(incident, analyzed), new Observation([], []), (_, _, _, _) => SqlComparison.Unknown).Changes;

        terminal.Progress($"creating {asFound.Count} resources as found");
        foreach (var change in asFound.Where(c => c.Id.Kind != ResourceKind.Job)) await cloud.ApplyAsync(change, cancellation).ConfigureAwait(false);
        var counts = new SortedDictionary<TableId, long>();
        foreach (var step in incident.Load) await LoadAsync(step, incident, analyzed, cloud.Warehouse, loader, counts, terminal, cancellation).ConfigureAwait(false);
        await Clock.RunToAsync(incident.Begins ?? incident.At, cancellation).ConfigureAwait(false);
        foreach (var change in asFound.Where(c => c.Id.Kind == ResourceKind.Job)) await cloud.ApplyAsync(change, cancellation).ConfigureAwait(false);
        ingestor.LoadInto(loader, new StatementRunner(http, incident.Pipeline.Project));
        return counts;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await google.DisposeAsync().ConfigureAwait(false);
        await ingestor.DisposeAsync().ConfigureAwait(false);
    }

    private async Task LoadAsync(IncidentStep step, Incident incident, AnalyzedPipeline analyzed, IWarehouse warehouse, WarehouseLoader loader, SortedDictionary<TableId, long> counts, Terminal terminal, CancellationToken cancellation)
    {
        switch (step)
        {
            case IncidentStep.Insert insert:
                terminal.Progress($"loading {insert.Tables.Sum(t => t.Rows.Count)} rows into {insert.Tables.Count} tables");
                foreach (var rows in insert.Tables)
                {
                    await loader.InsertAsync(rows, cancellation).ConfigureAwait(false);
                    counts[rows.Table.Id] = counts.GetValueOrDefault(rows.Table.Id) + rows.Rows.Count;
                }

                break;
            case IncidentStep.Statement statement:
                terminal.Progress($"running {statement.Sql.Split('\n')[0]}");
                await warehouse.QueryAsync(new Query(statement.Sql, []), cancellation).ConfigureAwait(false);
                break;
            case IncidentStep.Run run:
                await Clock.RunToAsync(run.At, cancellation).ConfigureAwait(false);
                terminal.Progress($"running {run.Job} as of {run.At}");
                await warehouse.QueryAsync(new Query(incident.JobsAsFound.FirstOrDefault(j => j.Job == run.Job)?.Statement ?? analyzed.Jobs[run.Job].Text, []), cancellation).ConfigureAwait(false);
                break;
        }
    }
}
