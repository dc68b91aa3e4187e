using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

/// <summary>Each is a false alarm that other tools have raised: the live job is the declared one, with what Cloud Scheduler adds.</summary>
public sealed class A_job_that_the_service_filled_in
{
    private const string Http = "\"httpTarget\":{\"uri\":\"https://example.com/sync\"}";

    private static readonly ResourceState Declared = Given.State(
        ResourceKind.Job,
        "sync",
        ("schedule", "0 2 * * *"),
        ("timeZone", "UTC"),
        ("state", "ENABLED"),
        ("attemptDeadline", "180s"),
        ("httpTarget.uri", "https://example.com/sync"),
        ("httpTarget.httpMethod", "POST"));

    [Theory]
    [InlineData("""
        "attemptDeadline":"0s"
        """)]
    [InlineData("""
        "attemptDeadline":"180s"
        """)]
    [InlineData("""
        "attemptDeadline":"180.000s"
        """)]
    [InlineData("""
        "retryConfig":{}
        """)]
    [InlineData("""
        "retryConfig":{"maxRetryDuration":"0s","minBackoffDuration":"5s","maxBackoffDuration":"3600s","maxDoublings":5}
        """)]
    [InlineData("""
        "retryConfig":{"retryCount":0,"maxRetryDuration":"0.0s","minBackoffDuration":"5.000s","maxBackoffDuration":"3600.0s","maxDoublings":"5"}
        """)]
    [InlineData("""
        "timeZone":"utc"
        """)]
    [InlineData("""
        "timeZone":"Etc/UTC"
        """)]
    [InlineData("""
        "timeZone":""
        """)]
    [InlineData("""
        "description":""
        """)]
    [InlineData("""
        "status":{"code":13},"userUpdateTime":"2026-11-20T10:00:00Z","scheduleTime":"2026-11-22T02:00:00Z","lastAttemptTime":"2026-11-21T02:00:00Z"
        """)]
    [InlineData("""
        "httpTarget":{"uri":"https://example.com/sync","httpMethod":"HTTP_METHOD_UNSPECIFIED"}
        """)]
    [InlineData("""
        "httpTarget":{"uri":"https://example.com/sync","headers":{"User-Agent":"Google-Cloud-Scheduler","X-CloudScheduler":"true","Content-Type":"application/octet-stream"}}
        """)]
    [InlineData("""
        "httpTarget":{"uri":"https://example.com/sync","body":""}
        """)]
    public void Equals_the_declared_one(string filled)
    {
        var given = filled.Contains("httpTarget", StringComparison.Ordinal) ? filled : $"{filled},{Http}";
        Assert.Null(Given.Change(Declared, Live(given)));
    }

    [Fact]
    public void Equals_the_declared_one_with_a_token_whose_scope_or_audience_is_the_usual_one()
    {
        var oauth = Declared with { Properties = Declared.Properties.SetItem("httpTarget.oauthToken.serviceAccountEmail", "r@acme") };
        Assert.Null(Given.Change(oauth, Live("""
            "httpTarget":{"uri":"https://example.com/sync","oauthToken":{"serviceAccountEmail":"r@acme","scope":"https://www.googleapis.com/auth/cloud-platform"}}
            """)));
        var oidc = Declared with { Properties = Declared.Properties.SetItem("httpTarget.oidcToken.serviceAccountEmail", "r@acme") };
        Assert.Null(Given.Change(oidc, Live("""
            "httpTarget":{"uri":"https://example.com/sync","oidcToken":{"serviceAccountEmail":"r@acme","audience":"https://example.com/sync"}}
            """)));
    }

    [Fact]
    public void Equals_the_declared_one_whatever_the_layout_of_a_body_of_JSON()
    {
        var body = JobBody.Flatten("""{"configuration":{"query":{"query":"SELECT 1","useLegacySql":false}}}""");
        var declared = Declared with { Properties = Declared.Properties.SetItems(body).SetItem("httpTarget.headers.Content-Type", "application/json") };
        var text = Convert.ToBase64String("""{ "configuration": { "query": { "useLegacySql": false, "query": "SELECT 1" } } }"""u8);
        Assert.Null(Given.Change(declared, Live($$$"""
            "httpTarget":{"uri":"https://example.com/sync","body":"{{{text}}}","headers":{"content-type":"application/json"}}
            """)));
    }

    [Theory]
    [InlineData("""
        "attemptDeadline":"181s"
        """, "attemptDeadline")]
    [InlineData("""
        "retryConfig":{"retryCount":1}
        """, "retryConfig.retryCount")]
    [InlineData("""
        "retryConfig":{"minBackoffDuration":"5.001s"}
        """, "retryConfig.minBackoffDuration")]
    [InlineData("""
        "timeZone":"America/Denver"
        """, "timeZone")]
    [InlineData("""
        "description":"x"
        """, "description")]
    [InlineData("""
        "httpTarget":{"uri":"https://example.com/sync","httpMethod":"GET"}
        """, "httpTarget.httpMethod")]
    [InlineData("""
        "httpTarget":{"uri":"https://example.com/sync","headers":{"X-Key":"1"}}
        """, "httpTarget.headers.X-Key")]
    [InlineData("""
        "httpTarget":{"uri":"https://example.com/sync","body":"/w=="}
        """, "httpTarget.body")]
    public void Is_told_apart_from_one_that_somebody_changed(string changed, string property)
    {
        var given = changed.Contains("httpTarget", StringComparison.Ordinal) ? changed : $"{changed},{Http}";
        Assert.Equal(property, Assert.Single(Given.Change(Declared, Live(given))!.Differences).Property);
    }

    private static ResourceState Live(string fields)
    {
        var state = fields.Contains("\"state\"", StringComparison.Ordinal) ? "" : "\"state\":\"ENABLED\",";
        var zone = fields.Contains("\"timeZone\"", StringComparison.Ordinal) ? "" : "\"timeZone\":\"UTC\",";
        var server = new Answering((_, _) => AnsweringHandler.Text(200, $$"""{"jobs":[{"name":"j/sync","schedule":"0 2 * * *",{{state}}{{zone}}{{fields}}}]}"""));
        var seen = Given.Scheduler(server).ObserveAsync(Given.Pipeline(), default).GetAwaiter().GetResult();
        Assert.Empty(seen.Unobserved);
        return Assert.Single(seen.Resources);
    }
}
