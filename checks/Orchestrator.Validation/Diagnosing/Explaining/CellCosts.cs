namespace Orchestrator.Validation;

/// <summary>What each cell of a prediction costs as it is, without its rows, and with any part of them: ranges of days are found by adding these up.</summary>
internal sealed class CellCosts
{
    private readonly ProfileTable table;
    private readonly Prediction given;

    public CellCosts(ProfileTable table, Prediction given)
    {
        (this.table, this.given) = (table, given);
        var count = table.Target.Length;
        (Kept, Gone, Part) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            Kept[i] = With(i, given.Present[i]);
            Gone[i] = With(i, 0);
            Part[i] = given.Present[i] > 0 && table.Target[i] <= given.Present[i] ? Math.Log(given.Present[i] + 1) : Kept[i];
        }
    }

    /// <summary>By cell: all rows arrive.</summary>
    public double[] Kept { get; }

    /// <summary>By cell: none does.</summary>
    public double[] Gone { get; }

    /// <summary>By cell: any part does.</summary>
    public double[] Part { get; }

    /// <summary>A cell in which another number of rows is predicted.</summary>
    public double With(int cell, double present) => Evidence.Cost(table.Source[cell], present, table.Target[cell]);

    /// <summary>A cell in which its rows arrive several times.</summary>
    public double Repeated(int cell, int times) => With(cell, given.Present[cell] * times);

    /// <summary>Whether the cell has rows to lose.</summary>
    public bool Any(int cell) => given.Present[cell] > 0;

    /// <summary>By day, over one key or all: how much cheaper another cost is than the cell as it is.</summary>
    public double[] Gains(int? key, Func<int, double> other)
    {
        var gains = new double[table.Days];
        for (var k = key ?? 0; k <= (key ?? table.Keys.Length - 1); k++)
            for (var day = 0; day < table.Days; day++) gains[day] += Kept[(k * table.Days) + day] - other((k * table.Days) + day);
        return gains;
    }

    /// <summary>The range of days with the greatest sum; its end is at most <paramref name="last"/>. Null when nothing gains.</summary>
    public static (int From, int To)? Best(double[] gains, int last)
    {
        (int From, int To)? best = null;
        var (greatest, sum, from) = (0.0, 0.0, 0);
        for (var day = 0; day <= last; day++)
        {
            if (sum <= 0) (sum, from) = (0, day);
            sum += gains[day];
            if (sum > greatest) (greatest, best) = (sum, (from, day));
        }

        return best;
    }
}
