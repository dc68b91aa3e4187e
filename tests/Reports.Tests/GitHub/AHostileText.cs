using Orchestrator.Reports;

namespace Reports.Tests.GitHub;

public sealed class AHostileText
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    [Fact]
    public void Has_more_than_two_hundred_kinds() => Assert.True(HostileStrings.All.Count > 200);

    [Fact]
    public void Of_every_kind_stays_text_wherever_it_is_written()
    {
        foreach (var hostile in HostileStrings.All) StaysText(hostile);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Of_random_pieces_stays_text_wherever_it_is_written(int seed)
    {
        foreach (var hostile in HostileStrings.Random(seed, 150)) StaysText(hostile);
    }

    [Theory]
    [InlineData("@octocat", "mention")]
    [InlineData("see octo-org/repo#26", "issue")]
    [InlineData("a5c3785ed8d6a35868bc169f07e40e889087fd2e", "commit")]
    [InlineData("[x](http://y.zz)", "<a")]
    [InlineData("![x](http://y)", "<img")]
    [InlineData("www.example.com", "<a")]
    [InlineData(":smile:", "emoji")]
    [InlineData("$x$", "<span")]
    public void Would_be_found_without_the_escapes(string hostile, string found) =>
        Assert.Contains(RenderedPage.Of($"- x {hostile} y\n").Found(), f => f.StartsWith(found, StringComparison.Ordinal));

    private static void StaysText(string hostile)
    {
        var (say, code) = (MarkdownText.Escape(hostile), MarkdownText.Code(hostile));
        foreach (var (page, around) in new[] { ($"{say}\n", "p"), ($"- **error** {say}\n", "li"), ($"## {say}\n", "h2"), ($"| a | b |\n| --- | --- |\n| {say} | {say} |\n", "table"), ($"- {code}: x\n", "li"), ($"| a | b |\n| --- | --- |\n| {code} | {code} |\n", "table") })
        {
            var rendered = RenderedPage.Of(page);
            Assert.True(!rendered.Found().Any(), $"{string.Join(", ", rendered.Found())} in {rendered.Html} of {hostile}");
            var allowed = around switch { "p" => 1, "h2" => 1, "li" => 3, _ => 9 };
            var opened = rendered.Tags.Where(t => t[1] != '/' && t is not "<code").ToList();
            if (around == "table") Assert.True(opened.Count(t => t == "<td") == 2 && opened.Count(t => t == "<th") == 2, $"{rendered.Html} of {hostile}");
            Assert.True(opened.Count <= allowed && opened.All(t => t is "<p" or "<li" or "<ul" or "<h2" or "<strong" or "<table" or "<thead" or "<tbody" or "<tr" or "<td" or "<th"), $"{rendered.Html} of {hostile}");
        }

        // And it still says what it said.
        Assert.Equal(Shown(hostile), RenderedPage.Of($"x{say}\n").Read[1..].Trim());
        if (Shown(hostile).Length > 0) Assert.Equal(Shown(hostile), RenderedPage.Of($"x {code}\n").Read[1..].Trim());
    }

    private static string Shown(string hostile) => RenderedText.Of(hostile);
}
