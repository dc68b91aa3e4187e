using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>What readers miss, by local hour of the day.</summary>
internal static class StaleSection
{
    private const int LabelWidth = 26;

    /// <summary>A section per rebuilt table: the views on it, and for each producer the hours in which they are stale and how old its data are.</summary>
    public static IEnumerable<ReportSection> Of(PipelineProof proof, DateTimeZone zone) => proof.StaleTables.Select(table => new ReportSection(
        $"Stale by local hour: {table.Views.Count} views on {table.Table.Id}",
        [
            new ReportBlock.Paragraph($"{string.Join(", ", table.Views.Select(v => v.Id))} read {table.Table.Id}. A block marks the hours ({zone.Id}) in which a source has landed and they do not show it yet; the number is the age of that source's data, in hours, at the end of the worst hour."),
            new ReportBlock.Picture([Ruler(), .. table.Windows.Select(w => Row(w, table.Ages.First(a => a.Producer == w.Producer), zone))]),
        ]));

    /// <summary>The stale windows and hourly ages.</summary>
    public static List<Dictionary<string, object?>> Json(PipelineProof proof) => [.. proof.StaleTables.Select(t => new Dictionary<string, object?>
    {
        ["table"] = t.Table.Id.ToString(),
        ["views"] = t.Views.Select(v => v.Id.ToString()).ToList(),
        ["windows"] = t.Windows.Select(w => new Dictionary<string, object?>
        {
            ["producer"] = w.Producer,
            ["from"] = InstantPattern.General.Format(w.From),
            ["until"] = InstantPattern.General.Format(w.Until),
            ["minutes"] = w.Length.TotalMinutes,
        }).ToList(),
        ["ageHoursByLocalHour"] = t.Ages.ToDictionary(a => a.Producer, a => (object?)a.ByHour.Select(h => Math.Round(h.Age.TotalHours, 2)).ToList(), StringComparer.Ordinal),
    })];

    private static string Ruler() => new string(' ', LabelWidth) + " " + string.Concat(Enumerable.Range(0, 12).Select(h => $"{h * 2:00}  ")).TrimEnd();

    private static string Row(Schedules.StaleWindow window, ProducerAges ages, DateTimeZone zone)
    {
        var cells = new char[48];
        var midnight = LocalDay.Start(window.From.InZone(zone).Date, zone);
        for (var i = 0; i < cells.Length; i++)
        {
            // A window that passes midnight goes on at the beginning of the picture: the picture shows any day.
            var (from, to) = (midnight + Duration.FromMinutes(30 * i), midnight + Duration.FromMinutes(30 * (i + 1)));
            var stale = Overlaps(from, to) || Overlaps(from + Duration.FromDays(1), to + Duration.FromDays(1));
            cells[i] = stale ? '█' : '·';
        }

        var name = window.Producer.Length <= LabelWidth ? window.Producer.PadRight(LabelWidth) : window.Producer[..(LabelWidth - 1)] + "…";
        return $"{name} {new string(cells)} {window.From.InZone(zone):HH:mm}-{window.Until.InZone(zone):HH:mm}, {ages.ByHour.Max(h => h.Age).TotalHours:0} h old";

        bool Overlaps(Instant from, Instant to) => window.From < to && window.Until > from;
    }
}
