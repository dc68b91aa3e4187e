using Orchestrator.Model;
using Orchestrator.Reports;

namespace GitHub.Tests;

public sealed class TheCommentOnAPullRequest
{
    private static readonly string Marker = StackMarker.Of("prod");

    [Theory]
    [InlineData("github.json")]
    [InlineData("github-enterprise.json")]
    public async Task Is_one_after_a_hundred_runs(string contract)
    {
        await using var github = await LocalGitHub.StartAsync(contract);
        for (var run = 0; run < 100; run++) await github.Client("octocat").CommentAsync(Comment($"run {run / 2}"), default);
        Assert.Equal($"{Marker}\nrun 49", Assert.Single(github.State.Comments).Body);
        // Every second run had nothing to write.
        Assert.Equal(50, github.Writes.Count());
        Assert.Empty(github.Violations);
    }

    [Fact]
    public async Task Is_created_then_left_alone_then_updated_in_place()
    {
        await using var github = await LocalGitHub.StartAsync();
        var client = github.Client();
        Assert.Equal(CommentWriting.Created, (await client.CommentAsync(Comment("one"), default)).Written);
        var id = Assert.Single(github.State.Comments).Id;
        Assert.Equal(CommentWriting.Unchanged, (await client.CommentAsync(Comment("one"), default)).Written);
        var updated = await client.CommentAsync(Comment("two"), default);
        Assert.Equal(new CommentOutcome(CommentWriting.Updated, 0, $"https://github.example/owner/name/pull/7#issuecomment-{id}"), updated);
        Assert.Equal(id, Assert.Single(github.State.Comments).Id);
        Assert.Empty(github.Violations);
    }

    [Fact]
    public async Task Is_found_behind_hundreds_of_others()
    {
        await using var github = await LocalGitHub.StartAsync();
        for (var i = 0; i < 250; i++) github.State.Add(7, "somebody", $"comment {i}");
        github.State.Add(7, "octocat", $"{Marker}\r\nold");
        Assert.Equal(CommentWriting.Updated, (await github.Client().CommentAsync(Comment("new"), default)).Written);
        Assert.Equal(3, github.Requests.Count(r => r.Method == "GET" && r.Path.EndsWith("/comments", StringComparison.Ordinal)));
        Assert.Empty(github.Violations);
    }

    [Theory]
    [InlineData("stranger", "{0}\nstranger's")]
    [InlineData("octocat", "> {0}\nquoted")]
    [InlineData("octocat", "text before\n{0}\n")]
    [InlineData("octocat[bot]", "{0}\nanother's")]
    public async Task Is_never_that_of_a_stranger_or_a_quotation(string login, string body)
    {
        await using var github = await LocalGitHub.StartAsync();
        var other = github.State.Add(7, login, body.Replace("{0}", Marker, StringComparison.Ordinal));
        Assert.Equal(CommentWriting.Created, (await github.Client().CommentAsync(Comment("ours"), default)).Written);
        Assert.Contains(other, github.State.Comments);
        Assert.Equal(2, github.State.Comments.Count);
    }

    [Fact]
    public async Task Is_another_for_another_stack_and_another_pull_request()
    {
        await using var github = await LocalGitHub.StartAsync();
        await github.Client().CommentAsync(Comment("a"), default);
        await github.Client().CommentAsync(Comment("b") with { PullRequest = 8 }, default);
        await github.Client().CommentAsync(new("owner/name", 7, StackMarker.Of("prod-2"), $"{StackMarker.Of("prod-2")}\nc"), default);
        Assert.Equal(3, github.State.Comments.Count);
    }

    [Fact]
    public async Task Is_the_newest_where_there_were_several()
    {
        await using var github = await LocalGitHub.StartAsync();
        github.State.Add(7, "octocat", $"{Marker}\na");
        github.State.Add(7, "stranger", $"{Marker}\nb");
        var newest = github.State.Add(7, "octocat", $"{Marker}\nc");
        Assert.Equal(1, (await github.Client().CommentAsync(Comment("d"), default)).Deleted);
        Assert.Equal([$"{Marker}\nb", $"{Marker}\nd"], github.State.Comments.Select(c => c.Body));
        Assert.Equal(newest.Id, github.State.Comments[1].Id);
        Assert.Empty(github.Violations);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Is_one_after_runs_at_the_same_time(int runs)
    {
        for (var round = 0; round < 10; round++)
        {
            await using var github = await LocalGitHub.StartAsync();
            // All look before any of them writes.
            using var looked = new Barrier(runs);
            var first = new HashSet<int>(Enumerable.Range(0, runs));
            github.Faults = (position, _) =>
            {
                if (first.Contains(position)) looked.SignalAndWait(TimeSpan.FromSeconds(5));
                return null;
            };
            await Task.WhenAll(Enumerable.Range(0, runs).Select(i => Task.Run(() => github.Client("octocat").CommentAsync(Comment($"run {i}"), default))));
            Assert.Single(github.State.Comments);
            Assert.Empty(github.Violations);
        }
    }

    [Fact]
    public async Task Is_that_of_the_bot_when_the_token_is_a_workflows()
    {
        await using var github = await LocalGitHub.StartAsync();
        github.State.User = null;
        github.State.Writer = "github-actions[bot]";
        github.State.Add(7, "github-actions", $"{Marker}\na person with nearly the same name");
        await github.Client().CommentAsync(Comment("one"), default);
        await github.Client().CommentAsync(Comment("two"), default);
        Assert.Equal($"{Marker}\ntwo", Assert.Single(github.State.Comments, c => c.Login == "github-actions[bot]").Body);
    }

    [Fact]
    public async Task Is_written_anew_when_somebody_deletes_it_meanwhile()
    {
        await using var github = await LocalGitHub.StartAsync();
        var old = github.State.Add(7, "octocat", $"{Marker}\nold");
        github.Faults = (_, request) =>
        {
            if (request.Method == "PATCH") github.State.Delete(old.Id);
            return null;
        };
        Assert.Equal(CommentWriting.Created, (await github.Client().CommentAsync(Comment("new"), default)).Written);
        Assert.Equal($"{Marker}\nnew", Assert.Single(github.State.Comments).Body);
    }

    [Fact]
    public async Task Of_the_greatest_length_is_accepted()
    {
        await using var github = await LocalGitHub.StartAsync();
        await github.Client().CommentAsync(Comment(new string('x', CommentContent.CommentLimit - Marker.Length - 1)), default);
        Assert.Equal(CommentContent.CommentLimit, Assert.Single(github.State.Comments).Body.Length);
        Assert.Empty(github.Violations);
    }

    private static PullRequestComment Comment(string text) => new("owner/name", 7, Marker, $"{Marker}\n{text}");
}
