namespace Orchestrator.Model;

/// <summary>What GoogleSQL says of one statement: either an error, or what it reads, writes and returns.</summary>
public sealed record SqlAnalysis
{
    /// <summary>The error, or null when the statement is correct.</summary>
    public SqlError? Error { get; init; }

    /// <summary>SELECT, INSERT, MERGE, CREATE_VIEW ..., as BigQuery's <c>statementType</c> spells them.</summary>
    public string StatementType { get; init; } = "";

    /// <summary>Tables and views that the statement reads, sorted, each once. For DML the target is in <see cref="Writes"/>, and here only if it is read as well.</summary>
    public IReadOnlyList<TableReference> Reads { get; init; } = [];

    /// <summary>The target of a DML or DDL statement; null for a query.</summary>
    public TableReference? Writes { get; init; }

    /// <summary>The output columns of a query, in order.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>Filters of the form <c>column &gt;= today - n days</c> found in the statement: how far back each run reaches.</summary>
    public IReadOnlyList<RelativeWindow> Windows { get; init; } = [];

    /// <summary>Functions whose answer depends on when or by whom the statement is run (CURRENT_DATE, RAND, SESSION_USER ...), upper case, sorted.</summary>
    public IReadOnlyList<string> VolatileFunctions { get; init; } = [];

    /// <summary>What BigQuery does not accept in a materialized view, in the order of <see cref="MaterializedObstacleKind"/>; volatile functions are in <see cref="VolatileFunctions"/>. Also of a statement with an error, as far as its text tells.</summary>
    public IReadOnlyList<MaterializedObstacle> MaterializedObstacles { get; init; } = [];

    /// <summary>Whether the statement uses an analytic (window) function.</summary>
    public bool HasAnalyticFunction => MaterializedObstacles.Any(o => o.Kind == MaterializedObstacleKind.AnalyticFunction);

    /// <summary>Whether the statement joins with RIGHT or FULL OUTER JOIN.</summary>
    public bool HasOuterJoin => MaterializedObstacles.Any(o => o.Kind == MaterializedObstacleKind.OuterJoin);
}

/// <summary>A table as a statement names it, with its project.</summary>
/// <param name="Project">The Google Cloud project.</param>
/// <param name="Id">Dataset and name.</param>
public sealed record TableReference(string Project, TableId Id) : IComparable<TableReference>
{
    /// <inheritdoc/>
    public int CompareTo(TableReference? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <summary><c>project.dataset.table</c>.</summary>
    public override string ToString() => $"{Project}.{Id}";
}

/// <summary>A statement that GoogleSQL refuses.</summary>
/// <param name="Message">Google's own text, without the position.</param>
/// <param name="Line">Line in the statement, from 1; null when GoogleSQL gives none.</param>
/// <param name="Column">Column in that line, from 1; null when GoogleSQL gives none.</param>
/// <param name="Kind">What kind of mistake it is, as far as the text tells.</param>
public sealed record SqlError(string Message, int? Line, int? Column, SqlErrorKind Kind);

/// <summary>The kinds of mistakes that a declaration reports with codes of their own.</summary>
public enum SqlErrorKind
{
    /// <summary>The text is not GoogleSQL.</summary>
    Syntax,

    /// <summary>A table or view that nobody declares.</summary>
    UnknownTable,

    /// <summary>A column that the table has not.</summary>
    UnknownColumn,

    /// <summary>Anything else: types, arguments, unsupported features.</summary>
    Other,
}

/// <summary>A filter <c>column &gt;= CURRENT_DATE - days</c> (or &gt;): which dates each run covers again.</summary>
/// <param name="Column">The output or table column that is compared.</param>
/// <param name="Days">How many days back the window begins.</param>
/// <param name="Inclusive">Whether the first day belongs to the window (&gt;= rather than &gt;).</param>
/// <param name="Zone">The zone in which the current date is taken; null means UTC, BigQuery's default.</param>
public sealed record RelativeWindow(string Column, int Days, bool Inclusive, string? Zone)
{
    /// <summary>How many daily runs write one date: days back, plus the day itself when it is included (X40: 7 days back is 8 copies).</summary>
    public int DatesCovered => Inclusive ? Days + 1 : Days;
}

/// <summary>The answer to: do two statements mean the same?</summary>
public enum SqlComparison
{
    /// <summary>The typed trees are equal: only layout, comments, case or aliases differ, or nothing does.</summary>
    Same,

    /// <summary>The typed trees differ.</summary>
    Different,

    /// <summary>One of them could not be analyzed and their tokens differ: unknown is never green.</summary>
    Unknown,
}
