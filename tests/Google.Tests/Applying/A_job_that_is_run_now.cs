using System.Text.Json.Nodes;

namespace Orchestrator.Google.Tests;

public sealed class A_job_that_is_run_now
{
    private const string Before = "2026-11-20T02:00:00.500000Z";
    private const string Attempt = "2026-11-21T06:00:01.250000Z";

    [Fact]
    public async Task Is_asked_once_and_awaited_until_its_attempt_has_an_answer()
    {
        var google = new Answers(n => n switch { < 3 => (Before, 0), < 5 => (Attempt, null), _ => (Attempt, 13) });
        var activity = await Given.Scheduler(google).RunAsync("sync", default);
        Assert.Equal((13, NodaTime.Instant.FromUtc(2026, 11, 21, 6, 0, 1) + NodaTime.Duration.FromMilliseconds(250)), (activity!.StatusCode, activity.LastAttempt));
        Assert.Equal(1, google.Runs);
    }

    [Fact]
    public async Task Is_not_known_to_have_run_when_no_attempt_shows_in_the_time_that_it_allows()
    {
        var time = new ManualTime();
        Assert.Null(await Given.Scheduler(new Answers(_ => (Before, 0)), time).RunAsync("sync", default));
        Assert.InRange(time.Pauses.Sum(p => p.TotalSeconds), 210, 220);
    }

    [Fact]
    public async Task Is_never_asked_twice_though_the_answer_is_lost()
    {
        var google = new Answers(_ => (Before, 0)) { Refuses = true };
        await Assert.ThrowsAnyAsync<GoogleException>(() => Given.Scheduler(google).RunAsync("sync", default));
        Assert.Equal(1, google.Runs);
    }

    // One job: what it says of its last attempt, by the number of the request.
    private sealed class Answers(Func<int, (string At, int? Code)> says) : AnsweringHandler
    {
        public int Runs { get; private set; }

        public bool Refuses { get; init; }

        protected override HttpResponseMessage Answer(Asked asked)
        {
            var (at, code) = says(Requests.Count);
            var job = new JsonObject { ["name"] = "projects/acme/locations/us-central1/jobs/sync", ["schedule"] = "0 2 * * *", ["state"] = "ENABLED", ["attemptDeadline"] = "180s", ["lastAttemptTime"] = at };
            if (code is { } known) job["status"] = known == 0 ? [] : new JsonObject { ["code"] = known };
            if (asked.Method == "POST")
            {
                Assert.EndsWith("/jobs/sync:run", asked.PathOnly, StringComparison.Ordinal);
                Runs++;
                if (Refuses) return SchedulerError(503, "UNAVAILABLE", "The service is currently unavailable.");
            }
            return Json(200, job);
        }
    }
}
