namespace Orchestrator.Google.Tests;

public sealed class A_token_that_has_expired
{
    [Fact]
    public async Task Is_replaced_at_once_and_the_request_sent_again()
    {
        var (token, refused) = ("old", new List<string?>());
        var server = new Answering((asked, _) => asked.Authorization == "Bearer new" ? AnsweringHandler.Text(200, "{}") : AnsweringHandler.BigQueryError(401, "authError", "Expired"));
        var time = new ManualTime();
        using var google = Connection(server, time, () => token, old =>
        {
            refused.Add(old);
            token = "new";
        });
        await google.SendAsync(new(GoogleApi.Scheduler, HttpMethod.Post, "v1/jobs/sync:run", "job/sync"), default);
        Assert.Equal(["Bearer old", "Bearer new"], server.Requests.Select(r => r.Authorization));
        Assert.Equal(["old"], refused);
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task Is_a_denial_when_the_new_one_is_not_accepted_either()
    {
        var server = new Answering((_, _) => AnsweringHandler.BigQueryError(401, "authError", "Expired"));
        using var google = Connection(server, new ManualTime(), () => "old", _ => { });
        await Assert.ThrowsAsync<GoogleDeniedException>(() => google.SendAsync(new(GoogleApi.BigQuery, HttpMethod.Get, "x", "dataset/raw"), default));
        Assert.Equal(2, server.Requests.Count);
    }

    private static GoogleConnection Connection(HttpMessageHandler server, TimeProvider time, Func<string> token, Action<string?> refused) => new(
        new HttpClient(server) { Timeout = Timeout.InfiniteTimeSpan },
        GoogleEndpoint.Local(new Uri("http://127.0.0.1:9050")) with { AccessToken = _ => Task.FromResult<string?>(token()), TokenRefused = refused },
        time,
        new Random(7));
}
