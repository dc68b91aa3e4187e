namespace Orchestrator.Validation;

/// <summary>What bytes cost. The defaults are BigQuery's public on-demand list prices in the US, without the free terabyte of a month; a contract or another region has its own.</summary>
public sealed record Prices
{
    /// <summary>US dollars for a tebibyte that queries read. Default: 6.25.</summary>
    public decimal PerTebibyteRead { get; init; } = 6.25m;

    /// <summary>US dollars for a gibibyte of active logical storage during a month. Default: 0.02.</summary>
    public decimal PerGibibyteMonth { get; init; } = 0.02m;

    /// <summary>Days of a month, as costs are told here.</summary>
    public const int DaysOfMonth = 30;

    private const decimal Gibibyte = 1_073_741_824m;

    /// <summary>US dollars a month.</summary>
    /// <param name="bytesPerDay">Bytes that queries are billed for in a day.</param>
    /// <param name="storedBytes">Bytes that are stored all month.</param>
    public decimal PerMonth(decimal bytesPerDay, decimal storedBytes) =>
        (bytesPerDay * DaysOfMonth / (Gibibyte * 1024) * PerTebibyteRead) + (storedBytes / Gibibyte * PerGibibyteMonth);
}
