namespace Orchestrator.Model;

/// <summary>The column holds one of a list of values. NULL is not judged: <see cref="NotNull"/> does that.</summary>
public sealed record AcceptedValues : ColumnCheck
{
    /// <summary>The values, one or more, as BigQuery's parameters write them: <c>true</c>, <c>42</c>, <c>2026-03-08</c>. Compared exactly, case and spaces included.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The GoogleSQL type of the values: STRING, INT64, NUMERIC, BOOL, DATE, DATETIME or TIMESTAMP. Default: STRING.</summary>
    public string Type { get; init; } = "STRING";
}
