using System.Text.RegularExpressions;
using System.Xml.Linq;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class HtmlOfAReport
{
    [Theory]
    [InlineData("a|b", "a|b")]
    [InlineData("[x](http://y)", "[x](http://y)")]
    [InlineData("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>")]
    [InlineData("</pre></td></title><script>alert(1)</script>", "</pre></td></title><script>alert(1)</script>")]
    [InlineData("\" onclick=\"x", "\" onclick=\"x")]
    [InlineData("'&amp;'", "'&amp;'")]
    [InlineData("<!-- ", "<!-- ")]
    [InlineData("bell\u0007", "bell\uFFFD")]
    [InlineData("right\u202Eleft", "right\uFFFDleft")]
    [InlineData("größe 表 😀", "größe 表 😀")]
    public void Holds_every_name_as_text_wherever_it_stands(string name, string shown)
    {
        var page = Page(Everywhere(name));
        Assert.Equal(shown, page.Descendants("title").Single().Value);
        Assert.Equal(shown, page.Descendants("h1").Single().Value);
        Assert.Equal([shown, "Findings"], page.Descendants("h2").Select(h => h.Value));
        Assert.Equal([shown], page.Descendants("th").Select(h => h.Value));
        Assert.Equal([shown], page.Descendants("td").Select(h => h.Value));
        Assert.Equal([shown, shown], page.Descendants("pre").Select(h => h.Value));
        Assert.Equal([shown], page.Descendants("code").Select(h => h.Value));
        Assert.Equal([$"pipeline {shown}, target {shown}, at 2025-10-21T18:00:00Z, exit 2", shown, shown], page.Descendants("p").Select(p => p.Value));
        Assert.Equal([$"→ {shown}", $"because of job of {shown}", $"remedy: {shown}", $"{shown} {shown}"], page.Descendants("span").Where(s => (string?)s.Attribute("class") == "more").Select(s => s.Value));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "img" or "a" or "link" or "iframe");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Of_a_verb_shows_findings_before_sections_and_a_document_after_them()
    {
        Assert.Equal(["Findings", "Changes"], Page(HtmlReport.Write(SampleReport.Drift)).Descendants("h2").Select(h => h.Value));
        Assert.Equal(["Changes", "Findings"], Page(HtmlReport.Write(SampleReport.Drift with { Title = "What happened" })).Descendants("h2").Select(h => h.Value));
    }

    [Fact]
    public void Has_no_heading_over_a_table_that_has_none()
    {
        ReportSection section = new("Facts", [new ReportBlock.Grid(["", ""], [["owner", "analytics"]])]);
        Assert.Empty(Page(HtmlReport.Write(SampleReport.Drift with { Sections = [section] })).Descendants("thead"));
        Assert.DoesNotContain("───", TextReport.Render(SampleReport.Drift with { Sections = [section] }, 80, colour: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_what_is_wide_or_long_in_a_box_that_scrolls_and_prints_it_whole()
    {
        var html = HtmlReport.Write(SampleReport.Drift);
        var page = Page(html);
        Assert.All(page.Descendants("table"), t => Assert.Equal("wide", (string?)t.Parent!.Attribute("class")));
        Assert.Contains(".wide{overflow-x:auto", html, StringComparison.Ordinal);
        Assert.Contains("pre{background:#f5f7fa;padding:12px;overflow:auto;max-height:480px", html, StringComparison.Ordinal);
        Assert.Contains("pre{overflow:visible;max-height:none;white-space:pre-wrap", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_nothing_from_elsewhere()
    {
        var html = HtmlReport.Write(SampleReport.Drift);
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Everywhere(string name) => HtmlReport.Write(SampleReport.Drift with
    {
        Title = name,
        Pipeline = name,
        Target = name,
        Headline = name,
        Findings =
        [
            SampleReport.ZoneChanged with
            {
                Code = "X",
                Subject = name,
                Message = name,
                Cause = $"job of {name}",
                Remedy = name,
                Sql = name,
                Consequence = SampleReport.ZoneChanged.Consequence! with { Says = name },
                Rows = [new Dictionary<string, string?> { [name] = name }],
            },
        ],
        Sections = [new(name, [new ReportBlock.Paragraph(name), new ReportBlock.Grid([name], [[name]]), new ReportBlock.Picture([name])])],
    });

    // Elements without an end tag aside the page is XML: whatever broke out of its place would not parse, or be an element of its own.
    private static XDocument Page(string html) => XDocument.Parse(Regex.Replace(html, "<!DOCTYPE html>|<meta [^>]*>", "").Replace("<br>", "<br/>", StringComparison.Ordinal));
}
