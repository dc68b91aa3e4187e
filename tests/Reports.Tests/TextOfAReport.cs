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
}
