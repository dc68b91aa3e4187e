using System.Text.Json.Nodes;

namespace GitHub.Tests;

public sealed class TheContract
{
    private const string Base = "/repos/owner/name";

    public static TheoryData<string, string, string, string, string> Wrong => new()
    {
        { "POST", $"{Base}/issues/7/comments", "", "{}", "body lacks body" },
        { "POST", $"{Base}/issues/7/comments", "", """{"body":7}""", "body.body is no string" },
        { "POST", $"{Base}/issues/7/comments", "", """{"body":"x","stack":"prod"}""", "body.stack is not described" },
        { "POST", $"{Base}/issues/7/comments", "", "", "body is null" },
        { "POST", $"{Base}/issues/seven/comments", "", """{"body":"x"}""", "issue_number is no integer" },
        { "GET", $"{Base}/issues/7/comments", "per_page=101", "", "per_page is more than 100" },
        { "GET", $"{Base}/issues/7/comments", "perpage=100", "", "the query perpage is not described" },
        { "GET", $"{Base}/issues/7/comments", "", """{"a":1}""", "there is a body, and none is described" },
        { "PUT", $"{Base}/issues/comments/7", "", """{"body":"x"}""", "PUT /repos/owner/name/issues/comments/7 is no operation of the description" },
        { "GET", $"{Base}/commits/abc/check-runs", "filter=newest", "", "filter is \"newest\", not of the enumeration" },
        { "POST", $"{Base}/check-runs", "", """{"name":"x"}""", "body lacks head_sha" },
        { "POST", $"{Base}/check-runs", "", """{"name":"x","head_sha":"y","status":"completed","conclusion":"fine"}""", "body.conclusion is \"fine\", not of the enumeration" },
        { "POST", $"{Base}/check-runs", "", """{"name":"x","head_sha":"y","conclusion":"success","output":{"title":"t"}}""", "body.output lacks summary" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Finds_a_wrong_request(string method, string path, string query, string body, string violation)
    {
        foreach (var contract in new[] { GitHubContract.Of("github.json"), GitHubContract.Of("github-enterprise.json") })
            Assert.Contains(contract.Violations(Request(method, contract.Base + path, query, body)), v => v.Replace(contract.Base + "/repos", "/repos", StringComparison.Ordinal) == violation);
    }

    [Theory]
    [InlineData(51, 10, "body.output.annotations has 51 items, at most 50")]
    [InlineData(1, 65_536, "body.output.summary is longer than 65535")]
    public void Finds_what_is_too_much(int annotations, int summary, string violation)
    {
        var list = new JsonArray([.. Enumerable.Range(0, annotations).Select(i => (JsonNode)new JsonObject { ["path"] = "a", ["start_line"] = 1, ["end_line"] = 1, ["annotation_level"] = "notice", ["message"] = "m" })]);
        var body = new JsonObject { ["name"] = "x", ["head_sha"] = "y", ["conclusion"] = "success", ["output"] = new JsonObject { ["title"] = "t", ["summary"] = new string('x', summary), ["annotations"] = list } };
        Assert.Equal([violation], GitHubContract.Of("github.json").Violations(Request("POST", $"{Base}/check-runs", "", body.ToJsonString())));
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("x-github-api-version")]
    [InlineData("user-agent")]
    [InlineData("authorization")]
    [InlineData("content-type")]
    public void Finds_a_missing_header(string name)
    {
        var good = Request("POST", $"{Base}/issues/7/comments", "", """{"body":"x"}""");
        Assert.Empty(GitHubContract.Of("github.json").Violations(good));
        Assert.Single(GitHubContract.Of("github.json").Violations(good with { Headers = good.Headers.Where(h => h.Key != name).ToDictionary() }));
    }

    [Fact]
    public void Finds_a_comment_that_is_too_long() =>
        Assert.Contains("body is too long (maximum is 65536 characters)", GitHubContract.Of("github.json").Violations(Request("POST", $"{Base}/issues/7/comments", "", new JsonObject { ["body"] = new string('x', 65_537) }.ToJsonString())));

    [Fact]
    public void Is_the_one_that_GitHub_publishes()
    {
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", "github.json")))!;
        Assert.StartsWith("@octokit/openapi ", (string?)description["info"]!["package"], StringComparison.Ordinal);
        Assert.Equal("https://api.github.com", (string?)description["servers"]![0]);
    }

    private static Received Request(string method, string path, string query, string body) => new(
        method,
        path,
        query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(q => q.Split('=')).ToDictionary(q => q[0], q => q[1]),
        new Dictionary<string, string> { ["accept"] = "application/vnd.github+json", ["x-github-api-version"] = "2022-11-28", ["user-agent"] = "x", ["authorization"] = "Bearer x", ["content-type"] = "application/json" },
        body);
}
