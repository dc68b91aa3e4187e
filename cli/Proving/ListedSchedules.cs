using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>The jobs of a list with their schedules read.</summary>
/// <param name="Jobs">The jobs as the proof sees them, in the order of the list.</param>
/// <param name="Diagnostics">What is wrong with their schedules, or left open by Google's documentation.</param>
internal sealed record ListedSchedules(IReadOnlyList<ScheduledJob> Jobs, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Reads every schedule with the given tz data; a text that many jobs share is read once.</summary>
    public static ListedSchedules Read(IReadOnlyList<ListedJob> list, IDateTimeZoneProvider zones)
    {
        var readings = new Dictionary<(Schedule, bool), ScheduleReading>();
        var jobs = new List<ScheduledJob>(list.Count);
        var diagnostics = new List<Diagnostic>();
        foreach (var job in list)
        {
            ScheduleReading? reading = null;
            if (job.Schedule is { } schedule && !readings.TryGetValue((schedule, job.DataTransfer), out reading))
            {
                reading = schedule.Read(zones, job.DataTransfer ? ScheduleDialect.DataTransfer : ScheduleDialect.CloudScheduler);
                readings.Add((schedule, job.DataTransfer), reading);
            }

            foreach (var mistake in reading?.Mistakes ?? []) diagnostics.Add(Tell(job, mistake, DiagnosticFacts.Of(mistake.Kind)));
            jobs.Add(new()
            {
                Name = job.Name,
                Schedule = reading?.Zoned,
                ScheduleText = job.Schedule?.Expression,
                Zone = job.Schedule?.Zone,
                Unknown = reading?.Zoned is null ? WhyUnknown(job, reading) : null,
                Longest = job.Longest,
                AtomicWrites = job.AtomicWrites,
                Reads = job.Reads,
                Writes = job.Writes,
            });
        }

        return new(jobs, diagnostics);
    }

    private static string WhyUnknown(ListedJob job, ScheduleReading? reading) =>
        reading is null ? $"{job.Name} has no schedule with a zone."
        : reading.Plain is { } plain ? $"'{plain}' of {job.Name} counts from the end of the previous run, so its fires cannot be foretold; add 'synchronized' or 'from 00:00 to 23:59' to keep it to the clock."
        : $"The schedule of {job.Name} cannot be read.";

    // A position in the text is a column of the list only when the field has no quotes, so it is told in words as well.
    private static Diagnostic Tell(ListedJob job, ScheduleMistake mistake, DiagnosticFact fact)
    {
        var at = mistake.Position is { } position && position < job.Schedule!.Expression.Length ? $" (character {position + 1} of '{Short(job.Schedule.Expression)}')" : "";
        return fact.On(job.Subject, mistake.Message + at, mistake.Remedy, job.SchedulePlace);
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
