using System.Globalization;
using System.Xml.Linq;
using NodaTime;
using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class CalendarAsAPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private const string Hostile = "</text><script>alert(1)</script>&\"'\u0000\u202E<img src=x onerror=y>";

    [Theory]
    [InlineData("2026-03-08", 23, "clocks go forward 1 h here: a day of 23 hours")]
    [InlineData("2026-06-01", 24, "")]
    [InlineData("2026-11-01", 25, "clocks go back 1 h here: a day of 25 hours")]
    public void Of_a_day_is_as_wide_as_the_day_is_long_and_says_so(string date, int hours, string says)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        var svg = XDocument.Parse(SvgTimeline.Draw(SamplePage.Of(day, 1, "job")));
        var hour = Texts(svg, "h").ToList();
        Assert.Equal(hours, hour.Count);
        Assert.Equal(hours, Texts(svg, "u").Count(u => u.Value != "UTC"));
        Assert.Equal(X(hour[1]) - X(hour[0]), X(hour[^1]) - X(hour[^2]), 0.05);
        Assert.Equal(says, Texts(svg, "ct").Select(t => t.Value).FirstOrDefault(""));
    }

    [Fact]
    public void Shows_the_hour_that_comes_twice_twice_and_no_hour_that_does_not_exist()
    {
        Assert.Equal("00 01 01 02", string.Join(' ', Texts(XDocument.Parse(SvgTimeline.Draw(SamplePage.Of(new LocalDate(2026, 11, 1), 1, "job"))), "h").Take(4).Select(h => h.Value)));
        Assert.Equal("00 01 03 04", string.Join(' ', Texts(XDocument.Parse(SvgTimeline.Draw(SamplePage.Of(new LocalDate(2026, 3, 8), 1, "job"))), "h").Take(4).Select(h => h.Value)));
    }

    [Fact]
    public void Has_a_title_and_a_description_and_says_in_words_what_fails()
    {
        var svg = XDocument.Parse(SvgTimeline.Draw(SamplePage.Failing("sync", "rebuild")));
        Assert.Equal("pipeline, Mon 2026-06-01", svg.Root!.Element(Svg + "title")!.Value);
        Assert.Equal("2 runs of 2 jobs; days of America/Denver. 1 order fails.", svg.Root.Element(Svg + "desc")!.Value);
        Assert.Equal("✗ waits 40 min after sync", Assert.Single(Texts(svg, "ft")).Value);
        Assert.Contains(svg.Descendants(Svg + "title"), t => t.Value == "rebuild starts 40 min after sync has finished.");
    }

    [Fact]
    public void Lets_no_name_become_an_element_in_the_picture_or_the_page()
    {
        var page = SamplePage.Failing(Hostile, Hostile + "2") with { Title = Hostile, Silent = [Hostile] };
        var svg = XDocument.Parse(SvgTimeline.Draw(page));
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "img" or "image" or "a" or "use" or "foreignObject");
        var html = HtmlCalendar.Write(page);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_a_job_of_every_minute_as_one_bar_and_not_as_a_thousand()
    {
        var page = SamplePage.Of(new LocalDate(2026, 6, 1), 1, "job");
        var busy = page with { Runs = [.. Enumerable.Range(0, 1440).Select(m => new CalendarRun("job", page.From + Duration.FromMinutes(m), Duration.FromMinutes(1), ""))] };
        var bar = Assert.Single(XDocument.Parse(SvgTimeline.Draw(busy)).Descendants(Svg + "rect"), r => (string?)r.Attribute("class") == "r");
        Assert.StartsWith("job: 1440 runs from 2026-06-01 00:00", bar.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_every_text_of_forty_jobs_in_a_week_inside_1280_pixels()
    {
        var svg = XDocument.Parse(SvgTimeline.Draw(SamplePage.Of(new LocalDate(2026, 10, 29), 7, [.. Enumerable.Range(0, 40).Select(i => $"a-job-with-a-rather-long-name-{i}")])));
        Assert.All(svg.Descendants(Svg + "text"), t => Assert.InRange(X(t), 0, 1279));
        Assert.Contains(Texts(svg, "d"), d => d.Value == "Sun 11-01 · 25 h");
        Assert.Equal(40, Texts(svg, "n").Count());
    }

    [Fact]
    public void Is_a_page_with_a_picture_of_the_week_one_of_each_day_and_the_runs_as_a_table()
    {
        var html = HtmlCalendar.Write(SamplePage.Of(new LocalDate(2026, 10, 29), 7, "sync"));
        Assert.Equal(8, html.Split("<figure>").Length - 1);
        Assert.Contains("<td>sync</td><td>2026-11-01 03:00</td>".Replace("03:00", "02:00", StringComparison.Ordinal), html, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
    }

    private static IEnumerable<XElement> Texts(XDocument svg, string style) => svg.Descendants(Svg + "text").Where(t => (string?)t.Attribute("class") == style);

    private static double X(XElement text) => double.Parse((string)text.Attribute("x")!, CultureInfo.InvariantCulture);
}
