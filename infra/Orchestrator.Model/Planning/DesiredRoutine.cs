namespace Orchestrator.Model;

/// <summary>The desired state of routines.</summary>
internal static class DesiredRoutine
{
    public static ResourceState Of(AnalyzedPipeline analyzed, PipelineGraph graph, Routine routine, string project)
    {
        if (!analyzed.Pipeline.SqlFiles.TryGetValue(SqlPaths.Of(routine), out var body))
            throw new ArgumentException($"{routine.ResourceId} has no SQL: correct the mistakes of pipeline {analyzed.Pipeline.Name} first.", nameof(analyzed));
        var definition = RoutineDefinition.Of(routine, SqlProject.Replace(body, analyzed.Pipeline.Project, project));
        return new()
        {
            Id = routine.ResourceId,
            Properties = DesiredState.Properties([("routineType", definition.Type), ("definition", definition.Statement), ("description", routine.Description)]),
            Routine = definition,
            DependsOn = [.. graph.ReadsOf(routine).Select(r => r.ResourceId).Append(routine.Dataset.ResourceId).Order()],
        };
    }
}
