namespace Orchestrator.Validation;

/// <summary>Medians: what lies in the middle, or between the two in the middle.</summary>
internal static class Medians
{
    /// <summary>The median of counts, exact.</summary>
    public static decimal Of(IReadOnlyList<decimal> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The median of numbers; halved before they are added, so that the greatest numbers do not overflow.</summary>
    public static double Of(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] / 2) + (sorted[sorted.Count / 2] / 2);
    }

    /// <summary>The median of the distances from the median (MAD): half of the numbers are nearer.</summary>
    public static double Spread(IReadOnlyList<double> values, double median) => Of([.. values.Select(v => Math.Abs(v - median))]);
}
