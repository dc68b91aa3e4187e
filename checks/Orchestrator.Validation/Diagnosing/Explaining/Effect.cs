using NodaTime;

namespace Orchestrator.Validation;

/// <summary>What a cause does to the rows on their way to the target, with its details fixed: which value, from when on, which zone.</summary>
/// <param name="Kind">The cause.</param>
/// <param name="Surprise">Minus the logarithm of how likely these details are among all that the cause could have had: many possible details cost more.</param>
internal abstract record Effect(CauseKind Kind, double Surprise)
{
    /// <summary>Changes a prediction that starts as a faultless copy.</summary>
    public abstract void Apply(ProfileTable table, Draft draft);
}

/// <summary>Rows with some values of a column never arrive.</summary>
internal sealed record LeftOut(int Column, IReadOnlyList<string?> Values, double Surprise) : Effect(CauseKind.Filter, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft)
    {
        var gone = Array.ConvertAll(table.Values[Column], Values.Contains);
        for (var i = 0; i < draft.Times.Length; i++)
            if (gone[table.ValueOf[Column][i]]) draft.Times[i] = 0;
    }
}

/// <summary>Rows in which a column is NULL never arrive.</summary>
internal sealed record NullsLeftOut(string Column, Func<SourceUnit, bool> IsNull, double Surprise) : Effect(CauseKind.NullDropped, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft)
    {
        for (var i = 0; i < draft.Times.Length; i++)
            if (IsNull(table.Units[i])) draft.Times[i] = 0;
    }
}

/// <summary>The target counts rows that a filter of the source leaves out.</summary>
/// <param name="Filter">The filter, from 1.</param>
/// <param name="OnlyNulls">Only those for which the filter is NULL, which the source drops without meaning to.</param>
/// <param name="Surprise">See <see cref="Effect"/>.</param>
internal sealed record NotLeftOut(int Filter, bool OnlyNulls, double Surprise) : Effect(OnlyNulls ? CauseKind.NullDropped : CauseKind.FilterNotApplied, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft)
    {
        for (var i = 0; i < draft.Times.Length; i++)
            if (table.FailedOf[i] == -Filter || (!OnlyNulls && table.FailedOf[i] == Filter)) draft.Times[i] = 1;
    }
}

/// <summary>Rows newer than a cutoff have not arrived yet.</summary>
/// <param name="Cutoffs">By key: the first slot that is missing, as day and hour of it; <see cref="Cutoff.None"/> where nothing is late.</param>
/// <param name="Common">Whether all keys share it.</param>
/// <param name="Surprise">See <see cref="Effect"/>.</param>
internal sealed record Late(IReadOnlyList<Cutoff> Cutoffs, bool Common, double Surprise) : Effect(CauseKind.Lag, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft)
    {
        var cutoffs = Cutoffs.Select(c => (c.Day, Hour: c.Hour is { } hour ? hour.ToUnixTimeSeconds() / 3600 : (long?)null)).ToArray();
        for (var i = 0; i < draft.Times.Length; i++)
        {
            var cutoff = cutoffs[table.KeyOf[i]];
            var day = table.DayOf[i];
            if (day > cutoff.Day || (day == cutoff.Day && cutoff.Hour is { } hour && table.HourOf[i] > hour)) draft.Times[i] = 0;
            else if (day == cutoff.Day && (cutoff.Hour is null || table.HourOf[i] == cutoff.Hour)) draft.Open[i] = true;
        }
    }
}

/// <summary>The day, and where it is known the hour, up to which rows have arrived; of that slot itself any part may have.</summary>
internal readonly record struct Cutoff(int Day, Instant? Hour)
{
    public static Cutoff None { get; } = new(int.MaxValue, null);
}

/// <summary>Rows are dated in another zone.</summary>
internal sealed record OtherZone(DateTimeZone Zone, double Surprise) : Effect(CauseKind.ZoneBoundary, Surprise)
{
    public override void Apply(ProfileTable table, Draft draft)
    {
        var cells = table.CellsIn(Zone);
        Array.Copy(cells, draft.Cell, cells.Length);
    }
}
