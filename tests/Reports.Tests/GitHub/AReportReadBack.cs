using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests.GitHub;

public sealed class AReportReadBack
{
    private static readonly VerbReport Full = SampleReport.Drift with
    {
        Sections = [],
        Diagnostics = [new Diagnostic { Code = "ORC1201", Severity = Severity.Warning, Subject = "job/a", Place = new("sql/a.sql", 3, 7), Message = "m", Remedy = "r" }, new Diagnostic { Code = "ORC1202", Severity = Severity.Info, Subject = "job/b", Message = "m", Remedy = "r" }],
        Findings = [SampleReport.ZoneChanged with { Cause = "job/x", Remedy = "do", Muted = new Mute { Code = "DRIFT001", Subject = "s", Reason = "why", Owner = "who", Until = new LocalDate(2026, 4, 1) }, Rows = [new Dictionary<string, string?> { ["a"] = null, ["b"] = "x\u2028😀" }] }, SampleReport.ZoneChanged with { Consequence = null }],
        Summary = new Dictionary<string, object?> { ["a"] = 1L, ["b"] = 0.5, ["c"] = new List<object?> { true, null, new Dictionary<string, object?> { ["d"] = "x" } } },
    };

    [Fact]
    public void Writes_the_same_bytes_again() => Assert.Equal(JsonReport.Write(Full), JsonReport.Write(JsonReportReader.Read(JsonReport.Write(Full), "drift.json")));

    [Theory]
    [InlineData("$.version", "2", "drift.json: this is version 2 of the report, and only version 1 is understood: write and read it with the same orchestrator.")]
    [InlineData("$.version", "\"1\"", "drift.json: this is version \"1\" of the report, and only version 1 is understood: write and read it with the same orchestrator.")]
    [InlineData("$.exit", "4", "drift.json: exit is 4, but must be 0, 1, 2 or 3. Write the file with 'orchestrator <verb> --format json' of this version.")]
    [InlineData("$.at", "\"yesterday\"", "drift.json: at is \"yesterday\", but must be an instant such as 2026-03-08T09:00:00Z. Write the file with 'orchestrator <verb> --format json' of this version.")]
    [InlineData("$.target", "\"aws\"", "drift.json: target is \"aws\", but must be local or gcp. Write the file with 'orchestrator <verb> --format json' of this version.")]
    [InlineData("$.findings[0].severity", "\"fatal\"", "drift.json: findings[0].severity is \"fatal\", but must be error, warning or info. Write the file with 'orchestrator <verb> --format json' of this version.")]
    [InlineData("$.findings[0].rows[0].a", "1", "drift.json: findings[0].rows[0] is {\"a\":1,\"b\":\"x\\u2028\\uD83D\\uDE00\"}, but must be a record of texts. Write the file with 'orchestrator <verb> --format json' of this version.")]
    [InlineData("$.findings[1].extra", "1", "drift.json: findings[1] has a member 'extra' that version 1 of the report does not know.")]
    [InlineData("$.headline", null, "drift.json: has no member 'headline'.")]
    public void Is_refused_with_the_place_of_what_is_wrong(string path, string? value, string sentence)
    {
        var root = JsonNode.Parse(JsonReport.Write(Full))!;
        var (parent, name) = (path[..path.LastIndexOf('.')], path[(path.LastIndexOf('.') + 1)..]);
        var at = Walk(root, parent);
        if (value is null) at.Remove(name);
        else at[name] = JsonNode.Parse(value);
        Assert.Equal(sentence, Assert.Throws<ReportFormatException>(() => JsonReportReader.Read(root.ToJsonString(), "drift.json")).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("text")]
    [InlineData("{\"version\":1,\"version\":1}")]
    public void Is_refused_when_it_is_cut_off_or_no_json(string json) =>
        Assert.StartsWith("drift.json is not JSON", Assert.Throws<ReportFormatException>(() => JsonReportReader.Read(json, "drift.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Is_refused_when_half_a_character_is_in_it() =>
        Assert.Contains("whole characters", Assert.Throws<ReportFormatException>(() => JsonReportReader.Read(JsonReport.Write(Full).Replace("\"1 finding.\"", "\"\\ud800\"", StringComparison.Ordinal), "drift.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("finding", "required")]
    [InlineData("consequence", "properties")]
    [InlineData("diagnostic", "properties")]
    public void Has_the_members_of_the_schema(string definition, string members)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!["$defs"]![definition]![members]!;
        var names = schema is JsonObject record ? record.Select(p => p.Key) : schema.AsArray().Select(n => (string)n!);
        var written = JsonNode.Parse(JsonReport.Write(Full))!;
        var node = definition switch { "finding" => written["findings"]![1]!, "consequence" => written["findings"]![0]!["consequence"]!, _ => written["diagnostics"]![0]! };
        Assert.Equal(names.Order(StringComparer.Ordinal), node.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    private static JsonObject Walk(JsonNode root, string path)
    {
        var at = root;
        foreach (var step in path.Split('.', '[', ']').Skip(1).Where(s => s.Length > 0)) at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        return at.AsObject();
    }
}
