namespace Orchestrator.Model;

/// <summary>The column lies between two limits. NULL is not judged; NaN lies in no range.</summary>
public sealed record InRange : ColumnCheck
{
    /// <summary>The least value, as BigQuery's parameters write it. Default: no lower limit.</summary>
    public string? Min { get; init; }

    /// <summary>The greatest value, as BigQuery's parameters write it. Default: no upper limit.</summary>
    public string? Max { get; init; }

    /// <summary>Whether <see cref="Min"/> itself is out of range. Default: no.</summary>
    public bool MinExclusive { get; init; }

    /// <summary>Whether <see cref="Max"/> itself is out of range. Default: no.</summary>
    public bool MaxExclusive { get; init; }

    /// <summary>The GoogleSQL type of the limits: NUMERIC for any number (INT64, NUMERIC, BIGNUMERIC, FLOAT64), else the column's own: DATE, DATETIME, TIMESTAMP or STRING. Default: NUMERIC.</summary>
    public string Type { get; init; } = "NUMERIC";

    /// <summary>The range in words: <c>from 0 to below 100</c>.</summary>
    public string Range => string.Join(' ', new[] { Lower, Upper }.Where(limit => limit is not null));

    private string? Lower => Min is null ? null : MinExclusive ? $"above {Min}" : Max is null ? $"at least {Min}" : $"from {Min}";

    private string? Upper => Max is null ? null : MaxExclusive ? $"{(Min is null ? "" : "to ")}below {Max}" : Min is null ? $"at most {Max}" : $"to {Max}";
}
