using NodaTime;
using NodaTime.TimeZones;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>Schedules can be read, mean what Google documents, and fit the pipeline's zone and the job's name.</summary>
internal static class ScheduleRules
{
    /// <summary>What a schedule means does not depend on when it is asked: a year of the pinned tz data stands for all.</summary>
    internal static readonly LocalDate Reference = new(int.Parse(TzdbDateTimeZoneSource.Default.TzdbVersion[..4], null), 1, 1);

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Jobs.SelectMany(Find).Concat(Zones(pipeline));

    /// <summary>The fires of a schedule in the reference year; what happens when clocks change is left to a policy.</summary>
    public static IReadOnlyList<Instant> FiresOfAYear(ZonedSchedule cron, DstPolicy policy) =>
        [.. cron.Fires(LocalDay.Start(Reference, cron.Zone), LocalDay.Start(Reference.PlusYears(1), cron.Zone), policy)];

    private static IEnumerable<Diagnostic> Find(Job job)
    {
        var reading = job.Schedule.Read();
        var subject = job.ResourceId.ToString();
        foreach (var mistake in reading.Mistakes) yield return DiagnosticFacts.Of(mistake.Kind).On(subject, mistake.Message, mistake.Remedy);
        foreach (var note in reading.Notes) yield return DiagnosticFacts.UndocumentedMeaning.On(subject, note.Message, note.Remedy);
        if (reading.Plain is { } plain)
            yield return DiagnosticFacts.PhaseUnknown.On(
                subject, $"'{plain}' counts from the end of the previous run: its phase is unknown, and no order against other jobs can be proven.",
                plain.OnTheClock is { } aligned ? $"Write {aligned}, a window with from and to, or unix-cron." : "Write a window with from and to, specific times, or unix-cron.");
        if (reading.Zoned is not { } cron) yield break;
        var start = LocalDay.Start(Reference, cron.Zone);
        var doubts = ScheduleLint.Find([new(job.Name, cron)], new(start, LocalDay.Start(Reference.PlusYears(1), cron.Zone)));
        if (doubts.Min(d => d.FirstDay) is { } date)
            yield return DiagnosticFacts.ClockChange.On(
                subject, $"On {date:uuuu-MM-dd} clocks in {cron.Zone.Id} change at a time of '{job.Schedule.Expression}': Google documents no rule for the run.",
                "Choose an hour in which clocks never change, or a zone without such changes.");
        foreach (var runs in doubts.Where(d => d.Kind == ScheduleLintKind.CadenceDiffersFromName).Select(d => d.ActualPerMonth!.Value))
            yield return DiagnosticFacts.NameAndCadence.On(
                subject, $"Its name says how often it runs, and '{job.Schedule.Expression}' fires about {Math.Round(runs, runs < 10 ? 1 : 0)} times a month.", "Correct the schedule, or the name.");
    }

    private static IEnumerable<Diagnostic> Zones(Pipeline pipeline)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(pipeline.Zone) is null)
            yield return DiagnosticFacts.UnknownZone.On(
                $"pipeline/{pipeline.Name}", $"Its business zone '{pipeline.Zone}' is not in the tz database.",
                "Use an IANA name such as America/Phoenix.");
        var zones = pipeline.Jobs.Where(j => j.State is JobState.EnabledState)
            .GroupBy(j => j.Schedule.Zone, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, Jobs: g.Select(j => j.Name).Order(StringComparer.Ordinal).ToList()))
            .ToList();
        if (zones.Count > 1)
            yield return DiagnosticFacts.MixedZones.On(
                $"pipeline/{pipeline.Name}", $"Its jobs have schedules in {zones.Count} zones: {string.Join("; ", zones.Select(z => $"{z.Key} ({string.Join(", ", z.Jobs)})"))}.", $"Write all schedules in {pipeline.Zone}.");
    }
}
