namespace Orchestrator.Model;

/// <summary>Where the SQL of a declared thing lies: found by name, never by a path that somebody writes.</summary>
public static class SqlPaths
{
    /// <summary>The file of a relation below the pipeline's SQL folder; null for a table, which has none.</summary>
    public static string? Of(Relation relation) => relation is Table ? null : $"{relation.Dataset.Id}/{relation.Name}.sql";

    /// <summary>The file of a routine's body.</summary>
    public static string Of(Routine routine) => $"{routine.Dataset.Id}/{routine.Name}.routine.sql";

    /// <summary>The file of a job's own statement; null when it has none.</summary>
    public static string? Of(Job job) => job is QueryJob { Statement: { } name } ? $"jobs/{name}.sql" : null;

    /// <summary>The file of a check with SQL of its own; null for every other check.</summary>
    public static string? Of(Check check) => check is SqlCheck own ? own.SqlPath : null;

    /// <summary>Every file that a pipeline needs, with who needs it.</summary>
    public static IEnumerable<(string Path, string Subject)> Of(Pipeline pipeline) =>
        pipeline.Relations.Select(r => (Of(r), r.ResourceId.ToString()))
            .Concat(pipeline.Routines.Select(r => ((string?)Of(r), r.ResourceId.ToString())))
            .Concat(pipeline.Jobs.Select(j => (Of(j), j.ResourceId.ToString())))
            .Concat(pipeline.Checks.Select(c => (Of(c), c.Subject)))
            .Where(p => p.Item1 is not null)
            .Select(p => (p.Item1!, p.Item2));

    /// <summary>A file as seen from the repository's root.</summary>
    public static string FromRoot(Pipeline pipeline, string path) => $"{pipeline.SqlFolder}/{path}";
}
