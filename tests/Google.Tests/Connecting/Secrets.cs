using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class Secrets
{
    private const string Token = "ya29.canary-token";
    private const string Sql = "SELECT 'canary-sql' FROM `acme.raw.jobs`";

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    public async Task Are_in_no_text_of_a_failure(int status)
    {
        // A server that repeats the credentials in its message.
        var server = new Answering((asked, _) => AnsweringHandler.BigQueryError(status, "why", $"Refused {asked.Authorization}"));
        var failed = await Error_answers.Fails(() => Given.Warehouse(server, token: Token).QueryAsync(new Query(Sql, [new("p", "STRING", "canary-value")]), default));
        Assert.Equal($"Bearer {Token}", server.Requests[0].Authorization);
        Assert.Contains("Refused Bearer (token)", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failed.ToString() + failed.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_in_no_text_of_an_answer_that_cannot_be_read()
    {
        var server = new Answering((_, _) => AnsweringHandler.Text(200, "{\"jobComplete\": canary}"));
        var failed = await Error_answers.Fails(() => Given.Warehouse(server, token: Token).QueryAsync(new Query(Sql, []), default));
        Assert.DoesNotContain("canary", failed.ToString(), StringComparison.Ordinal);
    }
}
