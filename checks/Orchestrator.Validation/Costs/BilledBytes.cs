namespace Orchestrator.Validation;

/// <summary>
/// What BigQuery bills for bytes that a query reads on demand (https://cloud.google.com/bigquery/pricing, "On-demand compute pricing"): whole MB of 2^20
/// bytes, at least 10 of them for each table that is referenced and for the query; a query that reads no byte, such as a count of all rows, is free.
/// </summary>
public static class BilledBytes
{
    /// <summary>The least that is billed for a table that is read: 10 MB of 2^20 bytes.</summary>
    public const long Least = 10 * Megabyte;

    private const long Megabyte = 1_048_576;

    /// <summary>The most that can be billed for an estimate of a dry run, which does not say how its bytes are spread over tables: all in one, and the others at their least.</summary>
    /// <param name="processed">Bytes that are read.</param>
    /// <param name="tables">How many tables are read.</param>
    public static long AtMost(long processed, int tables) => processed <= 0 ? 0 : Math.Max(Least, Whole(processed)) + (Math.Max(0, tables - 1) * Least);

    /// <summary>The same of bytes that were reckoned and not counted, such as those that change in a day.</summary>
    /// <param name="processed">Bytes that are read.</param>
    /// <param name="tables">How many tables are read.</param>
    public static decimal AtMost(decimal processed, int tables) => AtMost((long)Math.Ceiling(processed), tables);

    /// <summary>
    /// What is sent as <c>maximumBytesBilled</c> with a statement whose estimate is known: a tenth more, because tables grow between the estimate and the
    /// run, and a MB a table, because every table is rounded up. A statement that should be free may bill the least of its tables.
    /// </summary>
    public static long Limit(long processed, int tables) => Math.Max(
        AtMost(processed + (processed / 10), tables) + (Math.Max(1, tables) * Megabyte),
        Math.Max(1, tables) * Least);

    private static long Whole(long bytes) => (bytes + Megabyte - 1) / Megabyte * Megabyte;
}
