using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>What the analyzer says of one statement: its typed tree, or the error.</summary>
public sealed record StatementAnalysis
{
    /// <summary>The typed tree; null when there is an error.</summary>
    public AnyResolvedStatementProto? Statement { get; init; }

    /// <summary>The error; null when the statement is correct.</summary>
    public SqlError? Error { get; init; }

    /// <summary>The text as it was written and as the analyzer got it.</summary>
    public required SplitSql Text { get; init; }
}

/// <summary>The names of tables in a statement, or why it cannot be read.</summary>
/// <param name="Names">Each name in its parts, as spelled; CTEs are left out.</param>
/// <param name="Error">The syntax error, or null.</param>
public sealed record TableNames(IReadOnlyList<IReadOnlyList<string>> Names, SqlError? Error);
