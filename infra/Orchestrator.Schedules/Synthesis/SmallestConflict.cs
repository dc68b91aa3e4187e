namespace Orchestrator.Schedules;

/// <summary>Finds as few as possible of a list of things that prevent something together.</summary>
internal static class SmallestConflict
{
    /// <summary>Leaves out one after the other as long as the rest still conflicts; if more than two stay, looks for one or two that suffice.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> all, Func<IReadOnlyList<T>, bool> conflict)
    {
        IReadOnlyList<T> left = all;
        foreach (var each in all)
        {
            List<T> rest = [.. left.Where(other => !Equals(other, each))];
            if (rest.Count > 0 && conflict(rest)) left = rest;
        }

        return left.Count <= 2 ? left : Sets(all).FirstOrDefault(conflict) ?? left;
    }

    private static IEnumerable<IReadOnlyList<T>> Sets<T>(IReadOnlyList<T> all)
    {
        foreach (var one in all) yield return [one];
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = i + 1; j < all.Count; j++) yield return [all[i], all[j]];
        }
    }
}
