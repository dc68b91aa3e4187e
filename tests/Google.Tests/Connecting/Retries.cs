using System.Net.Sockets;

namespace Orchestrator.Google.Tests;

public sealed class Retries
{
    [Fact]
    public async Task Wait_twice_as_long_each_time_with_jitter()
    {
        var time = new ManualTime();
        await Assert.ThrowsAsync<GoogleFaultException>(() => Ask(new Answering((_, _) => AnsweringHandler.BigQueryError(503, "backendError", "Busy")), time));
        Assert.Equal(4, time.Pauses.Count);
        Assert.All(time.Pauses.Select((pause, i) => pause / (RetryRules.FirstPause * Math.Pow(2, i))), share => Assert.InRange(share, 0.5, 1));
        Assert.Equal(4, time.Pauses.Select((pause, i) => pause / Math.Pow(2, i)).Distinct().Count());
    }

    [Fact]
    public async Task End_when_an_answer_comes()
    {
        var server = new Answering((_, n) => n < 3 ? AnsweringHandler.BigQueryError(500, "internalError", "Oops") : AnsweringHandler.Text(200, "{}"));
        await Ask(server, new ManualTime());
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Wait_as_many_seconds_as_Google_asks()
    {
        var time = new ManualTime();
        await Ask(Once(("Retry-After", "17")), time);
        Assert.Equal([TimeSpan.FromSeconds(17)], time.Pauses);
    }

    [Fact]
    public async Task Wait_until_the_moment_that_Google_names()
    {
        var time = new ManualTime();
        await Ask(Once(("Retry-After", "Sat, 21 Nov 2026 06:00:42 GMT")), time);
        Assert.Equal([TimeSpan.FromSeconds(42)], time.Pauses);
    }

    [Fact]
    public async Task Give_up_at_once_when_Google_asks_for_more_than_the_total_time()
    {
        var time = new ManualTime();
        await Assert.ThrowsAsync<GoogleQuotaException>(() => Ask(Once(("Retry-After", "600")), time));
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task Follow_a_lost_connection()
    {
        var server = new Answering((_, n) => n == 1
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "reset", new SocketException((int)SocketError.ConnectionReset))
            : AnsweringHandler.Text(200, "{}"));
        await Ask(server, new ManualTime());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Do_not_follow_a_refused_connection()
    {
        var server = new Answering((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)));
        var failed = await Assert.ThrowsAsync<GoogleUnreachableException>(() => Ask(server, new ManualTime()));
        Assert.Equal("127.0.0.1:9050 could not be reached for dataset/raw: nothing listens at that address.", failed.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Follow_a_try_that_takes_too_long()
    {
        var server = new Silent();
        var failed = await Assert.ThrowsAsync<GoogleUnreachableException>(() => Ask(server, new ManualTime(triesExpire: true)));
        Assert.Equal("127.0.0.1:9050 could not be reached for dataset/raw: no answer within 60 s.", failed.Message);
        // The third try would begin later than two minutes after the first.
        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task Follow_a_connection_that_does_not_come_about()
    {
        // So the client tells of a firewall that drops packets.
        var server = new Answering((_, n) => n == 1 ? throw new TaskCanceledException("", new TimeoutException()) : AnsweringHandler.Text(200, "{}"));
        await Ask(server, new ManualTime());
        Assert.Equal(2, server.Requests.Count);
        var failed = await Assert.ThrowsAsync<GoogleUnreachableException>(() => Ask(new Answering((_, _) => throw new TaskCanceledException("", new TimeoutException())), new ManualTime()));
        Assert.Equal("127.0.0.1:9050 could not be reached for dataset/raw: no connection within 10 s.", failed.Message);
    }

    [Fact]
    public async Task Never_repeat_what_would_then_happen_twice()
    {
        var server = new Answering((_, _) => AnsweringHandler.BigQueryError(503, "backendError", "Busy"));
        using var google = Given.Connection(server);
        await Assert.ThrowsAsync<GoogleFaultException>(() => google.SendAsync(new(GoogleApi.Scheduler, HttpMethod.Post, "v1/jobs/sync:run", "job/sync"), default));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Stop_when_the_caller_stops()
    {
        using var stopped = new CancellationTokenSource();
        var server = new Answering((_, _) =>
        {
            stopped.Cancel();
            return AnsweringHandler.BigQueryError(503, "backendError", "Busy");
        });
        using var google = Given.Connection(server, new ManualTime());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => google.SendAsync(Get, stopped.Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Reads_of_the_real_Google_are_held_to_a_hundred_a_second_and_writes_to_five_in_ten()
    {
        var time = new ManualTime();
        using var limits = new GoogleLimits(limited: true, time);
        for (var i = 0; i < 100; i++) await limits.ReadAsync(default);
        for (var i = 0; i < 5; i++) await limits.WriteAsync("table/raw.jobs", default);
        await limits.WriteAsync("table/raw.other", default);
        Assert.Empty(time.Pauses);
        await limits.ReadAsync(default);
        await limits.WriteAsync("table/raw.jobs", default);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9)], time.Pauses);
    }

    private static GoogleRequest Get => new(GoogleApi.BigQuery, HttpMethod.Get, "bigquery/v2/projects/acme/datasets/raw", "dataset/raw");

    private static async Task Ask(HttpMessageHandler server, TimeProvider time)
    {
        using var google = Given.Connection(server, time);
        await google.SendAsync(Get, default);
    }

    private static Answering Once((string Name, string Value) header) => new((_, n) =>
    {
        if (n > 1) return AnsweringHandler.Text(200, "{}");
        var answer = AnsweringHandler.BigQueryError(429, "rateLimitExceeded", "Slow down");
        answer.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return answer;
    });

    private sealed class Silent : HttpMessageHandler
    {
        public int Count { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("never");
        }
    }
}
