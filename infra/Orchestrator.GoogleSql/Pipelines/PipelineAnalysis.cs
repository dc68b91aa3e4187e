using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>
/// Analyzes all SQL of a pipeline: first which tables each statement names, then, in the order of those reads, each statement against the
/// columns known so far. What stands above a mistake is left out, so that one mistake is told once.
/// </summary>
public static class PipelineAnalysis
{
    /// <summary>The pipeline with what GoogleSQL says of it, and all mistakes found; pauses are not judged by date.</summary>
    public static Task<AnalyzedPipeline> AnalyzeAsync(Pipeline pipeline, ISqlAnalyzer analyzer, CancellationToken cancellation) =>
        AnalyzeAsync(pipeline, analyzer, today: null, cancellation);

    /// <summary>The pipeline with what GoogleSQL says of it, and all mistakes found.</summary>
    /// <param name="pipeline">The declaration.</param>
    /// <param name="analyzer">GoogleSQL.</param>
    /// <param name="today">Today in the pipeline's zone, for pauses that have expired; null leaves them unjudged.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<AnalyzedPipeline> AnalyzeAsync(Pipeline pipeline, ISqlAnalyzer analyzer, LocalDate? today, CancellationToken cancellation)
    {
        var statements = new StatementSource(pipeline, analyzer, cancellation);
        var catalog = new PipelineCatalog(pipeline);
        var relations = await RelationAnalysis.AnalyzeAsync(pipeline, statements, catalog);
        var routines = await RoutineAnalysis.AnalyzeAsync(pipeline, statements, catalog);
        var jobs = await JobAnalysis.AnalyzeAsync(pipeline, statements, catalog, relations);
        var checks = await CheckAnalysis.AnalyzeAsync(pipeline, statements, catalog);
        var filters = await FilterAnalysis.AnalyzeAsync(pipeline, statements, catalog);
        var predicates = await CheckAnalysis.AnalyzePredicatesAsync(pipeline, statements, catalog);
        var analyzed = new AnalyzedPipeline { Pipeline = pipeline, Relations = relations, Routines = routines, Jobs = jobs, Checks = checks, Filters = filters, Predicates = predicates, Diagnostics = [] };
        return analyzed with
        {
            Diagnostics = DiagnosticOrder.Sort(DeclarationDiagnostics.Find(pipeline, today).Concat(AnalysisDiagnostics.Find(analyzed))),
        };
    }
}
