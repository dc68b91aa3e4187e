using NodaTime;

namespace Orchestrator.Validation;

/// <summary>Which rows a check looks at at most. When all checks of a scan have a window, only the union of them is read, and with it only its partitions.</summary>
/// <param name="Rows">The column.</param>
/// <param name="Dates">Single dates.</param>
/// <param name="From">A date from which on all rows are looked at; null when there is none.</param>
internal sealed record RowWindow(DatedRows Rows, IReadOnlyList<LocalDate> Dates, LocalDate? From = null)
{
    /// <summary>The windows of many checks as one condition.</summary>
    public static string Union(IEnumerable<RowWindow> windows, RelationScanBuilder scan)
    {
        var conditions = windows.GroupBy(w => w.Rows)
            .SelectMany(g => new RowWindow(g.Key, [.. g.SelectMany(w => w.Dates)], g.Min(w => w.From)).Runs().Select(run => $"({g.Key.Between(scan, run.First, run.Last)})"))
            .ToList();
        return conditions is [var only] ? only[1..^1] : string.Join("\n  OR ", conditions);
    }

    /// <summary>The window as one condition.</summary>
    public string Sql(RelationScanBuilder scan) => $"({Union([this], scan)})";

    /// <summary>Dates that follow each other are one range.</summary>
    private IEnumerable<(LocalDate First, LocalDate? Last)> Runs()
    {
        var dates = Dates.Where(d => From is not { } from || d < from).Distinct().Order().ToList();
        for (var i = 0; i < dates.Count; i++)
        {
            var first = dates[i];
            while (i + 1 < dates.Count && dates[i + 1] == dates[i].PlusDays(1)) i++;
            if (From == dates[i].PlusDays(1))
            {
                yield return (first, null);
                yield break;
            }

            yield return (first, dates[i]);
        }

        if (From is { } open) yield return (open, null);
    }
}
