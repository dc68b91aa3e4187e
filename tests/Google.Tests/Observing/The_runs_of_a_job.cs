using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

/// <summary>What Cloud Scheduler says of a job's runs is kept beside its state, never in it.</summary>
public sealed class The_runs_of_a_job
{
    [Fact]
    public void Are_read_with_attempt_answer_and_next_attempt()
    {
        var activity = LiveActivity.Of(new() { LastAttemptTime = "2025-07-15T07:26:11.738270Z", Status = new(13, "HTTP 500"), ScheduleTime = "2025-07-16T02:00:00Z", UserUpdateTime = "2025-07-15T08:00:00Z" }, "daily");

        Assert.Equal(Instant.FromUtc(2025, 7, 15, 7, 26, 11) + Duration.FromMilliseconds(738.270), activity.LastAttempt);
        Assert.Equal(13, activity.StatusCode);
        Assert.Equal("HTTP 500", activity.StatusMessage);
        Assert.Equal(Instant.FromUtc(2025, 7, 16, 2, 0), activity.NextAttempt);
        Assert.Equal(Instant.FromUtc(2025, 7, 15, 8, 0), activity.UpdatedAt);
    }

    [Fact]
    public void A_status_without_a_code_is_success_and_no_status_is_no_answer()
    {
        Assert.Equal(0, LiveActivity.Of(new() { Status = new(null, null) }, "daily").StatusCode);
        Assert.Null(LiveActivity.Of(new(), "daily").StatusCode);
        Assert.Equal(new JobActivity(), LiveActivity.Of(new(), "daily"));
    }

    [Fact]
    public void A_time_that_is_no_instant_is_told_not_guessed() =>
        Assert.Contains("its lastAttemptTime is not an instant", Assert.Throws<GoogleAnswerException>(() => LiveActivity.Of(new() { LastAttemptTime = "yesterday" }, "daily")).Message, StringComparison.Ordinal);
}
