using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>When views are complete: the critical path of a whole list of jobs, on every day of a horizon.</summary>
public static class Completeness
{
    /// <summary>When each view is complete, exactly, on every local day of the horizon and under every policy.</summary>
    /// <param name="jobs">All jobs, each with its own name; two of one name are an <see cref="ArgumentException"/>.</param>
    /// <param name="views">The views asked about; a table is asked about as a view that reads it.</param>
    /// <param name="zone">The zone of the days.</param>
    /// <param name="horizon">The time over which; days that it cuts are left out.</param>
    public static IReadOnlyList<ViewCompletion> OfViews(IReadOnlyList<ScheduledJob> jobs, IReadOnlyList<ScheduledView> views, DateTimeZone zone, ProofHorizon horizon)
    {
        // Views on the same tables are complete together.
        var writers = new TableWriters(jobs);
        var known = new Dictionary<string, ViewCompletion>(StringComparer.Ordinal);
        return
        [
            .. views.Select(view =>
            {
                var tables = string.Join('\n', view.Reads.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                if (!known.TryGetValue(tables, out var found)) known[tables] = found = Of(view, JobChain.Of(writers, view.Reads), zone, horizon);
                return found with { View = view.Name };
            }),
        ];
    }

    private static ViewCompletion Of(ScheduledView view, JobChain chain, DateTimeZone zone, ProofHorizon horizon)
    {
        if (chain.Unknown is { } why) return new() { View = view.Name, Days = [], CriticalChain = [], Slack = [], Unknown = why };
        var walk = new CompletionWalk(chain, zone);
        walk.Over(horizon);
        return new()
        {
            View = view.Name,
            Days = walk.Days,
            Usual = walk.Days.GroupBy(day => day.Local).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).FirstOrDefault()?.Key,
            Worst = walk.Worst,
            CriticalChain = walk.CriticalChain,
            Slack = walk.Slack,
        };
    }
}
