using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Engine;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Engine.Tests;

/// <summary>One analyzer for all warehouses of the tests, and a warehouse in memory for what does not write.</summary>
public sealed class Engines : IAsyncLifetime
{
    public AnalyzerProcess Analyzer { get; } = AnalyzerProcess.Create();

    public LocalWarehouse Shared { get; private set; } = null!;

    public async Task InitializeAsync() => Shared = await OpenAsync();

    public async Task DisposeAsync()
    {
        await Shared.DisposeAsync();
        await Analyzer.DisposeAsync();
    }

    /// <summary>A warehouse with the dataset <c>d</c>; its clock stands at 2026-03-08 05:30 UTC unless told otherwise.</summary>
    public async Task<LocalWarehouse> OpenAsync(string? folder = null, Func<Instant>? now = null)
    {
        var warehouse = await LocalWarehouse.OpenAsync(new() { DataFolder = folder, Now = now ?? (() => At.Noon), AnalyzerProcess = Analyzer });
        if (warehouse.Catalog.FindDataset(At.Project, At.Dataset) is null)
            await warehouse.Catalog.CreateDatasetAsync(new() { Project = At.Project, DatasetId = At.Dataset });
        return warehouse;
    }
}

[CollectionDefinition(Name)]
public sealed class TheEngine : ICollectionFixture<Engines>
{
    public const string Name = "one engine";
}

/// <summary>Names that the tests share, and short ways to run statements.</summary>
internal static class At
{
    public const string Project = "kpi-auto-471020";

    public static readonly DatasetId Dataset = new("d");

    public static readonly Instant Noon = Instant.FromUtc(2026, 3, 8, 5, 30);

    public static TableReference Table(string name) => new(Project, new TableId(Dataset, name));

    public static Task<StatementResult> Run(this LocalWarehouse warehouse, string sql, params QueryParameter[] parameters) =>
        warehouse.RunAsync(new() { Sql = sql, Project = Project, DefaultDataset = Dataset, Parameters = parameters });

    public static async Task<IReadOnlyList<object?[]>> Rows(this LocalWarehouse warehouse, string sql, params QueryParameter[] parameters) => (await warehouse.Run(sql, parameters)).Rows;

    public static async Task<object?> Value(this LocalWarehouse warehouse, string sql, params QueryParameter[] parameters) => Assert.Single(Assert.Single(await warehouse.Rows(sql, parameters)));

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
