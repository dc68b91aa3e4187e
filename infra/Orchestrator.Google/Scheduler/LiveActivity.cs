using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>What a live job says of its runs.</summary>
internal static class LiveActivity
{
    /// <summary>The job's activity.</summary>
    /// <exception cref="GoogleAnswerException">A field cannot be read; the message says which.</exception>
    public static JobActivity Of(SchedulerJob job, string name) => new()
    {
        LastAttempt = At(job.LastAttemptTime, "lastAttemptTime", name),
        // A status without a code is one of code 0; no status at all means that no attempt was ever answered.
        StatusCode = job.Status is { } status ? status.Code ?? 0 : null,
        StatusMessage = string.IsNullOrEmpty(job.Status?.Message) ? null : job.Status.Message,
        NextAttempt = At(job.ScheduleTime, "scheduleTime", name),
        UpdatedAt = At(job.UserUpdateTime, "userUpdateTime", name),
    };

    private static Instant? At(string? text, string field, string name)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } parsed
            ? parsed.Value.ToInstant()
            : throw new GoogleAnswerException(new("GET", $"job/{name}", 200, null, null), $"its {field} is not an instant");
    }
}
