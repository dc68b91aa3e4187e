using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>How many rows a table has, and how many of them are stale.</summary>
public sealed record StaleCount
{
    /// <summary>All rows.</summary>
    public required long Total { get; init; }

    /// <summary>The rows of the current read: of the newest snapshot, or of the source.</summary>
    public required long Current { get; init; }

    /// <summary>The stale rows.</summary>
    public required long Stale { get; init; }

    /// <summary>Rows that are not judged, because they have no snapshot or no whole key; never deleted.</summary>
    public required long Unjudged { get; init; }

    /// <summary>The newest snapshot, as GoogleSQL writes the value; null when there is none, or the key decides.</summary>
    public string? Newest { get; init; }

    /// <summary>Reads the one row of <see cref="StaleStatements.Count"/>.</summary>
    public static StaleCount Read(QueryAnswer answer) => new()
    {
        Total = Number(answer.Rows[0][0]),
        Current = Number(answer.Rows[0][1]),
        Stale = Number(answer.Rows[0][2]),
        Unjudged = Number(answer.Rows[0][3]),
        Newest = answer.Rows[0][4]?.GetValue<string>(),
    };

    private static long Number(JsonNode? value) => long.Parse(value!.GetValue<string>(), CultureInfo.InvariantCulture);
}

/// <summary>The rows of one snapshot.</summary>
/// <param name="Snapshot">Its value, as GoogleSQL writes it.</param>
/// <param name="Rows">How many rows have it.</param>
public sealed record SnapshotRows(string Snapshot, long Rows)
{
    /// <summary>Reads the rows of <see cref="StaleStatements.Snapshots"/>, the newest first.</summary>
    public static IReadOnlyList<SnapshotRows> Read(QueryAnswer answer) =>
        [.. answer.Rows.Select(r => new SnapshotRows(r[0]!.GetValue<string>(), long.Parse(r[1]!.GetValue<string>(), CultureInfo.InvariantCulture)))];
}
