namespace Orchestrator.Validation;

/// <summary>A range of days, of one key or of all, of which not everything arrived, though newer days did.</summary>
/// <param name="Key">The key, as an index; null means all.</param>
/// <param name="From">First day of which nothing arrived.</param>
/// <param name="To">Last such day; before <paramref name="From"/> when there is none.</param>
/// <param name="Parts">Days of which any part may have arrived.</param>
/// <param name="Surprise">See <see cref="Effect"/>.</param>
internal sealed record NotLoaded(int? Key, int From, int To, IReadOnlyList<int> Parts, double Surprise) : Effect(CauseKind.PartialLoad, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft)
    {
        for (var i = 0; i < draft.Times.Length; i++)
        {
            if (draft.Cell[i] < 0 || (Key is { } key && table.KeyOf[i] != key)) continue;
            var day = draft.Cell[i] % table.Days;
            if (day >= From && day <= To) draft.Times[i] = 0;
            else if (Parts.Contains(day)) draft.Open[i] = true;
        }
    }
}

/// <summary>A range of days, of one key or of all, was loaded several times.</summary>
internal sealed record LoadedAgain(int? Key, int From, int To, int Times, double Surprise) : Effect(CauseKind.Duplicates, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft)
    {
        for (var i = 0; i < draft.Times.Length; i++)
            if (draft.Cell[i] >= 0 && (Key is not { } key || table.KeyOf[i] == key) && draft.Cell[i] % table.Days is var day && day >= From && day <= To) draft.Times[i] *= Times;
    }
}

/// <summary>The target holds the same figure in several rows.</summary>
/// <param name="Usual">How many rows a cell has when it is not repeated.</param>
/// <param name="Surprise">See <see cref="Effect"/>.</param>
internal sealed record RowsRepeatedInTarget(long Usual, double Surprise) : Effect(CauseKind.Duplicates, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft) => draft.CellTimes = [.. table.TargetRows.Select(rows => rows > Usual ? (double)rows / Usual : 1)];
}

/// <summary>The source repeats rows, and the target counts each.</summary>
internal sealed record RowsRepeatedInSource(double Surprise) : Effect(CauseKind.Duplicates, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft) => draft.Figure = table.Rows;
}

/// <summary>Rows arrive twice at random, in no pattern.</summary>
internal sealed record RepeatedAtRandom(double Surprise) : Effect(CauseKind.Duplicates, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft) => draft.Scattered = true;
}

/// <summary>Every date is counted by itself and the counts are added.</summary>
internal sealed record CountedDaily(double Surprise) : Effect(CauseKind.Aggregation, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft) => draft.Figure = table.Daily;
}

/// <summary>Rows are counted where amounts should be added.</summary>
internal sealed record CountedNotAdded(double Surprise) : Effect(CauseKind.Aggregation, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft) => draft.Figure = table.Rows;
}

/// <summary>A join multiplies rows: all of them, or those with one value of a column.</summary>
/// <param name="Times">By how much.</param>
/// <param name="Column">The column; null means all rows.</param>
/// <param name="Value">Its value.</param>
/// <param name="Surprise">See <see cref="Effect"/>.</param>
internal sealed record FannedOut(int Times, int? Column, string? Value, double Surprise) : Effect(CauseKind.Aggregation, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft)
    {
        var wanted = Column is { } of ? Array.IndexOf(table.Values[of], Value) : -1;
        for (var i = 0; i < draft.Times.Length; i++)
            if (Column is not { } column || table.ValueOf[column][i] == wanted) draft.Times[i] *= Times;
    }
}
