using System.Text.RegularExpressions;
using Orchestrator.Reports;

namespace Reports.Tests.GitHub;

public sealed class PersonalValues
{
    [Theory]
    [InlineData("alice@example.com", "a***@example.com")]
    [InlineData("user:alice.b+c@mail.example.co.uk reads", "user:a***@mail.example.co.uk reads")]
    [InlineData("alice@example.com,bob@example.com;c@example.com", "a***@example.com,b***@example.com;c***@example.com")]
    [InlineData("<alice@example.com>", "<a***@example.com>")]
    [InlineData("\"alice b\"@example.com", "***@example.com")]
    [InlineData("alice%40example.com", "a***%40example.com")]
    [InlineData("alice＠example.com", "a***＠example.com")]
    [InlineData("łucja@exämple.com", "ł***@exämple.com")]
    [InlineData("o'brien@example.com", "o***@example.com")]
    [InlineData("mailto:alice@example.com?x", "mailto:a***@example.com?x")]
    [InlineData("a@b.cc", "a***@b.cc")]
    [InlineData("alice@x.iam.gserviceaccount.com.example.com", "a***@x.iam.gserviceaccount.com.example.com")]
    public void Are_masked(string text, string masked) => Assert.Equal(masked, PersonalText.Mask(text));

    [Theory]
    [InlineData("sync@project.iam.gserviceaccount.com")]
    [InlineData("serviceAccount:sync@project.iam.gserviceaccount.com")]
    [InlineData("123@cloudservices.gserviceaccount.com")]
    [InlineData("WHERE day = @today AND x > @now.y")]
    [InlineData("dataset.table@1700000000000")]
    [InlineData("@octocat")]
    [InlineData("100%")]
    [InlineData("a@")]
    public void Are_not_seen_where_there_are_none(string text) => Assert.Equal(text, PersonalText.Mask(text));

    [Fact]
    public void Are_in_no_comment_unless_asked_for()
    {
        var report = ManyFindings.Report("check", [ManyFindings.Of(2) with { Message = "alice@example.com lacks a row.", Subject = "check/alice@example.com", Rows = [new Dictionary<string, string?> { ["name"] = "Alice Example", ["email"] = "alice@example.com" }] }]) with { Headline = "alice@example.com" };
        var content = new CommentContent { Stack = "prod", Reports = [report] };
        var masked = PullRequestText.Render(content);
        Assert.False(Regex.IsMatch(masked, "alice|Alice", RegexOptions.None));
        Assert.Contains("First 1 row, values hidden: `name`, `email`", masked, StringComparison.Ordinal);
        Assert.Contains("`Alice Example`", PullRequestText.Render(content with { ShowValues = true }), StringComparison.Ordinal);
        Assert.DoesNotContain("alice", PullRequestText.Render(content with { ShowValues = true }), StringComparison.Ordinal);
        Assert.Contains("`check/alice@example.com`", PullRequestText.Render(content with { ShowPersonal = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void Do_not_survive_where_a_text_is_cut()
    {
        for (var length = 560; length < 620; length++)
            Assert.DoesNotContain("lice", PullRequestText.Render(new CommentContent { Stack = "prod", Reports = [ManyFindings.Report("drift", [ManyFindings.Of(1) with { Message = new string('x', length) + " alice@example.com" }])] }), StringComparison.Ordinal);
    }
}
