using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class MarkdownOfHostileNames
{
    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("[x](http://y)", "\\[x\\]\\(http\u200B:\u200B//y\\)")]
    [InlineData("@team", "@\u200Bteam")]
    [InlineData("line\nbreak", "line break")]
    [InlineData("<img src=x>", "\\<img src=x\\>")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("bell\u0007", "bell\uFFFD")]
    public void Is_literal_text(string name, string expected) => Assert.Equal(expected, MarkdownText.Escape(name));

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b", "<code>a\\`b</code>")]
    [InlineData("a\\b", "<code>a\\\\b</code>")]
    [InlineData("a|b", "<code>a\\|b</code>")]
    [InlineData("", "")]
    public void Is_code_that_cannot_be_left(string name, string expected) => Assert.Equal(expected, MarkdownText.Code(name));

    [Fact]
    public void Adds_no_cell_to_a_table()
    {
        var text = MarkdownReport.Render(SampleReport.Drift);
        Assert.Contains("| a\\|b | UTC |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_the_consequence_under_its_finding()
    {
        var text = MarkdownReport.Render(SampleReport.Drift);
        Assert.Contains("**error** DRIFT001 `job/v2-rebuild-dim-jobs-daily`: timeZone is UTC, declared America/Phoenix.  \n  → One view reads yesterday's rows.\n", text, StringComparison.Ordinal);
    }
}
