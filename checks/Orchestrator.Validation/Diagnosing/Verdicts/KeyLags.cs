using NodaTime;

namespace Orchestrator.Validation;

/// <summary>The lag of each key, after what another cause leaves out is left out: estimated as a reconciliation does it, so that there is one definition (X43).</summary>
internal static class KeyLags
{
    public static IReadOnlyList<KeyLag> Of(Ranking ranking)
    {
        var table = ranking.Table;
        var explanation = ranking.With(CauseKind.Lag);
        var others = explanation?.Effects.Where(e => e.Kind != CauseKind.Lag).ToList() ?? [];
        var draft = others.Aggregate(new Draft(table), (made, effect) => made.With(table, effect));
        return [.. Enumerable.Range(0, table.Keys.Length).Where(k => KeyTotals.Sum(table.Source, table, k) > 0).Select(k => Of(ranking, draft, k))];
    }

    private static KeyLag Of(Ranking ranking, Draft draft, int key)
    {
        var table = ranking.Table;
        var name = table.Keys[key] ?? "NULL";
        if (table.Target.AsSpan(key * table.Days, table.Days).IndexOfAnyExcept(0) < 0) return new(name, null, Absent(ranking, key, name));
        var estimate = Lag.Estimate(Ages(table, draft, key));
        return estimate.Kind == LagKind.NoRows ? new(name, null, $"{name} has no rows that could tell a lag.") : new(name, estimate, $"{name}: {ReconciledText.Lag(estimate)}.");
    }

    // Of a day the oldest rows are taken to have arrived first: the target tells the day and no hour.
    private static List<AgeBin> Ages(ProfileTable table, Draft draft, int key)
    {
        var now = table.Profile.Now;
        var bins = new List<AgeBin>();
        var days = Enumerable.Range(0, table.Units.Length)
            .Where(i => table.KeyOf[i] == key && draft.Times[i] > 0 && draft.Cell[i] >= 0)
            .GroupBy(i => draft.Cell[i] % table.Days);
        foreach (var day in days)
        {
            var arrived = (long)Math.Round(table.Target[(key * table.Days) + day.Key]);
            foreach (var slot in day.GroupBy(i => Slot(table, table.Units[i])).Where(s => s.Key.From < now).OrderBy(s => s.Key.From))
            {
                var rows = (long)Math.Round(slot.Sum(i => draft.Times[i] * draft.Figure[i]));
                if (rows == 0) continue;
                var present = Math.Min(arrived, rows);
                arrived -= present;
                bins.Add(new(Duration.Max(now - slot.Key.To, Duration.Zero), now - slot.Key.From, rows, present) { OnlyDate = table.Units[slot.First()].Hour is null });
            }
        }

        return bins;
    }

    private static string Absent(Ranking ranking, int key, string name)
    {
        var (table, days) = (ranking.Table, LagOdds.Days(ranking));
        var rows = (long)Math.Round(KeyTotals.Sum(table.Source, table, key));
        var says = $"Nothing of {name} has arrived";
        if (days >= table.Days) return $"{says}: the window is too short to tell a lag from an absence.";
        var p = LagOdds.Of(rows, rows, table.Days, days);
        return p > HypothesisJudge.Level
            ? $"{says}, and {rows} {(rows == 1 ? "row is" : "rows are")} too few to tell a lag of {days} d from an absence ({EffectWords.Probability(p)})."
            : $"{says}: a lag of {days} d is rejected, since all {rows} rows would have to be among the newest ({EffectWords.Probability(p)}).";
    }

    private static (Instant From, Instant To) Slot(ProfileTable table, SourceUnit unit) => unit.Hour is { } hour
        ? (hour, hour + Duration.FromHours(1))
        : (table.Profile.Zone.AtStartOfDay(unit.Date).ToInstant(), table.Profile.Zone.AtStartOfDay(unit.Date.PlusDays(1)).ToInstant());
}
