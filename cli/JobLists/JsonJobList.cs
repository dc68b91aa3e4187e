using System.Text.Json;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>
/// A list of jobs as JSON: entries with the members of the CSV, jobs of Cloud Scheduler as <c>gcloud scheduler jobs list --format=json</c> prints
/// them, and scheduled queries as <c>bq ls --transfer_config --format=json</c> does; all three may stand in one list.
/// </summary>
internal static class JsonJobList
{
    /// <summary>Reads the text.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">Its name, for mistakes.</param>
    public static JobList Read(string text, string file)
    {
        var (items, mistakes) = JsonItems.Read(text, file);
        if (items.Count == 0 && mistakes.Count == 0) return JobList.Unreadable("The list is empty.", "Write one entry a job.", new(file));
        var reading = new JsonReading(file);
        reading.Diagnostics.AddRange(mistakes);
        foreach (var item in items)
        {
            if (item.Has("dataSourceId")) TransferItem.Read(item, reading);
            else if (item.Has("timeZone") || item.Text("name") is { } name && name.StartsWith("projects/", StringComparison.Ordinal)) SchedulerItem.Read(item, reading);
            else Plain(item, reading);
        }

        return new() { Jobs = reading.Jobs, LeftOut = reading.LeftOut, Diagnostics = reading.Diagnostics };
    }

    private static void Plain(JsonItem item, JsonReading reading)
    {
        if (item.Text("name") is not { Length: > 0 } name)
        {
            reading.Wrong($"list/{item.Place.File}", "The job has no name.", "Write a member 'name'.", item.Place);
            return;
        }

        var subject = $"job/{name}";
        var (schedule, zone) = (item.Text("schedule"), item.Text("zone"));
        if (string.IsNullOrWhiteSpace(schedule)) reading.Wrong(subject, "It has no schedule.", "Write when it fires, like \"schedule\": \"0 4 * * *\".", item.Place);
        if (string.IsNullOrWhiteSpace(zone)) reading.Wrong(subject, "It has no zone, so nobody knows whose clock counts.", "Name one, like \"zone\": \"America/Phoenix\".", item.Place);
        reading.Jobs.Add(new()
        {
            Name = name,
            Schedule = string.IsNullOrWhiteSpace(schedule) || string.IsNullOrWhiteSpace(zone) ? null : new Schedule(schedule, zone),
            Longest = Longest(item, subject, reading),
            AtomicWrites = item.Value.TryGetProperty("atomic", out var atomic) && (atomic.ValueKind == JsonValueKind.True || item.Text("atomic") is "yes" or "true"),
            Reads = Names(item, "reads"),
            Writes = Names(item, "writes"),
            Place = item.Place,
            SchedulePlace = item.Place,
        });
    }

    private static Duration Longest(JsonItem item, string subject, JsonReading reading)
    {
        var text = item.Text("longest");
        if (text is not null && DurationText.TryRead(text) is { } read && read > Duration.Zero) return read;
        if (item.Has("longest")) reading.Wrong(subject, $"'{item.Value.GetProperty("longest")}' is not a length of time.", "Write it as \"15m\", \"1h30m\", \"90s\" or \"2h\".", item.Place);
        else reading.Diagnostics.Add(ListedRun.Assumed(subject, ListedRun.DefaultDeadline, "the default attempt deadline", item.Place));
        return ListedRun.DefaultDeadline;
    }

    private static IReadOnlyList<string> Names(JsonItem item, string member) => !item.Value.TryGetProperty(member, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).SelectMany(v => TableNames.Split(v.GetString()!)).Distinct(StringComparer.Ordinal)]
        : TableNames.Split(item.Text(member) ?? "");
}

/// <summary>What was read of a JSON list so far.</summary>
internal sealed class JsonReading(string file)
{
    /// <summary>The file, for mistakes.</summary>
    public string File => file;

    /// <summary>The jobs.</summary>
    public List<ListedJob> Jobs { get; } = [];

    /// <summary>The jobs that do not fire.</summary>
    public List<JobLeftOut> LeftOut { get; } = [];

    /// <summary>Mistakes and notes.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Notes a mistake of one job.</summary>
    public void Wrong(string subject, string message, string remedy, SourcePlace place) => Diagnostics.Add(DiagnosticFacts.ListedJobIncomplete.On(subject, message, remedy, place));
}
