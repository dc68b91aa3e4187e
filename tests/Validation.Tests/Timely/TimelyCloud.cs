using NodaTime;
using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>A local Google with one dataset, asked by the adapter that asks the real one.</summary>
public sealed class TimelyCloud : IAsyncLifetime
{
    private LocalGoogle google = null!;
    private HttpClient http = null!;

    internal IWarehouse Warehouse { get; private set; } = null!;

    /// <summary>What the clock of the local Google shows; tables are written at this instant.</summary>
    internal static readonly Instant Written = Instant.FromUtc(2025, 10, 21, 12, 0);

    public async Task InitializeAsync()
    {
        google = await LocalGoogle.StartAsync(new() { Now = Written, VirtualClock = true, Time = TimeProvider.System }, CancellationToken.None);
        var endpoint = GoogleEndpoint.Local(google.BaseUri);
        http = GoogleHttp.ClientFor(endpoint, null);
        Warehouse = new BigQueryWarehouse(new GoogleConnection(http, endpoint, TimeProvider.System, new Random(1)), "my-project");
        await Warehouse.QueryAsync(new("CREATE SCHEMA mart", []), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await google.DisposeAsync();
    }

    /// <summary>Gives a table its rows, each as GoogleSQL literals in the order of the columns.</summary>
    internal async Task FillAsync(Table table, IEnumerable<string> rows)
    {
        var columns = string.Join(", ", table.Columns.Select(c => $"{c.Name} {c.Type}"));
        await Warehouse.QueryAsync(new($"CREATE OR REPLACE TABLE `my-project.{table.Id}` AS SELECT * FROM UNNEST(ARRAY<STRUCT<{columns}>>[{string.Join(", ", rows.Select(r => $"({r})"))}])", []), CancellationToken.None);
    }

    internal async Task<IReadOnlyList<CheckResult>> AskAsync(Instant now, params IReadOnlyList<Check> checks) =>
        await CheckRunner.RunAsync(CheckCompiler.Compile(Example.Pipeline(), checks, now), Warehouse, CancellationToken.None);

    internal async Task<CheckResult> ResultAsync(Check check, Instant now, params IReadOnlyList<string> rows)
    {
        await FillAsync((Table)check.Reads[0], rows);
        return Assert.Single(await AskAsync(now, check));
    }
}

[CollectionDefinition(Name)]
public sealed class TheTimelyCloud : ICollectionFixture<TimelyCloud>
{
    public const string Name = "one local google for checks over time";
}
