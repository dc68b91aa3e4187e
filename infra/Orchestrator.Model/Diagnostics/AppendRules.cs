using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>A repeating INSERT stores rows again, unless its window moves on or it looks at what is there (R75).</summary>
internal static class AppendRules
{
    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed, PipelineGraph graph)
    {
        foreach (var job in analyzed.Pipeline.Jobs.OfType<QueryJob>())
        {
            if (!analyzed.Jobs.TryGetValue(job.Name, out var sql) || sql.Analysis is not { StatementType: "INSERT", Error: null } insert) continue;
            // A statement that reads its own target can leave out what is there; whether it does is not told from here.
            if (insert.Writes is { } target && insert.Reads.Contains(target)) continue;
            var subject = job.ResourceId.ToString();
            var remedy = $"Declare {insert.Writes?.Id} as Rebuilt: one MERGE replaces the rows of the window.";
            if (insert.Windows.Count == 0)
                yield return DiagnosticFacts.AppendsEverything.On(
                    subject, $"Every run adds its rows to {insert.Writes?.Id} once more, and so does every repeated delivery of a run.", "Declare the table as Rebuilt, or leave out what is there.", new(sql.Path));
            else if (Copies(job, insert.Windows) is > 1 and var copies)
                yield return DiagnosticFacts.RepeatedRows.On(
                    subject, $"It inserts the dates of its window again with every run: {insert.Writes?.Id} holds {copies} copies of each date.", remedy, new(sql.Path));
        }
    }

    // The most fires whose windows hold one date; of several windows the shortest bounds what is inserted.
    private static int Copies(Job job, IReadOnlyList<RelativeWindow> windows)
    {
        var window = windows.MinBy(w => w.DatesCovered)!;
        if (job.Schedule.Read().Zoned is not { } cron) return 1;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(window.Zone ?? "Etc/UTC") ?? DateTimeZone.Utc;
        var days = ScheduleRules.FiresOfAYear(cron, DstPolicy.Default).Select(f => f.InZone(zone).Date).ToList();
        var (most, first) = (0, 0);
        for (var last = 0; last < days.Count; last++)
        {
            while (Period.DaysBetween(days[first], days[last]) >= window.DatesCovered) first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }
}
