namespace Orchestrator.Validation;

/// <summary>Source and target by key over the whole window.</summary>
internal static class KeyTotals
{
    public static IReadOnlyList<KeyVariance> Of(ProfileTable table) =>
        [.. table.Keys.Select((key, k) => new KeyVariance(key ?? "NULL", Sum(table.Source, table, k) * table.Scale, Sum(table.Target, table, k) * table.Scale)).Where(k => k.Source != 0 || k.Target != 0)];

    /// <summary>The sum of one key's cells.</summary>
    public static double Sum(double[] cells, ProfileTable table, int key) => cells.AsSpan(key * table.Days, table.Days).ToArray().Sum();
}
