namespace Orchestrator.Validation;

/// <summary>A prediction while effects are applied to it, unit by unit. It starts as a faultless copy of the source.</summary>
internal sealed class Draft
{
    public Draft(ProfileTable table)
    {
        Times = [.. table.Units.Select(u => u.Failed == 0 ? 1.0 : 0.0)];
        Open = new bool[table.Units.Length];
        Cell = [.. table.CellOf];
        Figure = table.Counted;
    }

    private Draft(Draft other)
    {
        (Times, Open, Cell) = ([.. other.Times], [.. other.Open], [.. other.Cell]);
        (Figure, CellTimes, Scattered) = (other.Figure, other.CellTimes, other.Scattered);
    }

    /// <summary>How often each unit arrives: 0 never, 1 as it should, 2 twice.</summary>
    public double[] Times { get; }

    /// <summary>Whether nobody can say how much of the unit arrives.</summary>
    public bool[] Open { get; }

    /// <summary>The cell in which each unit arrives.</summary>
    public int[] Cell { get; }

    /// <summary>Which figure of each unit arrives, in rows.</summary>
    public double[] Figure { get; set; }

    /// <summary>By how much a cell of the target is multiplied after all; null means by nothing.</summary>
    public double[]? CellTimes { get; set; }

    /// <summary>Whether rows repeat at random, so that an excess anywhere is no surprise.</summary>
    public bool Scattered { get; set; }

    /// <summary>The same with one more effect.</summary>
    public Draft With(ProfileTable table, Effect effect)
    {
        var draft = new Draft(this);
        effect.Apply(table, draft);
        return draft;
    }
}
