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

    /// <summary>The least that on-demand pricing bills for each table of a query: 10 MiB.</summary>
    public const long LeastBytesOfTable = 10 * 1_048_576;

    private const decimal Gibibyte = 1_073_741_824m;

    /// <summary>What on-demand pricing bills for a query: whole mebibytes, and at least 10 MiB for each table.</summary>
    /// <param name="bytes">Bytes that it reads.</param>
    /// <param name="tables">Stored tables that it names, through views.</param>
    public static decimal Billed(decimal bytes, int tables) => Math.Max(Math.Ceiling(bytes / 1_048_576) * 1_048_576, LeastBytesOfTable * (decimal)tables);

    /// <summary>US dollars a month.</summary>
    /// <param name="bytesPerDay">Bytes that queries are billed for in a day.</param>
    /// <param name="storedBytes">Bytes that are stored all month.</param>
    public decimal PerMonth(decimal bytesPerDay, decimal storedBytes) =>
        (bytesPerDay * DaysOfMonth / (Gibibyte * 1024) * PerTebibyteRead) + (storedBytes / Gibibyte * PerGibibyteMonth);
}
