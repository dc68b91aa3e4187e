using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The ages of a key's source rows, and how many of them are in the target.</summary>
internal static class AgesOfKey
{
    /// <summary>
    /// Rows by age. A target tells how much it has of a date, not of which hour: within a date the oldest rows are taken to have arrived first. Where
    /// the source has no times, all rows of a date share its span.
    /// </summary>
    public static IReadOnlyList<AgeBin> Of(Measure measure, IReadOnlyList<ReconciledBin> source, IReadOnlyList<ReconciledDay> days, CheckedAt at)
    {
        var bins = new List<AgeBin>();
        foreach (var day in days)
        {
            var ofDay = source.Where(b => b.Date == day.Date).ToList();
            var weights = ofDay.ConvertAll(b => measure is Measure.Distinct ? (long)(b.InDay ?? 0) : b.Rows);
            var arrived = Arrived(weights.Sum(), day);
            for (var i = 0; i < ofDay.Count; i++)
            {
                if (weights[i] == 0) continue;
                var present = Math.Min(arrived, weights[i]);
                arrived -= present;
                bins.Add(Bin(ofDay[i], weights[i], present, at));
            }
        }
        return bins;
    }

    private static long Arrived(long rows, ReconciledDay day) => day.Source is not { } had || had <= 0 ? rows
        : (long)Math.Round(rows * Math.Clamp((day.Target ?? 0) / had, 0, 1), MidpointRounding.AwayFromZero);

    private static AgeBin Bin(ReconciledBin bin, long rows, long present, CheckedAt at)
    {
        var newest = bin.Newest ?? bin.Date.PlusDays(1).AtStartOfDayInZone(at.Zone).ToInstant();
        var oldest = bin.Oldest ?? bin.Date.AtStartOfDayInZone(at.Zone).ToInstant();
        return new(Duration.Max(at.Now - newest, Duration.Zero), Duration.Max(at.Now - oldest, Duration.Zero), rows, present) { OnlyDate = bin.Oldest is null };
    }
}
