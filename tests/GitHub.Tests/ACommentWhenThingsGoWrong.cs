using Orchestrator.Model;
using Orchestrator.Reports;

namespace GitHub.Tests;

public sealed class ACommentWhenThingsGoWrong
{
    private static readonly string Marker = StackMarker.Of("prod");
    private static readonly PullRequestComment Wanted = new("owner/name", 7, Marker, $"{Marker}\nwanted");

    public static TheoryData<string, int, int> EveryFaultInEveryPosition
    {
        get
        {
            var all = new TheoryData<string, int, int>();
            // No comment: whose token, list, post, list. Two of ours: whose token, list, update, delete.
            foreach (var fault in Fault.All.Keys)
                for (var position = 0; position < 4; position++)
                    foreach (var ours in new[] { 0, 2 }) all.Add(fault, position, ours);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(EveryFaultInEveryPosition))]
    public async Task Is_there_once_all_the_same(string fault, int position, int ours)
    {
        await using var github = await LocalGitHub.StartAsync();
        for (var i = 0; i < ours; i++) github.State.Add(7, "octocat", $"{Marker}\nold {i}");
        github.Faults = (n, _) => n == position ? Fault.All[fault] : null;
        await github.Client().CommentAsync(Wanted, default);
        Assert.Equal(Wanted.Body, Assert.Single(github.State.Comments).Body);
        Assert.Empty(github.Violations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Is_there_once_after_random_faults(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 15; run++)
        {
            await using var github = await LocalGitHub.StartAsync();
            var plan = Enumerable.Range(0, 40).Select(_ => random.Next(4) == 0 ? Fault.All.Values.ElementAt(random.Next(Fault.All.Count)) : null).ToList();
            github.Faults = (n, _) => n < plan.Count ? plan[n] : null;
            try
            {
                await github.Client("octocat").CommentAsync(Wanted, default);
                Assert.Equal(Wanted.Body, Assert.Single(github.State.Comments).Body);
            }
            catch (GitHubUnavailableException)
            {
                // It gave up, and said so; the next run mends what is left.
                github.Faults = (_, _) => null;
                await github.Client("octocat").CommentAsync(Wanted, default);
                Assert.Equal(Wanted.Body, Assert.Single(github.State.Comments).Body);
            }

            Assert.Empty(github.Violations);
        }
    }

    [Fact]
    public async Task Waits_as_long_as_GitHub_asks() => Assert.Equal([TimeSpan.FromSeconds(7)], await PausesAsync(Fault.TooManyRequests));

    [Fact]
    public async Task Waits_a_minute_after_a_secondary_limit_that_names_no_time_and_then_longer() =>
        Assert.Equal([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120)], await PausesAsync(Fault.SecondaryLimit, Fault.SecondaryLimit));

