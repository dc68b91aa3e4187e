using NodaTime;

namespace Orchestrator.Validation;

/// <summary>Cutoffs after which nothing has arrived: one for all keys, or one for each.</summary>
internal static class LagCandidates
{
    private const int HoursTried = 24;

    public static IEnumerable<Explanation> Of(Basis basis)
    {
        var (table, costs) = (basis.Table, basis.Costs);
        if (!basis.Lacks) yield break;
        var keys = Enumerable.Range(0, table.Keys.Length).ToList();
        foreach (var day in BestDays(table, keys, costs, 2))
        {
            var cutoff = Refine(basis, keys, day);
            yield return Try([.. keys.Select(_ => cutoff)], common: true, Math.Log(2 * Slots(table)));
        }

        if (keys.Count < 2) yield break;
        var own = keys.Select(key => Own(basis, key)).ToList();
        var late = own.Count(c => c != Cutoff.None);
        if (late > 0) yield return Try(own, common: false, Math.Log(2) + LogFactorials.Choose(keys.Count, late) + (late * Math.Log(Slots(table))));

        Explanation Try(IReadOnlyList<Cutoff> cutoffs, bool common, double surprise) => basis.Try(new Late(cutoffs, common, surprise));
    }

    private static double Slots(ProfileTable table) => table.Days * (table.HasHours ? (double)HoursTried : 1);

    // A key of which nothing is left has no cutoff of its own: that is left out, not late.
    private static Cutoff Own(Basis basis, int key)
    {
        var table = basis.Table;
        if (Enumerable.Range(0, table.Days).All(day => table.Target[(key * table.Days) + day] == 0)) return Cutoff.None;
        var gains = Gains(table, [key], basis.Costs);
        var day = Enumerable.Range(0, table.Days).MaxBy(d => gains[d]);
        return gains[day] <= Math.Log(Slots(table)) ? Cutoff.None : Refine(basis, [key], day);
    }

    private static IEnumerable<int> BestDays(ProfileTable table, List<int> keys, CellCosts costs, int count)
    {
        var gains = Gains(table, keys, costs);
        return Enumerable.Range(0, table.Days).OrderByDescending(day => gains[day]).Take(count);
    }

    // By day of the cutoff: what is gained when that day is any part of itself, and everything after it is gone.
    private static double[] Gains(ProfileTable table, List<int> keys, CellCosts costs)
    {
        var gains = new double[table.Days];
        foreach (var key in keys)
        {
            var after = 0.0;
            for (var day = table.Days - 1; day >= 0; day--)
            {
                var cell = (key * table.Days) + day;
                gains[day] += after + costs.Kept[cell] - Math.Min(costs.Part[cell], Math.Min(costs.Kept[cell], costs.Gone[cell]));
                after += costs.Kept[cell] - costs.Gone[cell];
            }
        }

        return gains;
    }

    // Where the time of day is known, the hour up to which the rows of the day fit what the target holds of it.
    private static Cutoff Refine(Basis basis, List<int> keys, int day)
    {
        var (table, draft) = (basis.Table, basis.Draft);
        if (!table.HasHours) return new(day, null);
        var units = Enumerable.Range(0, table.Units.Length)
            .Where(i => draft.Times[i] > 0 && keys.Contains(table.KeyOf[i]) && table.CellOf[i] >= 0 && table.CellOf[i] % table.Days == day).ToList();
        var hours = units.Select(i => table.Units[i].Hour!.Value).Distinct().Order().ToList();
        if (hours.Count == 0) return new(day, null);
        var best = hours.MinBy(hour => keys.Sum(key => CostUpTo(key, hour)));
        return new(day, best);

        double CostUpTo(int key, Instant hour)
        {
            var (present, open) = (0.0, 0.0);
            foreach (var i in units)
            {
                if (table.KeyOf[i] != key) continue;
                var rows = draft.Times[i] * draft.Figure[i];
                if (table.Units[i].Hour < hour) present += rows;
                else if (table.Units[i].Hour == hour) open += rows;
            }

            var cell = (key * table.Days) + day;
            var there = table.Target[cell];
            return Math.Log(open + 1) + Evidence.Cost(table.Source[cell], there > present && there <= present + open ? there : there > present + open ? present + open : present, there);
        }
    }
}
