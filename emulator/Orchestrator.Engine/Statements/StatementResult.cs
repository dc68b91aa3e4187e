using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>How many rows a DML statement changed.</summary>
/// <param name="Inserted">Inserted rows.</param>
/// <param name="Updated">Updated rows.</param>
/// <param name="Deleted">Deleted rows.</param>
public sealed record DmlStatistics(long Inserted, long Updated, long Deleted)
{
    /// <summary>All of them: BigQuery's <c>numDmlAffectedRows</c>.</summary>
    public long Affected => Inserted + Updated + Deleted;
}

/// <summary>What a statement gave, or would give.</summary>
public sealed record StatementResult
{
    /// <summary>BigQuery's <c>statementType</c>: SELECT, INSERT, MERGE, CREATE_TABLE_AS_SELECT, CREATE_VIEW, CALL ...</summary>
    public required string StatementType { get; init; }

    /// <summary>The columns of a query's rows; unnamed ones are f0_, f1_ ... Empty for other statements.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>
    /// The rows of a query. INT64 is long, FLOAT64 double, BOOL bool, STRING and JSON string, BYTES byte[], DATE NodaTime.LocalDate, TIME
    /// NodaTime.LocalTime, DATETIME NodaTime.LocalDateTime, TIMESTAMP NodaTime.Instant, NUMERIC and INTERVAL their canonical string; ARRAY and
    /// STRUCT object?[] (which is IReadOnlyList of object?) of elements or of fields in order. A NULL ARRAY is an empty one. Empty for a dry run.
    /// </summary>
    public IReadOnlyList<object?[]> Rows { get; init; } = [];

    /// <summary>What DML changed; null for other statements and dry runs.</summary>
    public DmlStatistics? Dml { get; init; }

    /// <summary>Affected rows of DML; null for other statements.</summary>
    public long? AffectedRows => Dml?.Affected;

    /// <summary>The tables that the statement reads, with those behind its views; sorted, each once.</summary>
    public IReadOnlyList<TableReference> ReferencedTables { get; init; } = [];

    /// <summary>Logical bytes of the columns that are read, by BigQuery's sizes of types.</summary>
    public long TotalBytesProcessed { get; init; }

    /// <summary>The same by table; tables of which no column is read are not there.</summary>
    public IReadOnlyDictionary<TableReference, long> BytesByTable { get; init; } = new Dictionary<TableReference, long>();

    /// <summary>The target of DDL or DML, or the destination of a query's rows; null otherwise.</summary>
    public TableReference? Target { get; init; }

    /// <summary>CREATE, REPLACE, DROP or SKIP (IF [NOT] EXISTS made it do nothing); null for other statements.</summary>
    public string? DdlOperation { get; init; }
}
