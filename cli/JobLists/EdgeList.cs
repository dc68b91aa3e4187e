using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What jobs read and write, as a CSV beside a list that does not say it: <c>job,reads,writes</c>, and if wanted <c>longest</c> and <c>atomic</c>.</summary>
internal static class EdgeList
{
    private static readonly string[] Known = ["job", "reads", "writes", "longest", "atomic"];

    /// <summary>Adds to the jobs of a list what the text says of them.</summary>
    public static JobList Add(JobList list, string text, string file)
    {
        var rows = CsvRows.Read(text).ToList();
        if (rows.Count == 0) return list with { Diagnostics = [.. list.Diagnostics, Unreadable("The list is empty.", "Begin it with the header job,reads,writes.", new(file))] };
        var header = CsvHeader.Read(rows[0], file, Known, ["job"]);
        var diagnostics = new List<Diagnostic>(header.Diagnostics);
        var jobs = list.Jobs.ToDictionary(j => j.Name, StringComparer.Ordinal);
        var silent = list.LeftOut.Select(l => l.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var row in header.Columns is null ? [] : rows.Skip(1))
        {
            var line = new CsvLine(row, header.Columns!, file);
            var name = line.Text("job");
            if (row.Broken || row.Fields.Count > line.Width) diagnostics.Add(Unreadable("The line has more fields than the header, or a quote that does not end.", "Separate tables by ';', and put a field with a comma in double quotes.", line.Place));
            else if (jobs.TryGetValue(name, out var job)) jobs[name] = Extended(job, line, diagnostics);
            else if (!silent.Contains(name)) diagnostics.Add(DiagnosticFacts.ListedJobIncomplete.On($"job/{name}", "No list of jobs names it.", "Correct the name, or remove the line.", line.PlaceOf("job")));
        }

        // A given length of run is no longer an assumption.
        var given = jobs.Values.Where(j => j.LongestGiven).Select(j => j.Subject).ToHashSet(StringComparer.Ordinal);
        return list with
        {
            Jobs = [.. list.Jobs.Select(j => jobs[j.Name])],
            Diagnostics = [.. list.Diagnostics.Where(d => d.Code != DiagnosticFacts.ListedLongestAssumed.Code || !given.Contains(d.Subject)), .. diagnostics],
        };
    }

    private static ListedJob Extended(ListedJob job, CsvLine line, List<Diagnostic> diagnostics)
    {
        var text = line.Text("longest");
        var longest = text.Length == 0 ? null : DurationText.TryRead(text);
        if (text.Length > 0 && longest is null) diagnostics.Add(DiagnosticFacts.ListedJobIncomplete.On(job.Subject, $"'{text}' is not a length of time.", "Write it as 15m, 1h30m, 90s or 2h.", line.PlaceOf("longest")));
        var (reads, writes) = (TableNames.Split(line.Text("reads")), TableNames.Split(line.Text("writes")));
        return job with
        {
            Reads = [.. job.Reads.Union(reads, StringComparer.Ordinal)],
            Writes = [.. job.Writes.Union(writes, StringComparer.Ordinal)],
            Longest = longest ?? job.Longest,
            LongestGiven = job.LongestGiven || longest is not null,
            AtomicWrites = job.AtomicWrites || line.Text("atomic").ToLowerInvariant() is "yes" or "true",
        };
    }

    private static Diagnostic Unreadable(string message, string remedy, SourcePlace place) => DiagnosticFacts.ListUnreadable.On($"list/{place.File}", message, remedy, place);
}
