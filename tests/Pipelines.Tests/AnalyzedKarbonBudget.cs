using NodaTime;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Orchestrator.Pipelines.Tests;

/// <summary>The pipeline as Google's analyzer reads it: once for all tests.</summary>
public sealed class AnalyzedKarbonBudget : IAsyncLifetime
{
    public AnalyzedPipeline AsDeclared { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await using var analyzer = GoogleSqlAnalyzer.Create();
        AsDeclared = await PipelineAnalysis.AnalyzeAsync(KarbonBudget.Declare(), analyzer, new LocalDate(2025, 8, 14), CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
