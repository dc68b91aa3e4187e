using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Reports;

/// <summary>One run on the 24-hour calendar.</summary>
/// <param name="Name">The job.</param>
/// <param name="Start">When it starts.</param>
/// <param name="Longest">How long it lasts at most.</param>
/// <param name="Note">A word behind the row, such as <c>paused</c>; may be empty.</param>
public sealed record CalendarRun(string Name, Instant Start, Duration Longest, string Note);

/// <summary>
/// The runs of one local day as text: a ruler of local hours and one of UTC hours above, one row per job, two characters an hour, a block for each
/// half hour in which the job runs.
/// </summary>
public static class CalendarPicture
{
    private const int PerHour = 2;

    /// <summary>Draws the day.</summary>
    /// <param name="day">The date in <paramref name="zone"/>.</param>
    /// <param name="zone">The zone of the upper ruler and of the day's edges.</param>
    /// <param name="runs">Runs; those outside the day are left out, jobs keep the order of their first run.</param>
    public static IReadOnlyList<string> Draw(LocalDate day, DateTimeZone zone, IReadOnlyList<CalendarRun> runs)
    {
        var start = LocalDay.Start(day, zone);
        var end = LocalDay.Start(day.PlusDays(1), zone);
        var hours = (int)Math.Ceiling((end - start).TotalHours);
        var rows = runs.Where(r => r.Start < end && r.Start + r.Longest > start).GroupBy(r => (r.Name, r.Note)).OrderBy(g => g.Min(r => r.Start)).ThenBy(g => g.Key.Name, StringComparer.Ordinal).ToList();
        var width = Math.Clamp(rows.Count == 0 ? 0 : rows.Max(r => r.Key.Name.Length), 12, 30);
        var lines = new List<string>
        {
            Ruler(Label(zone.Id, width), hours, hour => (start + Duration.FromHours(hour)).InZone(zone).Hour),
            Ruler(Label("UTC", width), hours, hour => (start + Duration.FromHours(hour)).InUtc().Hour),
        };
        foreach (var row in rows) lines.Add(Row(Label(row.Key.Name, width), row.Key.Note, row, start, end, hours, zone));
        return lines;
    }

    private static string Ruler(string label, int hours, Func<int, int> hour) =>
        label + " " + string.Concat(Enumerable.Range(0, (hours + 1) / 2).Select(h => $"{hour(h * 2):00}".PadRight(PerHour * 2))).TrimEnd();

    private static string Row(string label, string note, IEnumerable<CalendarRun> runs, Instant start, Instant end, int hours, DateTimeZone zone)
    {
        var cells = new char[hours * PerHour];
        Array.Fill(cells, '·');
        var cell = Duration.FromMinutes(60 / PerHour);
        var all = runs.ToList();
        foreach (var run in all)
        {
            var first = (int)Math.Floor((run.Start - start) / cell);
            var last = (int)Math.Ceiling((run.Start + run.Longest - start) / cell) - 1;
            for (var i = Math.Max(0, first); i <= Math.Min(cells.Length - 1, Math.Max(first, last)); i++) cells[i] = '█';
        }

        var today = all.Where(r => r.Start >= start && r.Start < end).ToList();
        var when = today.Count == 1 ? $" {today[0].Start.InZone(zone):HH:mm} = {today[0].Start.InUtc():HH:mm}Z" : $" {today.Count} runs";
        return $"{label} {new string(cells)}{when}{(note.Length == 0 ? "" : " " + note)}";
    }

    private static string Label(string text, int width) => text.Length <= width ? text.PadRight(width) : text[..(width - 1)] + "…";
}
