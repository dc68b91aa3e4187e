namespace Orchestrator.Validation;

/// <summary>What the target would hold if some effects were the whole truth, by cell and in rows.</summary>
/// <param name="Present">Rows that must be there.</param>
/// <param name="Open">Rows of which any part may be there besides.</param>
/// <param name="Scattered">Whether an excess anywhere is expected.</param>
internal sealed record Prediction(double[] Present, double[] Open, bool Scattered)
{
    /// <summary>Adds up a draft by cell.</summary>
    public static Prediction Of(ProfileTable table, Draft draft)
    {
        var present = new double[table.Target.Length];
        var open = new double[table.Target.Length];
        for (var i = 0; i < draft.Times.Length; i++)
        {
            if (draft.Times[i] == 0 || draft.Cell[i] < 0) continue;
            (draft.Open[i] ? open : present)[draft.Cell[i]] += draft.Times[i] * draft.Figure[i];
        }

        if (draft.CellTimes is { } times)
            for (var i = 0; i < times.Length; i++) (present[i], open[i]) = (present[i] * times[i], open[i] * times[i]);
        return new(present, open, draft.Scattered);
    }
}
