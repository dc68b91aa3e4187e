using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>What all resources of one program share: the pipeline, its graph, and the project, which the stack's configuration gives.</summary>
internal sealed class ProgramScope
{
    /// <summary>The configuration keys that a stack sets.</summary>
    public const string ProjectKey = "project";

    /// <summary>True on a stack whose jobs must not fire.</summary>
    public const string PauseJobsKey = "pauseJobs";

    private readonly string placeholder;

    public ProgramScope(AnalyzedPipeline analyzed)
    {
        Analyzed = analyzed;
        Graph = PipelineGraph.Of(analyzed);
        var texts = analyzed.Relations.Values.Concat(analyzed.Jobs.Values).Concat(analyzed.Routines.Values).Select(s => s.Text).ToList();
        placeholder = "project-of-the-stack";
        while (texts.Exists(t => t.Contains(placeholder, StringComparison.Ordinal))) placeholder += "-x";
    }

    public AnalyzedPipeline Analyzed { get; }

    public Pipeline Pipeline => Analyzed.Pipeline;

    public PipelineGraph Graph { get; }

    /// <summary>The body of a routine, moved to the stack's project.</summary>
    public ProgramValue.Text Body(Routine routine) => Pipeline.SqlFiles.TryGetValue(SqlPaths.Of(routine), out var body)
        ? InProject(project => RoutineDefinition.Of(routine, SqlProject.Replace(body, Pipeline.Project, project)).Body)
        : throw new PulumiProgramException($"{routine.ResourceId} has no SQL: correct the mistakes that 'orchestrator plan' prints first.");

    /// <summary>The account whose token a job carries.</summary>
    public string AccountOf(Job job) => DatasetRights.AccountOf(Pipeline, job);

    /// <summary>A text that is made for a project, with the stack's project in its place.</summary>
    public ProgramValue.Text InProject(Func<string, string> textFor)
    {
        var pieces = textFor(placeholder).Split(placeholder);
        return new([.. pieces.SelectMany((piece, i) => i == 0 ? (Part[])[new Part.Literal(piece)] : [new Part.Reference(ProjectKey), new Part.Literal(piece)])]);
    }

    /// <summary>The SQL of a relation, moved to the stack's project.</summary>
    public ProgramValue.Text Query(Relation relation) => Moved(Found(Analyzed.Relations, relation.Id, relation.ResourceId));

    /// <summary>The output columns of a relation's SQL.</summary>
    public IReadOnlyList<Column> Columns(Relation relation) => Found(Analyzed.Relations, relation.Id, relation.ResourceId).Analysis.Columns;

    /// <summary>The request by which a query job runs its statement, moved to the stack's project.</summary>
    public ProgramValue.Text QueryBody(Job job)
    {
        var sql = Found(Analyzed.Jobs, job.Name, job.ResourceId);
        return InProject(project => QueryJobBody.For(SqlProject.Replace(sql.Text, Pipeline.Project, project)));
    }

    private ProgramValue.Text Moved(AnalyzedSql sql) => InProject(project => SqlProject.Replace(sql.Text, Pipeline.Project, project));

    private static AnalyzedSql Found<TKey>(IReadOnlyDictionary<TKey, AnalyzedSql> all, TKey key, ResourceId subject)
        where TKey : notnull => all.TryGetValue(key, out var sql)
            ? sql
            : throw new PulumiProgramException($"{subject} has no SQL: correct the mistakes that 'orchestrator plan' prints first.");
}
