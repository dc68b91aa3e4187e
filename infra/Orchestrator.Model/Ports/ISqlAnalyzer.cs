namespace Orchestrator.Model;

/// <summary>GoogleSQL's own understanding of a statement. Implemented with Google's analyzer; no statement is run.</summary>
public interface ISqlAnalyzer
{
    /// <summary>Resolves names and types of one statement against the tables given.</summary>
    /// <param name="sql">One GoogleSQL statement; tables may be spelled with or without the project.</param>
    /// <param name="tables">What the statement may refer to. Tables that it does not name cost nothing.</param>
    /// <param name="defaultProject">The project of a table that is named without one.</param>
    /// <param name="cancellation">Stops waiting; the analyzer is replaced if it does not answer.</param>
    Task<SqlAnalysis> AnalyzeAsync(string sql, IReadOnlyList<SqlTable> tables, string defaultProject, CancellationToken cancellation);

    /// <summary>The tables that a statement names, without knowing any table: enough to order statements before they are analyzed. An error is a syntax error.</summary>
    Task<SqlReferences> FindReferencesAsync(string sql, string defaultProject, CancellationToken cancellation);

    /// <summary>Compares two statements by meaning: layout, comments, case of names, aliases and backticks do not count.</summary>
    Task<SqlComparison> CompareAsync(string left, string right, IReadOnlyList<SqlTable> tables, string defaultProject, CancellationToken cancellation);
}

/// <summary>The tables that a statement names, or why it cannot be read.</summary>
/// <param name="Tables">Sorted, each once; names that have not the form dataset.table or project.dataset.table are left out (they are CTEs or temporary).</param>
/// <param name="Error">The syntax error, or null.</param>
public sealed record SqlReferences(IReadOnlyList<TableReference> Tables, SqlError? Error);
