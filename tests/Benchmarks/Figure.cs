using System.Globalization;

namespace Benchmarks;

/// <summary>One measured figure beside its peer and its goal.</summary>
public sealed record Figure
{
    /// <summary>What was measured, in words.</summary>
    public required string Name { get; init; }

    /// <summary>The unit of the figures: ms, ns, B, fires, jobs, answers.</summary>
    public required string Unit { get; init; }

    /// <summary>The smallest of the repetitions.</summary>
    public required double Best { get; init; }

    /// <summary>The median of the repetitions.</summary>
    public required double Median { get; init; }

    /// <summary>The largest of the repetitions.</summary>
    public required double Worst { get; init; }

    /// <summary>How many times the product's median goes into this one; null for the product itself.</summary>
    public double? Ratio { get; init; }

    /// <summary>What the figure must be, in words; null when it stands for comparison.</summary>
    public string? Goal { get; init; }

    /// <summary>Whether the goal is met; null without one.</summary>
    public bool? Met { get; init; }

    /// <summary>A count, which has no repetitions.</summary>
    public static Figure Count(string name, string unit, long count) => new() { Name = name, Unit = unit, Best = count, Median = count, Worst = count };

    /// <summary>Repetitions of one measurement.</summary>
    public static Figure Of(string name, string unit, IReadOnlyList<double> repetitions)
    {
        var sorted = repetitions.Order().ToList();
        return new() { Name = name, Unit = unit, Best = sorted[0], Median = sorted[sorted.Count / 2], Worst = sorted[^1] };
    }

    /// <summary>This figure as a peer's, beside ours.</summary>
    public Figure Beside(Figure ours) => this with { Ratio = ours.Median > 0 ? Median / ours.Median : null };

    /// <summary>This figure with a goal.</summary>
    public Figure For(string goal, bool met) => this with { Goal = goal, Met = met };

    /// <summary>A figure as people read it: three digits that count, or a whole number.</summary>
    public static string Text(double figure) => figure switch
    {
        0 => "0",
        < 10 => figure.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => figure.ToString("0.0", CultureInfo.InvariantCulture),
        _ => figure.ToString("#,##0", CultureInfo.InvariantCulture),
    };
}

/// <summary>Figures that belong together.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Explanation">What was run, in one or two sentences.</param>
/// <param name="Figures">The rows.</param>
public sealed record FigureTable(string Title, string Explanation, IReadOnlyList<Figure> Figures);
