using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>When the views of a list of jobs are complete, on every day of the proof.</summary>
/// <param name="Views">The views, or the tables at the end of the chains.</param>
/// <param name="Zone">The zone of the days.</param>
/// <param name="More">How many more there are that were not looked at.</param>
/// <param name="Stale">What their readers miss.</param>
internal sealed record Completions(IReadOnlyList<ViewCompletion> Views, DateTimeZone Zone, int More, StaleViews Stale)
{
    /// <summary>So many views, or tables, of a list are looked at.</summary>
    public const int Most = 50;

    /// <summary>Looks at the views that are named, or at the tables that some job fills from others and none reads.</summary>
    public static Completions Of(IReadOnlyList<ScheduledJob> jobs, ProveRequest request)
    {
        var zone = request.Zone
            ?? jobs.Select(j => j.Schedule?.Zone).OfType<DateTimeZone>().GroupBy(z => z.Id, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.First()
            ?? DateTimeZone.Utc;
        var views = request.List.Views.Count > 0 ? request.List.Views : Ends(jobs);
        List<ScheduledView> asked = [.. views.Take(Most)];
        return new(Completeness.OfViews(jobs, asked, zone, request.Horizon), zone, Math.Max(0, views.Count - Most), StaleViews.Of(jobs, asked, zone, request.Horizon));
    }

    /// <summary>One row per view: when it is complete, and the runs that decide the worst day.</summary>
    public IEnumerable<ReportSection> Sections()
    {
        if (Views.Count == 0) yield break;
        List<ReportBlock> blocks =
        [
            new ReportBlock.Paragraph($"When what the sources load on a day has arrived, at worst and on the clock of {Zone.Id}; the chain is that of the latest day."),
            new ReportBlock.Grid(["view", "complete at", "at worst", "because of"], [.. Views.Select(Row)]),
        ];
        if (More > 0) blocks.Add(new ReportBlock.Paragraph($"{More:#,0} more tables were not looked at."));
        yield return new("Complete", blocks);
    }

    /// <summary>The figures.</summary>
    public List<Dictionary<string, object?>> Json() =>
    [
        .. Views.Select(view => new Dictionary<string, object?>
        {
            ["view"] = view.View,
            ["zone"] = Zone.Id,
            ["usual"] = view.Usual?.ToString(),
            ["worst"] = view.Worst is { } worst ? InstantPattern.General.Format(worst.At) : null,
            ["worstDay"] = view.Worst is { } day ? LocalDatePattern.Iso.Format(day.Date) : null,
            ["daysLaterThanUsual"] = view.Late.Count,
            ["chain"] = view.CriticalChain.Select(run => new Dictionary<string, object?> { ["job"] = run.Job, ["start"] = InstantPattern.General.Format(run.Start), ["end"] = InstantPattern.General.Format(run.End) }).ToList(),
            ["unknown"] = view.Unknown,
        }),
    ];

    private static List<ScheduledView> Ends(IReadOnlyList<ScheduledJob> jobs)
    {
        var read = jobs.SelectMany(j => j.Reads).ToHashSet(StringComparer.Ordinal);
        return [.. jobs.Where(j => j.Reads.Count > 0).SelectMany(j => j.Writes).Distinct(StringComparer.Ordinal).Where(table => !read.Contains(table)).Order(StringComparer.Ordinal).Select(table => new ScheduledView(table, [table]))];
    }

    private IReadOnlyList<string> Row(ViewCompletion view)
    {
        if (view.Unknown is { } why) return [view.View, "not known", "", why];
        if (view.Worst is not { } worst) return [view.View, "never", "", "No source runs within the horizon."];
        var late = view.Late.Count == 0 ? "every day" : $"{worst.Local} on {LocalDatePattern.Iso.Format(worst.Date)}; later than usual on {view.Late.Count} {(view.Late.Count == 1 ? "day" : "days")}";
        return [view.View, view.Usual!.ToString(), late, string.Join(" -> ", view.CriticalChain.Select(run => $"{run.Job} {Time(run.Start)}-{Time(run.End)}"))];
    }

    private string Time(Instant at) => at.InZone(Zone).TimeOfDay.ToString("HH:mm", null);
}
