using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>A transfer configuration as bq and the Data Transfer API print it. Its schedule is always UTC.</summary>
internal static class TransferItem
{
    /// <summary>Reads one scheduled query; other kinds of transfers are left aside with a note.</summary>
    public static void Read(JsonItem item, JsonReading reading)
    {
        var path = item.Text("name") ?? "";
        var name = item.Text("displayName") is { Length: > 0 } shown ? shown : path[(path.LastIndexOf('/') + 1)..];
        var subject = $"job/{name}";
        if (item.Text("dataSourceId") != "scheduled_query")
        {
            reading.Diagnostics.Add(DiagnosticFacts.ListPartIgnored.On(
                subject, $"A transfer of the kind '{item.Text("dataSourceId")}' is not read: only scheduled queries are.", "Describe it in a CSV if jobs of the list read what it writes.", item.Place));
            return;
        }

        if (WhySilent(item) is { } reason)
        {
            reading.LeftOut.Add(new(name, reason));
            return;
        }

        reading.Diagnostics.Add(ListedRun.Assumed(subject, ListedRun.DefaultDeadline, "as for a job of Cloud Scheduler", item.Place));
        reading.Jobs.Add(new()
        {
            Name = name,
            Schedule = new Schedule(item.Text("schedule")!, "UTC"),
            DataTransfer = true,
            Longest = ListedRun.DefaultDeadline,
            AtomicWrites = true,
            Query = item.Text("params", "query") is { } sql ? new(sql, Destination(item)) : null,
            Writes = Destination(item) is { } table ? [table] : [],
            Project = path.StartsWith("projects/", StringComparison.Ordinal) ? path.Split('/')[1] : null,
            Place = item.Place,
            SchedulePlace = item.Place,
        });
    }

    private static string? WhySilent(JsonItem item) =>
        item.Value.TryGetProperty("disabled", out var disabled) && disabled.ValueKind == System.Text.Json.JsonValueKind.True ? "It is disabled, so nothing waits for it."
        : item.Value.TryGetProperty("scheduleOptions", out var options) && options.ValueKind == System.Text.Json.JsonValueKind.Object
            && options.TryGetProperty("disableAutoScheduling", out var manual) && manual.ValueKind == System.Text.Json.JsonValueKind.True ? "It runs on demand only."
        : string.IsNullOrWhiteSpace(item.Text("schedule")) ? "It has no schedule of its own: it runs on demand or on events."
        : null;

    private static string? Destination(JsonItem item) =>
        item.Text("destinationDatasetId") is { Length: > 0 } dataset && item.Text("params", "destination_table_name_template") is { Length: > 0 } table ? $"{dataset}.{table}" : null;
}
