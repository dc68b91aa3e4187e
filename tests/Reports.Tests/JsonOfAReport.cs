using System.Text.Json.Nodes;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class JsonOfAReport
{
    [Fact]
    public void Has_the_members_that_other_tools_rely_on()
    {
        var json = JsonNode.Parse(JsonReport.Write(SampleReport.Drift))!.AsObject();
        Assert.Equal(["version", "verb", "pipeline", "target", "at", "exit", "headline", "findings", "diagnostics", "summary"], json.Select(m => m.Key));
        Assert.Equal("2025-10-21T18:00:00Z", (string?)json["at"]);
        var finding = json["findings"]![0]!.AsObject();
        Assert.Equal(["code", "severity", "subject", "property", "declared", "live", "message", "consequence", "cause", "remedy", "muted"], finding.Select(m => m.Key));
        Assert.Equal("America/Phoenix", (string?)finding["declared"]);
        Assert.Equal("view/st_stage.leads_jobs", (string?)finding["consequence"]!["firstWrongReader"]);
        Assert.Equal(0.5, (double?)json["summary"]!["ratio"]);
    }

    [Fact]
    public void Is_the_same_bytes_for_the_same_report() => Assert.Equal(JsonReport.Write(SampleReport.Drift), JsonReport.Write(SampleReport.Drift with { }));

    [Fact]
    public void Keeps_text_of_any_script_and_escapes_what_json_must()
    {
        var report = SampleReport.Drift with { Headline = "Größe \"x\" \n 😀" };
        Assert.Equal(report.Headline, (string?)JsonNode.Parse(JsonReport.Write(report))!["headline"]);
    }

    [Fact]
    public void Refuses_a_value_that_it_cannot_write_one_way()
    {
        var report = SampleReport.Drift with { Summary = new Dictionary<string, object?> { ["when"] = report_time } };
        Assert.Throws<ArgumentException>(() => JsonReport.Write(report));
    }

    [Fact]
    public void Has_members_that_the_committed_schema_knows()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;
        var json = JsonNode.Parse(JsonReport.Write(SampleReport.Drift with { Diagnostics = [Mistake] }))!;
        Assert.Equal(Names(schema["properties"]), Names(json));
        Assert.Equal(Names(schema["$defs"]!["finding"]!["properties"]).Where(n => n is not ("rows" or "sql")), Names(json["findings"]![0]));
        Assert.Equal(Names(schema["$defs"]!["consequence"]!["properties"]), Names(json["findings"]![0]!["consequence"]));
        Assert.Equal(Names(schema["$defs"]!["diagnostic"]!["properties"]), Names(json["diagnostics"]![0]));
    }

    private static readonly NodaTime.Instant report_time = SampleReport.Drift.At;

    private static Diagnostic Mistake { get; } = new() { Code = "ORC0001", Severity = Severity.Error, Subject = "job/x", Message = "Wrong.", Remedy = "Mend it.", Place = new("a.sql", 1, 2) };

    private static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(m => m.Key);
}
