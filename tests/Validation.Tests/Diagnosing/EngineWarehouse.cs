using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Engine;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Validation.Tests.Diagnosing;

/// <summary>One analyzer for all incidents.</summary>
public sealed class DiagnosedEngine : IAsyncLifetime
{
    private AnalyzerProcess? analyzer;
    private LocalWarehouse? warehouse;

    internal LocalWarehouse Warehouse => warehouse!;

    public async Task InitializeAsync()
    {
        analyzer = AnalyzerProcess.Create();
        warehouse = await LocalWarehouse.OpenAsync(new() { Now = () => Instant.FromUtc(2026, 12, 31, 0, 0), AnalyzerProcess = analyzer });
    }

    public async Task DisposeAsync()
    {
        await warehouse!.DisposeAsync();
        await analyzer!.DisposeAsync();
    }
}

/// <summary>The local engine as a warehouse that counts its queries.</summary>
internal sealed class EngineWarehouse(LocalWarehouse warehouse, string project) : IWarehouse
{
    public int Queries { get; private set; }

    public async Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation)
    {
        Queries++;
        var result = await warehouse.RunAsync(
            new()
            {
                Sql = query.Sql,
                Project = project,
                Parameters = [.. query.Parameters.Select(p => new QueryParameter(p.Name, new("", p.Type), p.Value is null ? null : JsonValue.Create(p.Value)))],
            },
            cancellation);
        return new(result.Columns, [.. result.Rows.Select(r => (IReadOnlyList<JsonNode?>)[.. r.Select(Wire)])], result.TotalBytesProcessed, $"job-{Queries}");
    }

    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("A diagnosis observes nothing.");

    public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("A diagnosis changes nothing.");

    public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation) => throw new NotSupportedException("The columns of tables are declared.");

    /// <summary>Creates a table and fills it.</summary>
    public async Task CreateAsync(Table table, IEnumerable<JsonObject> rows)
    {
        if (warehouse.Catalog.FindDataset(project, table.Dataset.Id) is null) await warehouse.Catalog.CreateDatasetAsync(new() { Project = project, DatasetId = table.Dataset.Id });
        await warehouse.Catalog.CreateTableAsync(new() { Project = project, TableId = table.Id, Columns = table.Columns });
        Assert.Empty(await warehouse.InsertRowsAsync(new TableReference(project, table.Id), [.. rows]));
    }

    private static JsonNode? Wire(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag ? "true" : "false"),
        LocalDate date => JsonValue.Create(LocalDatePattern.Iso.Format(date)),
        Instant instant => JsonValue.Create((instant.ToUnixTimeTicks() / 10).ToString(CultureInfo.InvariantCulture)),
        IFormattable number => JsonValue.Create(number.ToString(null, CultureInfo.InvariantCulture)),
        var other => JsonValue.Create(other.ToString()),
    };
}
