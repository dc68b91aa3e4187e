using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Cli.Tests.Checking;

public sealed class ARunThatIsWaitedFor
{
    // 04:00 in Phoenix is 11:00 UTC.
    private static readonly Instant Fire = Instant.FromUtc(2025, 10, 22, 11, 0);
    private static readonly Instant Deploy = Instant.FromUtc(2025, 10, 22, 10, 0);

    private static readonly HttpJob Job = new() { Name = "sync", Schedule = new("0 4 * * *", "America/Phoenix"), Uri = new("https://ingest.run.app/raw"), Writes = [], Longest = Duration.FromMinutes(3) };

    private readonly List<Instant> waited = [];
    private Instant now = Deploy;

    [Fact]
    public async Task Is_looked_for_at_its_fire_and_then_until_it_is_answered()
    {
        var run = await WaitAsync(Job, () => now < Fire ? Activity(null, null) : now < Fire + Duration.FromSeconds(40) ? Activity(Fire, null) : Activity(Fire, 0));
        Assert.Equal((GateOutcome.Ran, Fire), (run.Outcome, run.RanAt));
        Assert.Equal([Fire, Fire + Duration.FromSeconds(15), Fire + Duration.FromSeconds(30), Fire + Duration.FromSeconds(45)], waited);
    }

    [Fact]
    public async Task That_never_comes_is_unknown_when_its_grace_and_its_longest_run_are_over()
    {
        var run = await WaitAsync(Job, () => Activity(Deploy - Duration.FromDays(1), 0));
        Assert.Equal((GateOutcome.Unknown, "It was due at 2025-10-22T11:00:00Z and had not run by 2025-10-22T11:18:00Z."), (run.Outcome, run.Says));
    }

    [Fact]
    public async Task That_is_never_answered_is_unknown()
    {
        var run = await WaitAsync(Job, () => now < Fire ? Activity(null, null) : Activity(Fire, null));
        Assert.Equal((GateOutcome.Unknown, "Its run of 2025-10-22T11:00:00Z had not been answered by 2025-10-22T11:18:00Z."), (run.Outcome, run.Says));
    }

    [Fact]
    public async Task That_failed_is_a_failure()
    {
        var run = await WaitAsync(Job, () => now < Fire ? Activity(null, null) : Activity(Fire, 13) with { StatusMessage = "INTERNAL." });
        Assert.Equal((GateOutcome.Failed, "Its run of 2025-10-22T11:00:00Z failed with code 13: INTERNAL."), (run.Outcome, run.Says));
    }

    [Fact]
    public async Task That_failed_and_is_retried_is_waited_for()
    {
        var retry = Fire + Duration.FromMinutes(1);
        var run = await WaitAsync(Job with { Retry = new() { Count = 2 } }, () => now < Fire ? Activity(null, null) : now < retry ? Activity(Fire, 13) with { NextAttempt = retry } : Activity(retry, 0));
        Assert.Equal((GateOutcome.Ran, retry), (run.Outcome, run.RanAt));
    }

    [Fact]
    public async Task Before_the_job_was_last_edited_is_a_run_of_the_old_one()
    {
        var run = await WaitAsync(Job, () => Activity(Deploy + Duration.FromMinutes(1), 0) with { UpdatedAt = Deploy + Duration.FromMinutes(2) });
        Assert.Equal(GateOutcome.Unknown, run.Outcome);
    }

    [Fact]
    public async Task That_came_since_the_deploy_is_not_waited_for_again()
    {
        now = Fire + Duration.FromHours(5);
        var run = await WaitAsync(Job, () => Activity(Fire, 0));
        Assert.Equal(GateOutcome.Ran, run.Outcome);
        Assert.Empty(waited);
    }

    [Theory]
    [InlineData("unread", "Whether it ran is not known: Access to jobs was denied.")]
    [InlineData("missing", "It is not deployed: Cloud Scheduler has no such job.")]
    [InlineData("paused", "It will not run: it is PAUSED in Cloud Scheduler, though declared enabled.")]
    public async Task Of_a_job_of_which_nobody_can_tell_is_unknown_at_once(string what, string says)
    {
        var job = State(Job, what == "paused" ? "PAUSED" : "ENABLED");
        var observation = what switch
        {
            "unread" => new Observation([], [new(Unobserved.AllJobs, "Access to jobs was denied.")]),
            "missing" => new Observation([], []),
            _ => new Observation([job], []) { Activity = new Dictionary<ResourceId, JobActivity> { [job.Id] = Activity(null, null) } },
        };
        var run = Assert.Single(await Wait(() => observation).RunAsync([Job], default));
        Assert.Equal((GateOutcome.Unknown, says), (run.Outcome, run.Says));
        Assert.Empty(waited);
    }

