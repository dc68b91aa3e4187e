using System.Text.Json.Nodes;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests;

/// <summary>Judged by the schema that the SARIF committee publishes.</summary>
public sealed class SarifOfAReport
{
    private static readonly JsonSchema Schema = JsonSchema.Open("sarif-2.1.0-rtm.5.json");

    [Fact]
    public void Is_valid() => Assert.Empty(Schema.Violations(Read(SampleReports.Everything)));

    [Fact]
    public void Is_valid_without_findings() => Assert.Empty(Schema.Violations(Read(SampleReport.Drift with { Findings = [], Exit = 0 })));

    [Fact]
    public void Has_one_rule_per_code_with_the_help_that_people_read()
    {
        var run = Read(SampleReports.Everything)["runs"]![0]!;
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.Equal(["CHECK005", "DRIFT001", "DRIFT003", "DRIFT004", "ORC1103", "ORC1901"], rules.Select(r => (string)r!["id"]!));
        Assert.Equal("a property differs", (string?)rules[1]!["shortDescription"]!["text"]);
        Assert.StartsWith("A live resource has another value", (string?)rules[1]!["help"]!["text"], StringComparison.Ordinal);
        Assert.Equal("error", (string?)rules[1]!["defaultConfiguration"]!["level"]);
        Assert.All(run["results"]!.AsArray(), r => Assert.Equal((string?)r!["ruleId"], (string?)rules[(int)r["ruleIndex"]!]!["id"]));
    }

    [Fact]
    public void Knows_a_finding_again_by_its_key_and_where_it_is()
    {
        var result = Result("DRIFT001");
        Assert.Equal(SampleReport.ZoneChanged.Key, (string?)result["partialFingerprints"]!["orchestratorKey/v1"]);
        Assert.Equal("job/v2-rebuild-dim-jobs-daily", (string?)result["locations"]![0]!["logicalLocations"]![0]!["fullyQualifiedName"]);
        Assert.Equal("timeZone is UTC, declared America/Phoenix. One view reads yesterday's rows.", (string?)result["message"]!["text"]);
    }

    [Fact]
    public void Suppresses_what_is_muted_with_the_reason() =>
        Assert.Equal("Muted by user A until 2025-08-31: It is moved in August.", (string?)Result("DRIFT003")["suppressions"]![0]!["justification"]);

    [Fact]
    public void Leads_to_the_file_and_line_of_a_diagnostic()
    {
        var place = Result("ORC1103")["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("sql/a%20folder/ids%231.sql", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal(3, (int)place["region"]!["startLine"]!);
        Assert.Equal(7, (int)place["region"]!["startColumn"]!);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(1, false)]
    public void Says_whether_the_run_could_see(int exit, bool successful) =>
        Assert.Equal(successful, (bool)Read(SampleReport.Drift with { Exit = exit })["runs"]![0]!["invocations"]![0]!["executionSuccessful"]!);

    [Fact]
    public void Is_the_same_bytes_for_the_same_report() => Assert.Equal(SarifReport.Write(SampleReports.Everything), SarifReport.Write(SampleReports.Everything with { }));

    [Theory]
    [InlineData("\"level\": \"error\"", "\"level\": \"fatal\"")]
    [InlineData("\"ruleId\"", "\"rule\"")]
    [InlineData("\"version\": \"2.1.0\"", "\"version\": \"2.2.0\"")]
    [InlineData("\"startLine\": 3", "\"startLine\": 0")]
    public void Would_be_refused_by_the_schema_when_wrong(string right, string wrong)
    {
        var text = SarifReport.Write(SampleReports.Everything);
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.NotEmpty(Schema.Violations(JsonNode.Parse(text.Replace(right, wrong, StringComparison.Ordinal))!));
    }

    private static JsonNode Result(string code) => Read(SampleReports.Everything)["runs"]![0]!["results"]!.AsArray().First(r => (string?)r!["ruleId"] == code)!;

    private static JsonNode Read(VerbReport report) => JsonNode.Parse(SarifReport.Write(report))!;
}
