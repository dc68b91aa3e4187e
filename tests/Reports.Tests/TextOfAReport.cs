using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class TextOfAReport
{
    [Fact]
    public void Is_plain_and_fits_the_width_when_colour_is_off()
    {
        var text = TextReport.Render(SampleReport.Drift, 60, colour: false);
        Assert.DoesNotContain('\u001b', text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
        Assert.Contains("DRIFT001 job/v2-rebuild-dim-jobs-daily", text, StringComparison.Ordinal);
        Assert.Contains("→ One view reads yesterday's rows.", text, StringComparison.Ordinal);
        Assert.EndsWith("1 finding.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_a_consequence_once_when_several_properties_of_a_resource_share_it()
    {
        var report = SampleReport.Drift with { Findings = [SampleReport.ZoneChanged with { Property = "schedule" }, SampleReport.ZoneChanged] };
        Assert.Single(TextReport.Render(report, 100, colour: false).Split("One view reads").Skip(1));
        Assert.Single(MarkdownReport.Render(report).Split("One view reads").Skip(1));
    }

    [Fact]
    public void Has_ansi_colours_only_when_they_are_allowed() => Assert.Contains('\u001b', TextReport.Render(SampleReport.Drift, 60, colour: true));

    [Fact]
    public void Lets_no_name_ring_the_bell_or_move_the_cursor()
    {
        var report = SampleReport.Drift with { Findings = [SampleReport.ZoneChanged with { Message = "bad\u0007\u001b[2J" }] };
        var text = TextReport.Render(report, 80, colour: false);
        Assert.DoesNotContain('\u0007', text);
        Assert.DoesNotContain('\u001b', text);
    }

    [Theory]
    [InlineData(12, 12, null)]
    [InlineData(13, 12, "… 1 more lines; the whole statement is in json, markdown and html.")]
    [InlineData(70, 12, "… 58 more lines; the whole statement is in json, markdown and html.")]
    public void Shows_the_beginning_of_a_long_statement_and_says_where_the_whole_is(int lines, int shown, string? rest)
    {
        var report = SampleReport.Drift with { Findings = [SampleReport.ZoneChanged with { Sql = string.Join('\n', Enumerable.Range(1, lines).Select(i => $"-- line {i}")) }] };
        var text = TextReport.Render(report, 100, colour: false);
        Assert.Equal(shown, text.Split("-- line").Length - 1);
        if (rest is null) Assert.DoesNotContain("more lines", text, StringComparison.Ordinal);
        else Assert.Contains(rest, text, StringComparison.Ordinal);
        foreach (var whole in new[] { MarkdownReport.Render(report), HtmlReport.Write(report), JsonReport.Write(report) }) Assert.Contains($"-- line {lines}", whole, StringComparison.Ordinal);
    }
}
