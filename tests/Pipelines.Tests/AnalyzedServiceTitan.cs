using NodaTime;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Orchestrator.Pipelines.Tests;

/// <summary>The pipeline as Google's analyzer reads it: once for all tests.</summary>
public sealed class AnalyzedServiceTitan : IAsyncLifetime
{
    public AnalyzedPipeline AsDeclared { get; private set; } = null!;

    public AnalyzedPipeline WithRebuiltLeads { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await using var analyzer = GoogleSqlAnalyzer.Create();
        AsDeclared = await Analyze(analyzer, ServiceTitan.Declare());
        WithRebuiltLeads = await Analyze(analyzer, ServiceTitan.Declare(Materialization.RebuiltWindow("kpi_date", 180)));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static Task<AnalyzedPipeline> Analyze(GoogleSqlAnalyzer analyzer, Pipeline pipeline) =>
        PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, new LocalDate(2025, 10, 21), CancellationToken.None);
}
