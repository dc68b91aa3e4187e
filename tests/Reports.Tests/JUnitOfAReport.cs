using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class JUnitOfAReport
{
    [Fact]
    public void Is_valid_and_counts_what_it_holds()
    {
        var suite = Read(SampleReports.Everything).Root!.Element("testsuite")!;
        Assert.Equal(("9", "3", "1", "1"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("errors")!, (string)suite.Attribute("skipped")!));
        Assert.Equal(9, suite.Elements("testcase").Count());
        Assert.Equal(3, suite.Descendants("failure").Count());
        Assert.Equal("2025-10-21T18:00:00", (string?)suite.Attribute("timestamp"));
    }

    [Fact]
    public void Fails_a_finding_errs_on_the_unknown_and_skips_the_muted_with_its_reason()
    {
        var suite = Read(SampleReports.Everything).Root!.Element("testsuite")!;
        var changed = Case(suite, "job/v2-rebuild-dim-jobs-daily timeZone");
        Assert.Equal("monitor.DRIFT001", (string?)changed.Attribute("classname"));
        Assert.Contains("declared: America/Phoenix\nlive: UTC\nOne view reads yesterday's rows.", changed.Element("failure")!.Value, StringComparison.Ordinal);
        Assert.NotNull(Case(suite, "scheduler/us-central1").Element("error"));
        Assert.Equal("There, but not declared. Muted by user A until 2025-08-31: It is moved in August.", (string?)Case(suite, "table/st.old").Element("skipped")!.Attribute("message"));
        Assert.Equal("Every entity synchronised.", Case(suite, "check/sync-fresh").Element("system-out")!.Value);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, "failure")]
    [InlineData(3, "error")]
    [InlineData(1, "error")]
    public void Without_a_finding_says_how_the_verb_ended(int exit, string? element)
    {
        var test = Assert.Single(Read(SampleReport.Drift with { Findings = [], Exit = exit }).Descendants("testcase"));
        Assert.Equal(element ?? "system-out", test.Elements().Single().Name.LocalName);
    }

    [Fact]
    public void Is_the_same_bytes_for_the_same_report() => Assert.Equal(JUnitReport.Write(SampleReports.Everything), JUnitReport.Write(SampleReports.Everything with { }));

    [Fact]
    public void Would_be_refused_by_the_schema_with_another_element()
    {
        var wrong = JUnitReport.Write(SampleReports.Everything).Replace("<failure ", "<failed ", StringComparison.Ordinal).Replace("</failure>", "</failed>", StringComparison.Ordinal);
        Assert.NotEmpty(Violations(XDocument.Parse(wrong)));
    }

    private static XElement Case(XElement suite, string name) => suite.Elements("testcase").Single(c => (string?)c.Attribute("name") == name);

    private static XDocument Read(VerbReport report)
    {
        var text = JUnitReport.Write(report);
        Assert.DoesNotContain('\u001b', text);
        var document = XDocument.Parse(text);
        Assert.Empty(Violations(document));
        return document;
    }

    private static List<string> Violations(XDocument document)
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(Path.Combine(Repository.Root, "tests", "Reports.Tests", "Schemas", "junit.xsd"));
        schemas.Add(null, reader);
        var violations = new List<string>();
        document.Validate(schemas, (_, wrong) => violations.Add(wrong.Message));
        return violations;
    }
}
