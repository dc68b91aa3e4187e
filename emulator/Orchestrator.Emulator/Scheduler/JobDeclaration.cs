using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>A job's declared fields: checked, in canonical form, with the defaults that Cloud Scheduler fills in.</summary>
internal static class JobDeclaration
{
    /// <summary>The fields that a user sets; everything else in a request is ignored.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["description", "pubsubTarget", "appEngineHttpTarget", "httpTarget", "schedule", "timeZone", "retryConfig", "attemptDeadline"];

    /// <summary>The targets, of which a job has exactly one.</summary>
    public static readonly IReadOnlyList<string> Targets = ["pubsubTarget", "appEngineHttpTarget", "httpTarget"];

    private const int MaximumJobBytes = 1_000_000;

    /// <summary>Reads and completes what a request declares.</summary>
    /// <exception cref="GoogleFailure">A field is missing, malformed or out of range: 400 INVALID_ARGUMENT.</exception>
    public static JsonObject Read(JsonObject request, string project)
    {
        var fields = new JobFields(request, "job");
        var declared = new JsonObject();
        if (fields.Text("description") is { } description)
            declared["description"] = description.Length <= 500 ? description : throw fields.Invalid("description", "it is longer than 500 characters");

        var targets = Targets.Where(target => request[target] is not null).ToList();
        if (targets.Count != 1)
            throw GoogleFailure.InvalidArgument($"A job needs exactly one target: httpTarget, pubsubTarget or appEngineHttpTarget. This one has {targets.Count}.");
        declared[targets[0]] = JobTargets.Read(targets[0], fields.Message(targets[0])!, project);

        declared["schedule"] = fields.Text("schedule") ?? throw GoogleFailure.InvalidArgument("Schedule or time zone is invalid.");
        declared["timeZone"] = fields.Text("timeZone") ?? "UTC";
        declared["retryConfig"] = Retry(fields.Message("retryConfig") ?? new([], "job.retryConfig"));
        if (Deadline(fields, targets[0]) is { } deadline) declared["attemptDeadline"] = WireText.Write(deadline);

        if (Encoding.UTF8.GetByteCount(declared.ToJsonString()) > MaximumJobBytes) throw GoogleFailure.InvalidArgument("The job is larger than 1 MB.");
        return declared;
    }

    private static JsonObject Retry(JobFields retry)
    {
        var count = retry.Integer("retryCount") ?? 0;
        if (count is < 0 or > 5) throw retry.Invalid("retryCount", $"{count} is not between 0 and 5");
        var doublings = retry.Integer("maxDoublings") ?? 5;
        if (doublings < 0) throw retry.Invalid("maxDoublings", $"{doublings} is negative");
        return new()
        {
            ["retryCount"] = count,
            ["maxRetryDuration"] = Time("maxRetryDuration", 0),
            ["minBackoffDuration"] = Time("minBackoffDuration", 5),
            ["maxBackoffDuration"] = Time("maxBackoffDuration", 3600),
            ["maxDoublings"] = doublings,
        };

        string Time(string field, int otherwise)
        {
            var duration = retry.Duration(field) ?? Duration.FromSeconds(otherwise);
            return duration >= Duration.Zero ? WireText.Write(duration) : throw retry.Invalid(field, "it is negative");
        }
    }

    private static Duration? Deadline(JobFields fields, string target)
    {
        var deadline = fields.Duration("attemptDeadline");
        if (target == "pubsubTarget") return null;
        var unset = deadline is null || deadline == Duration.Zero;
        if (target == "appEngineHttpTarget")
            return unset ? null : Within(Duration.FromSeconds(24 * 3600 + 15), "24 hours and 15 seconds");
        return unset ? Duration.FromSeconds(180) : Within(Duration.FromMinutes(30), "30 minutes");

        Duration Within(Duration most, string words) => deadline >= Duration.FromSeconds(15) && deadline <= most
            ? deadline.Value
            : throw fields.Invalid("attemptDeadline", $"{WireText.Write(deadline!.Value)} is not between 15 seconds and {words}");
    }
}
