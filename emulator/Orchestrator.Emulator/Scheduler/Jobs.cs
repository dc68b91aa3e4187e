using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>Cloud Scheduler's resource <c>projects.locations.jobs</c>.</summary>
internal sealed partial class Jobs(JobBook book, FireTimes fires, Dispatcher dispatcher, EmulatorClock clock, CancellationToken stopping)
{
    private const int LargestPage = 500;

    private const string Parent = "/v1/projects/{project}/locations/{location}/jobs";

    private int generated;

    /// <summary>Serves the methods of the resource.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Answer("GET", Parent, List);
        routes.Answer("POST", Parent, CreateAsync);
        routes.Answer("GET", Parent + "/{job}", call => Answer(book.Get(Name(call))));
        routes.Answer("PATCH", Parent + "/{job}", PatchAsync);
        routes.Answer("DELETE", Parent + "/{job}", DeleteAsync);
        routes.Answer("POST", Parent + "/{job}", VerbAsync);
    }

    private Task<JsonObject?> List(Call call)
    {
        var count = Math.Min(call.Count("pageSize") is { } size and > 0 ? size : LargestPage, LargestPage);
        var after = call.Query("pageToken") is { } token ? ReadToken(token) : null;
        var page = book.After(ParentOf(call), after, count + 1);
        var answer = new JsonObject { ["jobs"] = new JsonArray([.. page.Take(count).Select(job => job.Resource())]) };
        if (page.Count > count) answer["nextPageToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(page[count - 1].Name));
        return Task.FromResult<JsonObject?>(answer);
    }

    private async Task<JsonObject?> CreateAsync(Call call)
    {
        var parent = ParentOf(call);
        var request = await call.BodyAsync();
        var name = new JobFields(request, "job").Text("name") ?? FreeName(parent);
        if (!name.StartsWith(parent + "/jobs/", StringComparison.Ordinal) || !JobId().IsMatch(name[(parent.Length + 6)..]))
            throw GoogleFailure.InvalidArgument($"Job name must be formatted: \"{parent}/jobs/<JOB_ID>\", with letters, digits, '_' and '-', at most 500; it is \"{name}\".");
        if (book.TryGet(name) is not null) throw new GoogleFailure(409, "ALREADY_EXISTS", $"Job {name} already exists.");
        var now = clock.Now;
        var job = new SchedulerJob { Name = name, Declared = JobDeclaration.Read(request, call.Path("project")), UserUpdateTime = now };
        return (await book.AddAsync(job with { NextSlot = fires.After(job, now) })).Resource();
    }

    private async Task<JsonObject?> PatchAsync(Call call)
    {
        var name = Name(call);
        book.Get(name);
        var request = await call.BodyAsync();
        var mask = call.Query("updateMask") ?? call.Query("update_mask");
        var now = clock.Now;
        var job = await book.ChangeAsync(name, current =>
        {
            var changed = current with
            {
                Declared = JobDeclaration.Read(JobPatch.Apply(current.Declared, request, mask), call.Path("project")),
                UserUpdateTime = now,
                Retry = null,
            };
            return changed with { NextSlot = changed.Paused ? Checked(changed, now) : fires.After(changed, now) };
        });
        return job.Resource();
    }

    private async Task<JsonObject?> DeleteAsync(Call call)
    {
        await book.RemoveAsync(Name(call));
        return [];
    }

    private async Task<JsonObject?> VerbAsync(Call call)
    {
        var path = call.Path("job");
        var colon = path.LastIndexOf(':');
        var name = $"{ParentOf(call)}/jobs/{(colon < 0 ? path : path[..colon])}";
        return (colon < 0 ? "" : path[(colon + 1)..]) switch
        {
            "pause" => (await book.ChangeAsync(name, Pause)).Resource(),
            "resume" => (await book.ChangeAsync(name, Resume)).Resource(),
            "run" => await RunAsync(name),
            var verb => throw new GoogleFailure(404, "NOT_FOUND", $"The emulator has no method POST {name}:{verb}; a job has :pause, :resume and :run."),
        };
    }

    // To pause and to resume are edits too.
    private SchedulerJob Pause(SchedulerJob job) => !job.Paused
        ? job with { Paused = true, NextSlot = null, Retry = null, UserUpdateTime = clock.Now }
        : throw GoogleFailure.FailedPrecondition($"Job {job.Name} must be in state ENABLED to be paused; it is PAUSED.");

    private SchedulerJob Resume(SchedulerJob job) => job.Paused
        ? job with { Paused = false, NextSlot = fires.After(job, clock.Now), UserUpdateTime = clock.Now }
        : throw GoogleFailure.FailedPrecondition($"Job {job.Name} must be in state PAUSED to be resumed; it is ENABLED.");

    private async Task<JsonObject?> RunAsync(string name)
    {
        var before = book.Get(name);
        // Virtual time waits for the target; real time dispatches and answers, as the service does.
        if (!clock.IsVirtual)
        {
            dispatcher.StartForced(name, stopping);
            return before.Resource();
        }

        await dispatcher.ForceAsync(name, stopping);
        return (book.TryGet(name) ?? before).Resource();
    }

    private NodaTime.Instant? Checked(SchedulerJob paused, NodaTime.Instant now)
    {
        _ = fires.After(paused, now);
        return null;
    }

    private string FreeName(string parent)
    {
        string name;
        do name = $"{parent}/jobs/job-{Interlocked.Increment(ref generated)}";
        while (book.TryGet(name) is not null);
        return name;
    }

    private static Task<JsonObject?> Answer(SchedulerJob job) => Task.FromResult<JsonObject?>(job.Resource());

    private static string ParentOf(Call call) => $"projects/{call.Path("project")}/locations/{call.Path("location")}";

    private static string Name(Call call) => $"{ParentOf(call)}/jobs/{call.Path("job")}";

    private static string ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw GoogleFailure.InvalidArgument($"Invalid value for page_token: '{token}' was not given out by this method.");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,500}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobId();
}
