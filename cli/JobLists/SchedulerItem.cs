using System.Text;
using System.Text.Json;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>A job of Cloud Scheduler as its API and gcloud print it.</summary>
internal static class SchedulerItem
{
    /// <summary>Reads one job. A zone that is not given is the service's default, UTC.</summary>
    public static void Read(JsonItem item, JsonReading reading)
    {
        var path = item.Text("name") ?? "";
        var name = path[(path.LastIndexOf('/') + 1)..];
        var subject = $"job/{name}";
        if (name.Length == 0)
        {
            reading.Wrong($"list/{reading.File}", "The job has no name.", "Give the list as gcloud prints it.", item.Place);
            return;
        }

        if (item.Text("state") is { } state and ("PAUSED" or "DISABLED"))
        {
            reading.LeftOut.Add(new(name, state == "PAUSED" ? "It is paused, so nothing waits for it." : "The service has disabled it, so nothing waits for it."));
            return;
        }

        if (item.Text("schedule") is not { Length: > 0 }) reading.Wrong(subject, "It has no schedule.", "Give the list as gcloud prints it.", item.Place);
        var query = Query(item);
        reading.Jobs.Add(new()
        {
            Name = name,
            Schedule = item.Text("schedule") is { Length: > 0 } schedule ? new Schedule(schedule, item.Text("timeZone") ?? "Etc/UTC") : null,
            Longest = Longest(item, subject, reading),
            AtomicWrites = query is not null,
            Query = query,
            Project = path.StartsWith("projects/", StringComparison.Ordinal) ? path.Split('/')[1] : null,
            Place = item.Place,
            SchedulePlace = item.Place,
        });
    }

    private static Duration Longest(JsonItem item, string subject, JsonReading reading)
    {
        var deadline = Length(item, "attemptDeadline") ?? ListedRun.DefaultDeadline;
        var retries = item.Value.TryGetProperty("retryConfig", out var config) && config.ValueKind == JsonValueKind.Object
            && config.TryGetProperty("retryCount", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var number) ? number : 0;
        if (retries is < 0 or > 5)
        {
            reading.Wrong(subject, $"{retries} retries are not what Cloud Scheduler accepts.", "Choose 0 to 5.", item.Place);
            return deadline;
        }

        var none = RetryPolicy.None;
        var policy = new RetryPolicy
        {
            Count = retries,
            MinBackoff = Length(item, "retryConfig", "minBackoffDuration") ?? none.MinBackoff,
            MaxBackoff = Length(item, "retryConfig", "maxBackoffDuration") ?? none.MaxBackoff,
            MaxDoublings = Doublings(item, none.MaxDoublings),
        };
        var longest = policy.WorstCase(deadline);
        reading.Diagnostics.Add(ListedRun.Assumed(subject, longest, retries == 0 ? "its attempt deadline" : $"the worst case of {retries + 1} attempts and their back-offs", item.Place));
        return longest;
    }

    private static Duration? Length(JsonItem item, params ReadOnlySpan<string> path) => item.Text(path) is { Length: < 20 } text && ApiDuration.TryRead(text) is { } read && read > Duration.Zero ? read : null;

    private static int Doublings(JsonItem item, int otherwise) => item.Value.TryGetProperty("retryConfig", out var config) && config.ValueKind == JsonValueKind.Object
        && config.TryGetProperty("maxDoublings", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 0 and <= 16 ? number : otherwise;

    // A job whose target is BigQuery carries its statement; any other target hides what it does.
    private static ListedQuery? Query(JsonItem item)
    {
        if (!Uri.TryCreate(item.Text("httpTarget", "uri"), UriKind.Absolute, out var target) || !target.Host.EndsWith("bigquery.googleapis.com", StringComparison.OrdinalIgnoreCase)) return null;
        if (item.Text("httpTarget", "body") is not { } body) return null;
        var bytes = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, bytes, out var written)) return null;
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(bytes, 0, written));
            var request = new JsonItem(document.RootElement.Clone(), item.Place);
            var (dataset, table) = (request.Text("configuration", "query", "destinationTable", "datasetId"), request.Text("configuration", "query", "destinationTable", "tableId"));
            var project = request.Text("configuration", "query", "destinationTable", "projectId");
            var sql = request.Text("configuration", "query", "query") ?? request.Text("query");
            return sql is null ? null : new(sql, dataset is null || table is null ? null : string.Join('.', new[] { project, dataset, table }.OfType<string>()));
        }
        catch (JsonException)
        {
            // The service sends such a body and BigQuery refuses it; what it would have read is not known.
            return null;
        }
    }
}
