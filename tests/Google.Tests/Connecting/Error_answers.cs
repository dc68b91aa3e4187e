using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class Error_answers
{
    [Theory]
    [InlineData(404, "notFound", typeof(GoogleNotFoundException), 1)]
    [InlineData(409, "duplicate", typeof(GoogleConflictException), 1)]
    [InlineData(412, "conditionNotMet", typeof(GoogleConflictException), 1)]
    [InlineData(401, "authError", typeof(GoogleDeniedException), 2)]
    [InlineData(403, "accessDenied", typeof(GoogleDeniedException), 1)]
    [InlineData(403, "billingNotEnabled", typeof(GoogleDeniedException), 1)]
    [InlineData(403, "responseTooLarge", typeof(GoogleQueryException), 1)]
    [InlineData(403, "quotaExceeded", typeof(GoogleQuotaException), 1)]
    [InlineData(403, "rateLimitExceeded", typeof(GoogleQuotaException), 5)]
    [InlineData(429, "rateLimitExceeded", typeof(GoogleQuotaException), 5)]
    [InlineData(500, "internalError", typeof(GoogleFaultException), 5)]
    [InlineData(502, "backendError", typeof(GoogleFaultException), 5)]
    [InlineData(503, "backendError", typeof(GoogleFaultException), 5)]
    [InlineData(504, "backendError", typeof(GoogleFaultException), 5)]
    [InlineData(501, "notImplemented", typeof(GoogleRequestException), 1)]
    [InlineData(400, "invalidQuery", typeof(GoogleQueryException), 1)]
    [InlineData(400, "invalid", typeof(GoogleQueryException), 1)]
    [InlineData(400, "badRequest", typeof(GoogleQueryException), 1)]
    [InlineData(400, "resourceInUse", typeof(GoogleQueryException), 1)]
    [InlineData(400, "resourcesExceeded", typeof(GoogleQueryException), 1)]
    [InlineData(400, "jobBackendError", typeof(GoogleQueryException), 1)]
    [InlineData(400, "timeout", typeof(GoogleQueryException), 1)]
    public async Task Of_BigQuery_become_typed_and_are_tried_again_only_when_that_helps(int status, string reason, Type expected, int tries)
    {
        var server = new Answering((_, _) => AnsweringHandler.BigQueryError(status, reason, "Google's own words."));
        var failed = await Fails(() => Given.Warehouse(server).QueryAsync(new Query("SELECT 1", []), default));
        Assert.IsType(expected, failed);
        Assert.Equal(tries, server.Requests.Count);
        Assert.Equal(("POST", "projects/acme", (int?)status, reason, "Google's own words."), (failed.Method, failed.Resource, failed.Status, failed.Reason, failed.Said));
        Assert.Contains("projects/acme", failed.Message, StringComparison.Ordinal);
        Assert.Contains($"Google says: Google's own words (HTTP {status}, {reason}).", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT", typeof(GoogleRequestException), 1)]
    [InlineData(403, "PERMISSION_DENIED", typeof(GoogleDeniedException), 1)]
    [InlineData(404, "NOT_FOUND", typeof(GoogleNotFoundException), 1)]
    [InlineData(429, "RESOURCE_EXHAUSTED", typeof(GoogleQuotaException), 5)]
    [InlineData(503, "UNAVAILABLE", typeof(GoogleFaultException), 5)]
    public async Task Of_Cloud_Scheduler_become_typed(int code, string status, Type expected, int tries)
    {
        var server = new Answering((_, _) => AnsweringHandler.SchedulerError(code, status, "Schedule or time zone is invalid."));
        var failed = await Fails(() => Given.Scheduler(server).ApplyAsync(Update(), default));
        Assert.IsType(expected, failed);
        Assert.Equal((tries, status, "job/sync"), (server.Requests.Count, failed.Reason, failed.Resource));
        Assert.Contains("Google says: Schedule or time zone is invalid", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"error\":\"invalid_grant\"}")]
    public async Task Without_an_envelope_are_told_by_their_status(string page)
    {
        var failed = await Fails(() => Given.Scheduler(new Answering((_, _) => AnsweringHandler.Text(403, page))).ApplyAsync(Update(), default));
        Assert.Equal("Access to job/sync was denied: give the account the role it needs, or sign in with another. Google gave no reason (HTTP 403).", failed.Message);
    }

    [Theory]
    [InlineData("{\"name\":\"projects/acme/locations/us-central1/jobs/sync\",")]
    [InlineData("<html/>")]
    [InlineData("[1]")]
    public async Task That_are_no_answers_are_asked_for_again_then_told(string answer)
    {
        var server = new Answering((_, _) => AnsweringHandler.Text(200, answer));
        var failed = await Fails(() => Given.Scheduler(server).ApplyAsync(Update(), default));
        Assert.IsType<GoogleAnswerException>(failed);
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal("The answer for job/sync cannot be used: it is not the JSON that was expected, or was cut off.", failed.Message);
    }

    internal static Change Update() => Given.Change(
        Given.State(ResourceKind.Job, "sync", ("schedule", "0 4 * * *"), ("timeZone", "UTC"), ("state", "ENABLED"), ("attemptDeadline", "180s")),
        Given.State(ResourceKind.Job, "sync", ("schedule", "0 3 * * *"), ("timeZone", "UTC"), ("state", "ENABLED"), ("attemptDeadline", "180s")))!;

    internal static Task<GoogleException> Fails(Func<Task> act) => Assert.ThrowsAnyAsync<GoogleException>(act);
}