    [Fact]
    public async Task Waits_for_the_reset_of_the_hourly_limit_by_GitHubs_own_clock()
    {
        var now = new DateTimeOffset(2026, 3, 8, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal([TimeSpan.FromSeconds(91)], await PausesAsync(Limit(now, now.AddSeconds(90))));
        // Our clock is an hour off.
        Assert.Equal([TimeSpan.FromSeconds(91)], await PausesAsync(Limit(now.AddHours(1), now.AddHours(1).AddSeconds(90))));
    }

    [Fact]
    public async Task Gives_up_with_the_time_when_the_limit_resets_too_late()
    {
        await using var github = await LocalGitHub.StartAsync();
        var now = new DateTimeOffset(2026, 3, 8, 9, 0, 0, TimeSpan.Zero);
        github.Faults = (_, _) => Limit(now, now.AddMinutes(50));
        var failure = await Assert.ThrowsAsync<GitHubUnavailableException>(() => github.Client("octocat").CommentAsync(Wanted, default));
        Assert.Equal("Could not list the comments of pull request 7 of owner/name: the token's hourly limit of requests is used up until 2026-03-08T09:50:00Z.", failure.Message);
        Assert.Single(github.Requests);
    }

    [Fact]
    public async Task Gives_up_within_its_total_time_when_a_limit_does_not_end()
    {
        await using var github = await LocalGitHub.StartAsync();
        github.Faults = (_, _) => Fault.SecondaryLimit;
        await Assert.ThrowsAsync<GitHubUnavailableException>(() => github.Client("octocat").CommentAsync(Wanted, default));
        Assert.True(github.Time.Pauses.Sum(p => p.TotalMinutes) <= 10);
        Assert.Empty(github.State.Comments);
    }

    [Theory]
    [InlineData(401, """{"message":"Bad credentials"}""", "Could not list the comments of pull request 7 of owner/name: GitHub does not accept the token (401): it has expired, was revoked or is of another server. In a workflow use ${{ github.token }}.")]
    [InlineData(404, """{"message":"Not Found"}""", "Could not list the comments of pull request 7 of owner/name: GitHub says that there is no such thing (404), which it also says when the token may not see it: check repository and pull request, and that the token has the permission 'pull-requests: write' on it.")]
    [InlineData(410, "", "Could not list the comments of pull request 7 of owner/name: it is gone (410): issues and their comments may be turned off in this repository.")]
    [InlineData(418, "<html>", "Could not list the comments of pull request 7 of owner/name: GitHub answers with status 418 (no reason given).")]
    public async Task Is_refused_in_one_sentence(int status, string body, string sentence)
    {
        await using var github = await LocalGitHub.StartAsync();
        github.Faults = (_, _) => new Fault { Status = status, Body = body };
        Assert.Equal(sentence, (await Assert.ThrowsAsync<GitHubRefusedException>(() => github.Client("octocat").CommentAsync(Wanted, default))).Message);
        Assert.Single(github.Requests);
    }

    [Fact]
    public async Task Names_the_permission_that_is_missing()
    {
        await using var github = await LocalGitHub.StartAsync();
        github.Faults = (_, r) => r.Method == "POST" ? new Fault { Status = 403, Body = """{"message":"Resource not accessible by integration","documentation_url":"https://docs.github.com/rest/issues/comments#create-an-issue-comment","status":"403"}""", Headers = new Dictionary<string, string> { ["X-Accepted-GitHub-Permissions"] = "issues=write; pull_requests=write" } } : null;
        Assert.Equal(
            "Could not comment on pull request 7 of owner/name: the token may not do this (403: Resource not accessible by integration). Give the workflow the permission 'pull-requests: write' (GitHub asks for issues=write; pull_requests=write); a pull request from a fork gets a read-only token, so comment from a workflow_run workflow instead.",
            (await Assert.ThrowsAsync<GitHubRefusedException>(() => github.Client("octocat").CommentAsync(Wanted, default))).Message);
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_request_that_GitHub_refuses()
    {
        await using var github = await LocalGitHub.StartAsync();
        github.Faults = (_, r) => r.Method == "POST" ? new Fault { Status = 422, Body = """{"message":"Validation Failed","errors":[{"resource":"IssueComment","code":"unprocessable","field":"data","message":"Body is too long"}]}""" } : null;
        Assert.Equal("Could not comment on pull request 7 of owner/name: GitHub refuses the request (422: Validation Failed, Body is too long).", (await Assert.ThrowsAsync<GitHubRefusedException>(() => github.Client("octocat").CommentAsync(Wanted, default))).Message);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Follows_a_repository_that_was_renamed_with_method_and_text(int status)
    {
        await using var github = await LocalGitHub.StartAsync();
        github.Faults = (_, r) => r.Path.StartsWith("/repos/owner/old/", StringComparison.Ordinal) ? new Fault { Status = status, Headers = new Dictionary<string, string> { ["Location"] = github.Api + r.Path[1..].Replace("owner/old", "owner/name", StringComparison.Ordinal) + (r.Query.Count > 0 ? "?per_page=100" : "") } } : null;
        await github.Client("octocat").CommentAsync(Wanted with { Repository = "owner/old" }, default);
        Assert.Equal(Wanted.Body, Assert.Single(github.State.Comments).Body);
        Assert.Empty(github.Violations);
    }

    [Theory]
    [InlineData("Location", 307)]
    [InlineData("Link", 200)]
    public async Task Does_not_carry_the_token_to_another_host(string header, int status)
    {
        await using var github = await LocalGitHub.StartAsync();
        await using var elsewhere = await LocalGitHub.StartAsync();
        var address = $"{elsewhere.Api}repos/owner/name/issues/7/comments?per_page=100&page=2";
        github.Faults = (_, _) => new Fault { Status = status, Body = "[]", Headers = new Dictionary<string, string> { [header] = header == "Link" ? $"<{address}>; rel=\"next\"" : address } };
        var failure = await Assert.ThrowsAsync<GitHubRefusedException>(() => github.Client("octocat").CommentAsync(Wanted, default));
        Assert.Contains("the token is not sent to another host", failure.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Never_prints_the_token()
    {
        foreach (var status in new[] { 400, 401, 403, 404, 422, 429, 500 })
        {
            await using var github = await LocalGitHub.StartAsync();
            github.Faults = (_, _) => new Fault { Status = status, Body = """{"message":"no"}""" };
            var failure = await Assert.ThrowsAnyAsync<GitHubException>(() => github.Client("octocat").CommentAsync(Wanted, default));
            Assert.DoesNotContain(LocalGitHub.Token, failure.ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(LocalGitHub.Token, new GitHubEndpoint { Api = new("https://api.github.com"), Token = LocalGitHub.Token }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_nobody_listens()
    {
        var github = await LocalGitHub.StartAsync();
        var client = github.Client("octocat");
        await github.DisposeAsync();
        var failure = await Assert.ThrowsAsync<GitHubUnavailableException>(() => client.CommentAsync(Wanted, default));
        Assert.Equal($"Could not list the comments of pull request 7 of owner/name: {github.Api.Authority}: no connection could be made.", failure.Message);
    }

    [Fact]
    public async Task Asks_for_the_author_when_GitHub_does_not_tell_whose_token_it_is()
    {
        await using var github = await LocalGitHub.StartAsync();
        github.State.User = null;
        github.Faults = (_, r) => r.Path == "/graphql" ? new Fault { Status = 200, Body = """{"data":null}""" } : null;
        Assert.Contains("--author", (await Assert.ThrowsAsync<GitHubRefusedException>(() => github.Client().CommentAsync(Wanted, default))).Message, StringComparison.Ordinal);
        Assert.Empty(github.State.Comments);
    }

    private static Fault Limit(DateTimeOffset now, DateTimeOffset reset) => new()
    {
        Status = 403,
        Body = """{"message":"API rate limit exceeded"}""",
        Headers = new Dictionary<string, string> { ["x-ratelimit-remaining"] = "0", ["x-ratelimit-reset"] = $"{reset.ToUnixTimeSeconds()}", ["Date"] = now.ToString("R") },
    };

    private static async Task<IReadOnlyList<TimeSpan>> PausesAsync(params Fault[] faults)
    {
        await using var github = await LocalGitHub.StartAsync();
        github.Faults = (n, _) => n < faults.Length ? faults[n] : null;
        await github.Client("octocat").CommentAsync(Wanted, default);
        Assert.Single(github.State.Comments);
        return github.Time.Pauses;
    }
}
