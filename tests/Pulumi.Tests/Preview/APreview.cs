using Orchestrator.Model;

namespace Orchestrator.Pulumi.Tests;

/// <summary>The JSON of <c>pulumi preview</c>, read.</summary>
public sealed class APreview
{
    private const string Job = "urn:pulumi:prod::orchestrator::gcp:cloudscheduler/job:Job::job-rebuild";

    [Theory]
    [InlineData("same", "same")]
    [InlineData("refresh", "refresh")]
    [InlineData("read", "read")]
    [InlineData("read-discarded", "read-replacement")]
    public void Is_clean_when_nothing_but_reading_happens(string step, string summary)
    {
        var preview = PulumiPreview.Read($$$"""{"steps":[{"op":"{{{step}}}","urn":"{{{Job}}}"}],"changeSummary":{"{{{summary}}}":1}}""");
        Assert.True(preview.IsClean);
    }

    [Fact]
    public void Names_the_resource_and_the_inputs_that_change()
    {
        var preview = PulumiPreview.Read($$$"""
            {"steps":[{"op":"refresh","urn":"{{{Job}}}"},
                      {"op":"update","urn":"{{{Job}}}","detailedDiff":{"timeZone":{"kind":"update"},"schedule":{"kind":"update"} } }],
             "changeSummary":{"same":3,"update":1}}
            """);
        var change = Assert.Single(preview.Changes);
        Assert.Equal(("update", "job-rebuild"), (change.Operation, change.Key));
        Assert.Equal(["schedule", "timeZone"], change.Properties);
        Assert.Empty(preview.Findings);
    }

    [Fact]
    public void Counts_the_three_steps_of_a_replacement_once()
    {
        var preview = PulumiPreview.Read($$$"""
            {"steps":[{"op":"create-replacement","urn":"{{{Job}}}"},{"op":"replace","urn":"{{{Job}}}","diffReasons":["view"]},{"op":"delete-replaced","urn":"{{{Job}}}"}],
             "changeSummary":{"replace":1}}
            """);
        Assert.Equal("replace", Assert.Single(preview.Changes).Operation);
        Assert.Empty(preview.Findings);
    }

    [Fact]
    public void Is_doubtful_when_the_summary_counts_what_the_steps_do_not_show()
    {
        var preview = PulumiPreview.Read("""{"steps":[],"changeSummary":{"same":4,"update":13}}""");
        var finding = Assert.Single(preview.Findings);
        Assert.Equal(("PULUMI001", Severity.Error, "update", "13", "0"), (finding.Code, finding.Severity, finding.Property, finding.Declared, finding.Live));
        Assert.False(preview.IsClean);
    }

    [Fact]
    public void Is_doubtful_when_the_steps_show_what_the_summary_does_not_count() =>
        Assert.Equal("delete", Assert.Single(PulumiPreview.Read($$$"""{"steps":[{"op":"delete","urn":"{{{Job}}}"}],"changeSummary":{"same":1}}""").Findings).Property);

    [Fact]
    public void Is_doubtful_when_Pulumi_reports_an_error() =>
        Assert.Contains("no credentials", Assert.Single(PulumiPreview.Read("""{"steps":[],"diagnostics":[{"severity":"warning","message":"w"},{"severity":"error","message":"no credentials\n"}],"changeSummary":{}}""").Findings).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("Previewing update (dev)")]
    [InlineData("{\"a\":1}\n{\"b\":2}")]
    [InlineData("[]")]
    [InlineData("{\"steps\":[]}")]
    public void Is_refused_when_it_is_no_preview(string text) => Assert.Contains("preview --json", Assert.Throws<FormatException>(() => PulumiPreview.Read(text)).Message, StringComparison.Ordinal);
}
