using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class Jobs_on_several_pages
{
    [Fact]
    public async Task Are_read_to_the_end_each_once_as_seen_last()
    {
        var google = new RecordedGoogle("jobs-on-three-pages");
        var seen = await Given.Scheduler(google).ObserveAsync(Given.Pipeline(), default);
        google.AssertOver();
        Assert.Equal(
            """
            job/notify
            attemptDeadline = 180s
            pubsubTarget.attributes.a = 1
            pubsubTarget.data = eA==
            pubsubTarget.topicName = projects/acme/topics/t
            schedule = every 5 minutes
            state = DISABLED
            timeZone = America/Denver
            job/v2-rebuild-dim-jobs-daily
            attemptDeadline = 180s
            httpTarget.httpMethod = POST
            httpTarget.uri = https://example.com/rebuild
            schedule = 0 4 * * *
            state = PAUSED
            timeZone = America/Phoenix
            """,
            string.Join('\n', seen.Resources.Select(Given.Lines)));
        Assert.Equal([new Unobserved("job/broken", "The answer for job/broken cannot be used: its body is not base64.")], seen.Unobserved);
    }

    [Fact]
    public async Task That_lead_back_to_a_page_are_told_as_not_observed()
    {
        var server = new Answering((_, _) => AnsweringHandler.Text(200, """{"jobs":[],"nextPageToken":"again"}"""));
        var seen = await Given.Scheduler(server).ObserveAsync(Given.Pipeline(), default);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(
            new Unobserved("jobs", "The answer for the jobs of projects/acme/locations/us-central1 cannot be used: a page token came twice, so the list would never end."),
            Assert.Single(seen.Unobserved));
    }

    [Fact]
    public async Task Are_kept_as_far_as_they_were_read()
    {
        var server = new Answering((_, n) => n == 1
            ? AnsweringHandler.Text(200, """{"jobs":[{"name":"j/a","schedule":"0 1 * * *","state":"ENABLED"}],"nextPageToken":"two"}""")
            : AnsweringHandler.SchedulerError(403, "PERMISSION_DENIED", "No longer."));
        var seen = await Given.Scheduler(server).ObserveAsync(Given.Pipeline(), default);
        Assert.Equal("job/a", Assert.Single(seen.Resources).Id.ToString());
        Assert.Contains("No longer", Assert.Single(seen.Unobserved).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_unknown_when_access_is_denied()
    {
        var server = new Answering((_, _) => AnsweringHandler.SchedulerError(403, "PERMISSION_DENIED", "The caller does not have permission"));
        var seen = await Given.Scheduler(server).ObserveAsync(Given.Pipeline(), default);
        Assert.Empty(seen.Resources);
        Assert.Equal(Unobserved.AllJobs, Assert.Single(seen.Unobserved).Subject);
    }

    [Fact]
    public async Task Cannot_be_asked_for_when_nobody_answers() => await Assert.ThrowsAsync<GoogleUnreachableException>(() =>
        Given.Scheduler(new Answering((_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError))).ObserveAsync(Given.Pipeline(), default));

    [Fact]
    public async Task Of_another_location_are_not_mixed_up() => await Assert.ThrowsAsync<ArgumentException>(() =>
        Given.Scheduler(new FakeScheduler()).ObserveAsync(Given.Pipeline() with { SchedulerLocation = "europe-west1" }, default));
}
