using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>What readers miss: when views lack rows that have landed, and how old the input of frequent jobs is, over the first year of the proof.</summary>
/// <param name="Views">Each view and how old its sources are.</param>
/// <param name="Starts">For jobs that start every hour or more often: how old their input is at each minute.</param>
/// <param name="Zone">The zone of the clock.</param>
internal sealed record StaleViews(IReadOnlyList<ViewStaleness> Views, IReadOnlyList<StartAges> Starts, DateTimeZone Zone)
{
    private const int MostStarts = 20;

    /// <summary>Looks at the same views as completeness does.</summary>
    public static StaleViews Of(IReadOnlyList<ScheduledJob> jobs, IReadOnlyList<ScheduledView> views, DateTimeZone zone, ProofHorizon horizon)
    {
        var year = new ProofHorizon(horizon.From, Instant.Min(horizon.To, horizon.From + Duration.FromDays(366)));
        var frequent = jobs.Where(j => j.Reads.Count > 0 && j.Schedule is { } schedule && schedule.FiresPerMonth(horizon.From) > 700).Take(MostStarts);
        return new(Staleness.OfViews(jobs, views, zone, year), [.. frequent.Select(j => Staleness.AtStarts(jobs, j.Name, zone, year)).Where(s => s.ByMinute.Count > 0)], zone);
    }

    /// <summary>One row per view, and one per minute of a frequent job.</summary>
    public IEnumerable<ReportSection> Sections()
    {
        var known = Views.Where(v => v.Sources.Count > 0).ToList();
        if (known.Count > 0)
        {
            yield return new("Stale",
            [
                new ReportBlock.Paragraph($"The times of day ({Zone.Id}) at which a view lacks rows that have landed, and its oldest source at worst, over the first year."),
                new ReportBlock.Grid(["view", "lacks rows", "oldest source"], [.. known.Select(Row)]),
            ]);
        }

        if (Starts.Count > 0)
        {
            yield return new("Input of frequent jobs",
            [new ReportBlock.Grid(["job", "starts at", "input is up to", "starts that find nothing new"], [.. Starts.SelectMany(job => job.ByMinute.Select(m => Row(job, m)))])]);
        }
    }

    /// <summary>The figures of the views.</summary>
    public List<Dictionary<string, object?>> Json() =>
    [
        .. Views.Select(view => new Dictionary<string, object?>
        {
            ["view"] = view.View,
            ["windows"] = view.Stale.Select(w => new Dictionary<string, object?> { ["from"] = $"{w.From:HH:mm}", ["until"] = $"{w.Until:HH:mm}", ["minutes"] = w.Worst.TotalMinutes }).ToList(),
            ["ageHoursByLocalHour"] = view.Sources.ToDictionary(s => s.Source, s => (object?)s.ByHour.Select(h => Math.Round(h.Age.TotalHours, 2)).ToList(), StringComparer.Ordinal),
            ["unknown"] = view.Unknown,
        }),
    ];

    /// <summary>The figures of the frequent jobs.</summary>
    public List<Dictionary<string, object?>> StartsJson() =>
    [
        .. Starts.SelectMany(job => job.ByMinute.Select(m => new Dictionary<string, object?>
        {
            ["job"] = job.Consumer,
            ["minute"] = m.Minute,
            ["ageMinutes"] = m.Worst.TotalMinutes,
            ["starts"] = m.Starts,
            ["withoutNewInput"] = m.WithoutNewInput,
        })),
    ];

    private static IReadOnlyList<string> Row(ViewStaleness view)
    {
        var oldest = view.Sources.MaxBy(s => s.Worst)!;
        var windows = view.Stale.Count == 0 ? "never" : string.Join(", ", view.Stale.Take(4).Select(w => $"{w.From:HH:mm}-{w.Until:HH:mm}")) + (view.Stale.Count > 4 ? $" and {view.Stale.Count - 4} more" : "");
        return [view.View, windows, $"{oldest.Source}, {Span.Say(oldest.Worst)}"];
    }

    private static IReadOnlyList<string> Row(StartAges job, MinuteAge minute) =>
        [job.Consumer, $":{minute.Minute:00}", $"{Span.Say(minute.Worst)} old", $"{minute.WithoutNewInput:#,0} of {minute.Starts:#,0}"];
}
