using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>
/// A list of jobs as CSV: a header with <c>name,schedule,zone,longest,reads,writes</c> in any order, lists separated by semicolons. A column
/// <c>atomic</c> may say <c>yes</c> for a job whose readers see all of a run's rows or none.
/// </summary>
internal static class CsvJobList
{
    private static readonly string[] Known = ["name", "schedule", "zone", "longest", "reads", "writes", "atomic"];

    /// <summary>Reads the text.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">Its name, for mistakes.</param>
    public static JobList Read(string text, string file)
    {
        using var rows = CsvRows.Read(text).GetEnumerator();
        if (!rows.MoveNext()) return JobList.Unreadable("The list is empty.", $"Begin it with the header {string.Join(',', Known.Take(6))}.", new(file));
        var header = CsvHeader.Read(rows.Current, file, Known, ["name", "schedule"]);
        if (header.Columns is null) return new() { Diagnostics = header.Diagnostics };
        var reading = new Reading(header.Columns, file, [.. header.Diagnostics]);
        while (rows.MoveNext()) reading.Add(rows.Current);
        return reading.List;
    }

    private sealed class Reading(IReadOnlyDictionary<string, int> columns, string file, List<Diagnostic> diagnostics)
    {
        private readonly List<ListedJob> jobs = [];

        public JobList List => jobs.Count > 0 || diagnostics.Any(d => d.Severity == Severity.Error)
            ? new() { Jobs = jobs, Diagnostics = diagnostics }
            : JobList.Unreadable("There is a header and no job.", "Write one job a line below it.", new(file));

        public void Add(ListRow row)
        {
            var line = new CsvLine(row, columns, file);
            if (row.Broken)
            {
                diagnostics.Add(DiagnosticFacts.ListUnreadable.On($"list/{file}", "A double quote is misplaced or does not end.", "Put the whole field in double quotes, and write a quote inside it twice.", line.Place));
                return;
            }

            if (row.Fields.Count > line.Width)
            {
                diagnostics.Add(DiagnosticFacts.ListUnreadable.On(
                    $"list/{file}", $"The line has {row.Fields.Count} fields and the header {line.Width}.", "Put a field with a comma in it, such as \"0 2,14 * * *\", in double quotes.", line.Place));
                return;
            }

            if (line.Text("name") is not { Length: > 0 } name)
            {
                diagnostics.Add(DiagnosticFacts.ListedJobIncomplete.On($"list/{file}", "The job has no name.", "Write a name in the column 'name'.", line.PlaceOf("name")));
                return;
            }

            jobs.Add(Job(name, line));
        }

        private ListedJob Job(string name, CsvLine line)
        {
            var subject = $"job/{name}";
            var (schedule, zone) = (line.Text("schedule"), line.Text("zone"));
            if (schedule.Length == 0) Wrong(subject, "It has no schedule.", "Write when it fires, like 0 4 * * *.", line.PlaceOf("schedule"));
            if (zone.Length == 0) Wrong(subject, "It has no zone, so nobody knows whose clock counts.", "Name a zone, like America/Phoenix, or UTC if that is meant.", line.PlaceOf("zone"));
            return new()
            {
                Name = name,
                Schedule = schedule.Length == 0 || zone.Length == 0 ? null : new Schedule(schedule, zone),
                Longest = Longest(subject, line),
                LongestGiven = line.Text("longest").Length > 0,
                AtomicWrites = Atomic(subject, line),
                Reads = TableNames.Split(line.Text("reads")),
                Writes = TableNames.Split(line.Text("writes")),
                Place = line.Place,
                SchedulePlace = line.PlaceOf("schedule"),
            };
        }

        private Duration Longest(string subject, CsvLine line)
        {
            var text = line.Text("longest");
            if (text.Length > 0 && DurationText.TryRead(text) is { } read && read > Duration.Zero) return read;
            var assumed = ListedRun.DefaultDeadline;
            if (text.Length > 0) Wrong(subject, $"'{text}' is not a length of time.", "Write it as 15m, 1h30m, 90s or 2h.", line.PlaceOf("longest"));
            else diagnostics.Add(ListedRun.Assumed(subject, assumed, "the default attempt deadline", line.PlaceOf("longest")));
            return assumed;
        }

        private bool Atomic(string subject, CsvLine line)
        {
            var text = line.Text("atomic").ToLowerInvariant();
            if (text is not ("" or "yes" or "no" or "true" or "false")) Wrong(subject, $"'{text}' in the column 'atomic' is neither yes nor no.", "Write yes if readers see all of a run's rows or none.", line.PlaceOf("atomic"));
            return text is "yes" or "true";
        }

        private void Wrong(string subject, string message, string remedy, SourcePlace place) => diagnostics.Add(DiagnosticFacts.ListedJobIncomplete.On(subject, message, remedy, place));
    }
}