    [Fact]
    public async Task Of_a_statement_is_over_when_BigQuery_says_so()
    {
        var query = new QueryJob { Name = "rebuild", Schedule = Job.Schedule, Statement = "rebuild", Longest = Duration.FromMinutes(3) };
        var running = await WaitAsync(query, () => now < Fire ? Activity(null, null) : Activity(Fire, 0), () => [new("j", Fire, now >= Fire + Duration.FromMinutes(2), null)]);
        Assert.Equal((GateOutcome.Ran, Fire + Duration.FromMinutes(2)), (running.Outcome, now));
        now = Deploy;
        var failed = await WaitAsync(query, () => Activity(Fire, 0), () => [new("j", Fire, true, "Division by zero.")]);
        Assert.Equal((GateOutcome.Failed, "Its run of 2025-10-22T11:00:00Z failed in BigQuery (job j): Division by zero."), (failed.Outcome, failed.Says));
        now = Deploy;
        var unseen = await WaitAsync(query, () => Activity(Fire, 0), () => []);
        Assert.Equal(GateOutcome.Unknown, unseen.Outcome);
    }

    [Fact]
    public async Task Of_a_statement_is_unknown_when_nobody_may_see_how_it_ended()
    {
        using var http = new HttpClient(new Denying());
        using var google = new GoogleConnection(http, GoogleEndpoint.Local(new("http://127.0.0.1:9050")), TimeProvider.System, new Random(7));
        var query = new QueryJob { Name = "rebuild", Schedule = Job.Schedule, Statement = "rebuild", Longest = Duration.FromMinutes(3) };
        var judged = await new StatementOutcomes(new BigQueryWarehouse(google, "p")).ConfirmAsync(
            new(query, Fire, GateOutcome.Ran, "It ran.") { RanAt = Fire }, new([State(query, "ENABLED")], []), patient: true, default);
        Assert.Equal(GateOutcome.Unknown, judged!.Outcome);
        Assert.Contains("whether its statement succeeded is not known: Access to the list of jobs was denied", judged.Says, StringComparison.Ordinal);
    }

    private async Task<GatedJob> WaitAsync(Job job, Func<JobActivity> activity, Func<IReadOnlyList<StatementRun>>? runs = null)
    {
        var state = State(job, "ENABLED");
        return Assert.Single(await Wait(() => new([state], []) { Activity = new Dictionary<ResourceId, JobActivity> { [state.Id] = activity() } }, runs).RunAsync([job], default));
    }

    private GateWait Wait(Func<Observation> observe, Func<IReadOnlyList<StatementRun>>? runs = null) => new(
        new() { Changed = [Job.ResourceId], KnownFrom = "a test", Since = Deploy, Wait = Duration.FromHours(2) },
        new(
            _ => Task.FromResult(now),
            (until, _) =>
            {
                Assert.True(until > now);
                waited.Add(until);
                now = until;
                return Task.CompletedTask;
            },
            Duration.FromSeconds(15)),
        _ => Task.FromResult(observe()),
        new(new JobLog(runs ?? (() => throw new InvalidOperationException("Nobody asks for statements here.")))),
        _ => { });

    private static JobActivity Activity(Instant? attempt, int? code) => new() { LastAttempt = attempt, StatusCode = code };

    private static ResourceState State(Job job, string state) => new()
    {
        Id = job.ResourceId,
        Properties = new Dictionary<string, string> { ["state"] = state, ["httpTarget.body.configuration.query.query"] = "MERGE x" }.ToPropertyDictionary(p => p.Key, p => p.Value),
    };

    private sealed class JobLog(Func<IReadOnlyList<StatementRun>> runs) : IWarehouse
    {
        public Task<IReadOnlyList<StatementRun>?> RunsOfAsync(string statement, Instant from, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StatementRun>?>(runs());

        public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("A gate observes jobs.");

        public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("A gate changes nothing.");

        public Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation) => throw new NotSupportedException("A wait asks for no rows.");

        public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation) => throw new NotSupportedException("A wait asks for no rows.");
    }

    private sealed class Denying : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden) { Content = new StringContent("""{"error":{"code":403,"status":"PERMISSION_DENIED","message":"Denied"}}""") });
    }
}
