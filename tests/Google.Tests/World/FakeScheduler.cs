using System.Text.Json.Nodes;

namespace Orchestrator.Google.Tests;

/// <summary>Cloud Scheduler's job resource in memory: fills in defaults as the service does, and can fail before or after a request takes effect.</summary>
internal sealed class FakeScheduler : AnsweringHandler
{
    private static readonly string[] Fields = ["description", "schedule", "timeZone", "attemptDeadline", "retryConfig", "httpTarget", "pubsubTarget", "appEngineHttpTarget"];

    public SortedDictionary<string, JsonObject> Jobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Called with the number of the request, from 1: what to answer instead, and whether the request takes effect nevertheless.</summary>
    public Func<int, (HttpResponseMessage Answer, bool TakesEffect)?> Fault { get; set; } = _ => null;

    /// <summary>State and schedule after every request that changed the job.</summary>
    public List<(string State, string Schedule)> History { get; } = [];

    protected override HttpResponseMessage Answer(Asked asked)
    {
        if (Fault(Requests.Count) is not { } fault) return Do(asked);
        if (fault.TakesEffect) Do(asked).Dispose();
        return fault.Answer;
    }

    private HttpResponseMessage Do(Asked asked)
    {
        if (asked.PathOnly == Given.Jobs)
        {
            return asked.Method == "GET"
                ? Json(200, new JsonObject { ["jobs"] = new JsonArray([.. Jobs.Values.Select(j => j.DeepClone())]) })
                : Create(asked.Body!.AsObject());
        }
        var name = asked.PathOnly[(Given.Jobs.Length + 1)..].Split(':');
        if (!Jobs.TryGetValue(name[0], out var job)) return SchedulerError(404, "NOT_FOUND", "Job not found.");
        return (asked.Method, name.ElementAtOrDefault(1)) switch
        {
            ("GET", _) => Json(200, job),
            ("PATCH", _) => Patch(job, asked),
            ("POST", "pause") => Switch(job, "ENABLED", "PAUSED"),
            ("POST", "resume") => Switch(job, "PAUSED", "ENABLED"),
            _ => SchedulerError(400, "INVALID_ARGUMENT", "Not a call of Cloud Scheduler."),
        };
    }

    private HttpResponseMessage Create(JsonObject body)
    {
        var name = ((string)body["name"]!).Split('/')[^1];
        if (Jobs.ContainsKey(name)) return SchedulerError(409, "ALREADY_EXISTS", $"Job {body["name"]} already exists.");
        var job = (JsonObject)body.DeepClone();
        job["state"] = "ENABLED";
        Jobs[name] = job;
        return Changed(job);
    }

    private HttpResponseMessage Patch(JsonObject job, Asked asked)
    {
        foreach (var path in asked.QueryValue("updateMask")!.Split(','))
        {
            var parts = path.Split('.');
            if (!Fields.Contains(parts[0])) return SchedulerError(400, "INVALID_ARGUMENT", $"No field {path}.");
            if (parts[0] == "httpTarget" && job["httpTarget"] is null)
            {
                job.Remove("pubsubTarget");
                job["httpTarget"] = new JsonObject();
            }
            Copy(asked.Body!.AsObject(), job, parts);
        }
        if (job["state"]!.ToString() is "UPDATE_FAILED" or "DISABLED") job["state"] = "ENABLED";
        return Changed(job);
    }

    private static void Copy(JsonObject from, JsonObject to, ReadOnlySpan<string> path)
    {
        if (path.Length == 1)
        {
            to.Remove(path[0]);
            if (from[path[0]] is { } value) to[path[0]] = value.DeepClone();
            return;
        }
        if (to[path[0]] is not JsonObject) to[path[0]] = new JsonObject();
        Copy(from[path[0]] as JsonObject ?? [], to[path[0]]!.AsObject(), path[1..]);
    }

    private HttpResponseMessage Switch(JsonObject job, string from, string to)
    {
        if ((string)job["state"]! != from) return SchedulerError(400, "FAILED_PRECONDITION", $"Job is not {from}.");
        job["state"] = to;
        return Changed(job);
    }

    private HttpResponseMessage Changed(JsonObject job)
    {
        Fill(job);
        History.Add(((string)job["state"]!, (string)job["schedule"]!));
        return Json(200, job);
    }

    private static void Fill(JsonObject job)
    {
        job["timeZone"] ??= "UTC";
        job["attemptDeadline"] ??= "180s";
        job["userUpdateTime"] = "2026-11-21T06:00:00.123456Z";
        job["scheduleTime"] = "2026-11-22T06:00:00.000000Z";
        var retry = (job["retryConfig"] ??= new JsonObject()).AsObject();
        retry["maxRetryDuration"] ??= "0s";
        retry["minBackoffDuration"] ??= "5s";
        retry["maxBackoffDuration"] ??= "3600s";
        retry["maxDoublings"] ??= 5;
        if (job["httpTarget"] is not JsonObject http) return;
        http["httpMethod"] ??= "POST";
        var headers = (http["headers"] ??= new JsonObject()).AsObject();
        headers["User-Agent"] = "Google-Cloud-Scheduler";
        if (http["body"] is not null) headers["Content-Type"] ??= "application/octet-stream";
        if (http["oauthToken"] is JsonObject oauth) oauth["scope"] ??= "https://www.googleapis.com/auth/cloud-platform";
    }
}
