using NodaTime;
using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;
using Orchestrator.Postgres;
using Orchestrator.Validation;

namespace Postgres.Tests;

/// <summary>A real PostgreSQL and the local Google, which BigQuery's own adapter reaches over HTTP.</summary>
public sealed partial class Systems
{
    /// <summary>The project of the local Google.</summary>
    public const string Project = "my-project";

    private HttpClient? http;
    private GoogleConnection? google;
    private IWarehouse? warehouse;

    /// <summary>The real PostgreSQL.</summary>
    public PostgresServer Postgres { get; } = new();

    /// <summary>The local Google.</summary>
    public LocalGoogle Google { get; private set; } = null!;

    /// <summary>BigQuery's adapter on it.</summary>
    public IWarehouse Warehouse => warehouse!;

    /// <summary>Starts both, with an empty dataset <c>d</c>.</summary>
    public async Task InitializeAsync()
    {
        Google = await LocalGoogle.StartAsync(new() { Now = Instant.FromUtc(2026, 11, 20, 12, 0), VirtualClock = true, Time = TimeProvider.System }, CancellationToken.None);
        await Postgres.StartAsync();
        var endpoint = GoogleEndpoint.Local(Google.BaseUri);
        http = GoogleHttp.ClientFor(endpoint);
        google = new GoogleConnection(http, endpoint, TimeProvider.System, new Random(1));
        warehouse = new BigQueryWarehouse(google, Project);
        await GoogleAsync("CREATE SCHEMA d");
    }

    /// <summary>Stops both.</summary>
    public async Task DisposeAsync()
    {
        google?.Dispose();
        http?.Dispose();
        await Postgres.DisposeAsync();
        await Google.DisposeAsync();
    }

    /// <summary>Runs a statement on the local Google.</summary>
    public Task<QueryAnswer> GoogleAsync(string sql) => Warehouse.QueryAsync(new(sql, []), CancellationToken.None);

    /// <summary>A table of the local Google.</summary>
    public WarehouseRowSource Left(string table) => new($"bigquery:d.{table}", Warehouse, Project, TableId.Parse($"d.{table}"));

    /// <summary>A table of PostgreSQL.</summary>
    public Task<PostgresRowSource> RightAsync(string table) => PostgresRowSource.OpenAsync($"postgres:PG/public.{table}", Postgres.ConnectionString, new("public", table), TimeSpan.FromMinutes(10), CancellationToken.None);

    /// <summary>Compares the tables of a name on both sides.</summary>
    public async Task<ComparisonResult> CompareAsync(string table, ComparisonRequest request)
    {
        await using var right = await RightAsync(table);
        return await TableComparison.RunAsync(request, Left(table), right, progress: null, CancellationToken.None);
    }
}
