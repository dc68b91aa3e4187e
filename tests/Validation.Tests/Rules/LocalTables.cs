using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Engine;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Validation.Tests.Rules;

/// <summary>Tables in memory on the local engine, as the checks see them.</summary>
public sealed class LocalTables : IWarehouse, IAsyncLifetime
{
    public const string Project = "my-project";

    private LocalWarehouse engine = null!;

    /// <summary>How many statements were run.</summary>
    public int Asked { get; private set; }

    public AnalyzerProcess Analyzer { get; } = AnalyzerProcess.Create();

    public async Task InitializeAsync()
    {
        engine = await LocalWarehouse.OpenAsync(new() { Now = () => Example.Now, AnalyzerProcess = Analyzer });
        await engine.Catalog.CreateDatasetAsync(new() { Project = Project, DatasetId = new("mart") });
    }

    public async Task DisposeAsync()
    {
        await engine.DisposeAsync();
        await Analyzer.DisposeAsync();
    }

    /// <summary>Makes a table anew with rows as GoogleSQL literals.</summary>
    public Task FillAsync(Table table, params IEnumerable<string> rows) => RunAsync(
        $"CREATE OR REPLACE TABLE {SqlIdentifier.Quote(Project, table.Id)} AS SELECT * FROM UNNEST(ARRAY<STRUCT<{string.Join(", ", table.Columns.Select(c => $"{SqlIdentifier.Quote(c.Name)} {c.Type}"))}>>[{string.Join(", ", rows)}])");

    public Task RunAsync(string sql) => engine.RunAsync(new() { Sql = sql, Project = Project });

    /// <summary>The one value of a query, as the REST API writes it.</summary>
    public async Task<string?> ValueAsync(string sql) => (await QueryAsync(new(sql, []), CancellationToken.None)).Rows[0][0]?.ToString();

    public async Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation)
    {
        Asked++;
        var result = await engine.RunAsync(Request(query), cancellation);
        return new(result.Columns, [.. result.Rows.Select(r => (IReadOnlyList<JsonNode?>)[.. r.Select(Json)])], result.TotalBytesProcessed, $"job_{Asked}");
    }

    public async Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation)
    {
        var result = await engine.DryRunAsync(Request(query), cancellation);
        return new(result.TotalBytesProcessed, result.Columns, result.StatementType);
    }

    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("Checks observe nothing.");

    public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("Checks change nothing.");

    private static StatementRequest Request(Query query) => new()
    {
        Sql = query.Sql,
        Project = Project,
        Parameters = [.. query.Parameters.Select(p => new QueryParameter(
            p.Name,
            new("", p.Type, p.Items is null ? ColumnMode.Nullable : ColumnMode.Repeated),
            p.Items is { } items ? new JsonArray([.. items.Select(i => JsonValue.Create(i))]) : p.Value))],
    };

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        Instant instant => (instant.ToUnixTimeTicks() / 10).ToString(CultureInfo.InvariantCulture),
        object?[] items => new JsonArray([.. items.Select(Json)]),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

[CollectionDefinition(Name)]
public sealed class TheTables : ICollectionFixture<LocalTables>
{
    public const string Name = "local tables";
}
