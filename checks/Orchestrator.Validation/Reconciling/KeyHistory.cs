using NodaTime;

namespace Orchestrator.Validation;

/// <summary>The dates of a key, side by side.</summary>
internal static class KeyHistory
{
    /// <summary>The dates on which either side has a row, in order.</summary>
    public static IReadOnlyList<ReconciledDay> Days(IReadOnlyList<ReconciledBin> source, IReadOnlyList<ReconciledBin> target)
    {
        var (had, has) = (source.ToLookup(b => b.Date), target.ToLookup(b => b.Date));
        return
        [
            .. had.Select(g => g.Key).Union(has.Select(g => g.Key)).Order()
                .Select(date => new ReconciledDay(date, Amount([.. had[date]]), Amount([.. has[date]]), has[date].Sum(b => b.Rows))),
        ];
    }

    /// <summary>The first of the last dates in a row on which the source has something and the target nothing. Dates on which the source has nothing say nothing.</summary>
    public static LocalDate? ZeroSince(IReadOnlyList<ReconciledDay> days)
    {
        LocalDate? since = null;
        foreach (var day in days.Where(d => (d.Source ?? 0) > 0).Reverse())
        {
            if ((day.Target ?? 0) != 0) break;
            since = day.Date;
        }
        return since;
    }

    private static decimal? Amount(List<ReconciledBin> bins) => bins.Count == 0 ? 0 : bins.Any(b => b.InDay is not null) ? bins.Sum(b => b.InDay ?? 0) : null;
}
