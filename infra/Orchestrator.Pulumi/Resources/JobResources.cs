using System.Collections.Immutable;
using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>Jobs of Cloud Scheduler.</summary>
internal static class JobResources
{
    public static ProgramResource Of(ProgramScope scope, Job job) => new()
    {
        Key = ResourceKeys.Of(job),
        Type = "gcp:cloudscheduler/job:Job",
        Properties = new(
            ("name", job.Name),
            ("region", scope.Pipeline.SchedulerLocation),
            ("description", job.Description is null ? null : (ProgramValue)job.Description),
            ("schedule", job.Schedule.Expression),
            ("timeZone", job.Schedule.Zone),
            ("paused", Paused(job)),
            ("attemptDeadline", ApiDuration.Write(job.AttemptDeadline)),
            ("retryConfig", Retry(job.Retry)),
            ("httpTarget", Target(scope, job))),
        DependsOn = DependsOn(scope, job),
    };

    /// <summary>
    /// Always said: without it a pause made in the console is not undone, and a removed pause does not resume (terraform-provider-google#29280). A pause that
    /// is declared holds on every stack; any other job fires unless the stack pauses all of them.
    /// </summary>
    private static ProgramValue Paused(Job job) => job.State is JobState.PausedState ? true : ProgramValue.Reference(ProgramScope.PauseJobsKey);

    // All five, because the service fills in what is left out, and the next preview would show it as a change.
    private static ProgramValue.Map Retry(RetryPolicy retry) => new(
        ("retryCount", (long)retry.Count),
        ("maxRetryDuration", ApiDuration.Write(retry.MaxDuration)),
        ("minBackoffDuration", ApiDuration.Write(retry.MinBackoff)),
        ("maxBackoffDuration", ApiDuration.Write(retry.MaxBackoff)),
        ("maxDoublings", (long)retry.MaxDoublings));

    private static ProgramValue.Map Target(ProgramScope scope, Job job)
    {
        var token = new ProgramValue.Map(("serviceAccountEmail", ProgramValue.Reference($"{ResourceKeys.Account(scope.AccountOf(job))}.email")));
        return job switch
        {
            HttpJob http => new(
                ("uri", http.Uri.OriginalString),
                ("httpMethod", http.Method),
                ("headers", Headers(http.Body)),
                ("body", string.IsNullOrEmpty(http.Body) ? null : Base64(http.Body)),
                ("oidcToken", token)),
            _ => new(
                ("uri", scope.InProject(QueryJobBody.TargetUri)),
                ("httpMethod", "POST"),
                ("headers", Json()),
                ("body", Base64(scope.QueryBody(job))),
                ("oauthToken", token)),
        };
    }

    // Encoded by Pulumi, so that the statement can be read, and a change of it reviewed, in the generated file.
    private static ProgramValue.Function Base64(ProgramValue text) => new("fn::toBase64", text);

    private static ProgramValue.Map? Headers(string? body)
    {
        var properties = JobBody.Flatten(body);
        return properties.Count > 0 && !properties.ContainsKey(JobBody.Property) ? Json() : null;
    }

    // Cloud Scheduler announces a body as application/octet-stream unless told otherwise.
    private static ProgramValue.Map Json() => new(("Content-Type", "application/json"));

    // A job that fires before its tables and rights exist fails on its first run.
    private static ImmutableArray<string> DependsOn(ProgramScope scope, Job job) =>
    [
        .. scope.Graph.ReadsOf(job).Concat(scope.Graph.WritesOf(job)).Select(r => ResourceKeys.Of(r.Id)).Distinct(),
        .. job is QueryJob query ? AccountResources.RightsOf(scope, query) : [],
    ];
}
