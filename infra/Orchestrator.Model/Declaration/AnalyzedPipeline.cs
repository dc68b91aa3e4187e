using System.Collections.Immutable;

namespace Orchestrator.Model;

/// <summary>A pipeline together with what GoogleSQL says of its SQL. Everything after the declaration works on this.</summary>
public sealed record AnalyzedPipeline
{
    /// <summary>The declaration.</summary>
    public required Pipeline Pipeline { get; init; }

    /// <summary>The SQL of every view and materialized table that has a file, by relation.</summary>
    public required IReadOnlyDictionary<TableId, AnalyzedSql> Relations { get; init; }

    /// <summary>The statement of every query job, by job name: generated for a rebuild, its own file otherwise.</summary>
    public required IReadOnlyDictionary<string, AnalyzedSql> Jobs { get; init; }

    /// <summary>The statement that creates each routine whose body has a file, by routine.</summary>
    public IReadOnlyDictionary<ResourceId, AnalyzedSql> Routines { get; init; } = ImmutableDictionary<ResourceId, AnalyzedSql>.Empty;

    /// <summary>The SQL of every check that has a file, by check name.</summary>
    public required IReadOnlyDictionary<string, AnalyzedSql> Checks { get; init; }

    /// <summary>What GoogleSQL says of each filter of a reconciliation, by <see cref="SideFilter.Key"/>.</summary>
    public IReadOnlyDictionary<string, SqlAnalysis> Filters { get; init; } = ImmutableDictionary<string, SqlAnalysis>.Empty;

    /// <summary>The predicates in the declarations of checks, in their order.</summary>
    public IReadOnlyList<AnalyzedPredicate> Predicates { get; init; } = [];

    /// <summary>All mistakes found, in their final order: by file and place, then by subject and code.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Whether any diagnostic is an error.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}

/// <summary>One statement of a pipeline with its place and its analysis.</summary>
/// <param name="Path">File from the repository's root; for a generated statement, the file of the query inside it.</param>
/// <param name="Text">The statement, with the project as the file names it.</param>
/// <param name="Analysis">What GoogleSQL says.</param>
public sealed record AnalyzedSql(string Path, string Text, SqlAnalysis Analysis);
