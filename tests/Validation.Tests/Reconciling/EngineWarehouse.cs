using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Engine;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Validation.Tests.Reconciling;

/// <summary>One analyzer for the warehouses of these tests.</summary>
public sealed class LocalEngine : IAsyncLifetime
{
    private readonly AnalyzerProcess analyzer = AnalyzerProcess.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await analyzer.DisposeAsync();

    /// <summary>A warehouse in memory with the dataset <c>d</c> and the tables of <see cref="Leads"/>.</summary>
    internal async Task<EngineWarehouse> OpenAsync()
    {
        var warehouse = await LocalWarehouse.OpenAsync(new() { DataFolder = null, Now = () => Leads.Now, AnalyzerProcess = analyzer });
        await warehouse.Catalog.CreateDatasetAsync(new() { Project = "my-project", DatasetId = Leads.Data.Id });
        var opened = new EngineWarehouse(warehouse);
        foreach (var table in new[] { Leads.Funnel, Leads.Plan })
            await opened.RunAsync($"CREATE TABLE `my-project.{table.Id}` ({string.Join(", ", table.Columns.Select(c => $"{c.Name} {c.Type}"))})");
        return opened;
    }
}

/// <summary>The local engine as a warehouse: statements really run.</summary>
internal sealed class EngineWarehouse(LocalWarehouse engine) : IWarehouse, IAsyncDisposable
{
    public Task RunAsync(string sql) => engine.RunAsync(new() { Sql = sql, Project = "my-project" });

    public async Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation)
    {
        var result = await engine.RunAsync(new() { Sql = query.Sql, Project = "my-project", Parameters = [.. query.Parameters.Select(Parameter)] }, cancellation);
        return new(result.Columns, [.. result.Rows.Select(r => (IReadOnlyList<JsonNode?>)[.. r.Select(Text)])], result.TotalBytesProcessed, "engine");
    }

    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("Checks observe nothing.");

    public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("Checks change nothing.");

    public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation) => throw new NotSupportedException("Checks are run.");

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private static QueryParameter Parameter(QueryValue value) => value.Items is { } items
        ? new(value.Name, new(value.Name, value.Type, ColumnMode.Repeated), new JsonArray([.. items.Select(i => (JsonNode)i)]))
        : new(value.Name, new(value.Name, value.Type), value.Value);

    private static JsonNode? Text(object? value) => value switch
    {
        null => null,
        Instant instant => $"{instant.ToUnixTimeTicks() / 10}",
        LocalDate date => LocalDatePattern.Iso.Format(date),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
