using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Findings and diagnostics from JSON objects: the other way of <see cref="FindingJson"/>.</summary>
internal static class FindingReading
{
    internal static readonly string[] FindingMembers = ["code", "severity", "subject", "property", "declared", "live", "message", "consequence", "cause", "remedy", "muted"];
    internal static readonly string[] ConsequenceMembers = ["says", "tables", "views", "checks", "flows", "firstWrongReader", "firstWrongAt", "declaredRunsPerMonth", "liveRunsPerMonth"];
    internal static readonly string[] MuteMembers = ["reason", "owner", "until"];
    internal static readonly string[] DiagnosticMembers = ["code", "severity", "subject", "file", "line", "column", "message", "remedy"];

    /// <summary>One finding.</summary>
    public static Finding Finding(JsonPlace place)
    {
        var members = place.Members(FindingMembers, ["rows", "sql"]);
        var finding = new Finding
        {
            Code = members["code"].Text(),
            Severity = Severity(members["severity"]),
            Subject = members["subject"].Text(),
            Property = members["property"].TextOrNull(),
            Declared = members["declared"].TextOrNull(),
            Live = members["live"].TextOrNull(),
            Message = members["message"].Text(),
            Consequence = IsNull(members["consequence"]) ? null : Consequence(members["consequence"]),
            Cause = members["cause"].TextOrNull(),
            Remedy = members["remedy"].TextOrNull(),
            Rows = members.TryGetValue("rows", out var rows) ? [.. rows.Items().Select(Row)] : [],
            Sql = members.TryGetValue("sql", out var sql) ? sql.Text() : null,
        };
        return IsNull(members["muted"]) ? finding : finding with { Muted = Mute(members["muted"], finding) };
    }

    /// <summary>One diagnostic.</summary>
    public static Diagnostic Diagnostic(JsonPlace place)
    {
        var members = place.Members(DiagnosticMembers, []);
        return new()
        {
            Code = members["code"].Text(),
            Severity = Severity(members["severity"]),
            Subject = members["subject"].Text(),
            Place = members["file"].TextOrNull() is { } file ? new(file, NumberOrNull(members["line"]), NumberOrNull(members["column"])) : null,
            Message = members["message"].Text(),
            Remedy = members["remedy"].Text(),
        };
    }

    private static Consequence Consequence(JsonPlace place)
    {
        var members = place.Members(ConsequenceMembers, []);
        return new()
        {
            Says = members["says"].Text(),
            Tables = Names(members["tables"]),
            Views = Names(members["views"]),
            Checks = Names(members["checks"]),
            Flows = Names(members["flows"]),
            FirstWrongReader = members["firstWrongReader"].TextOrNull(),
            FirstWrongAt = members["firstWrongAt"].TextOrNull(),
            DeclaredRunsPerMonth = RunsOrNull(members["declaredRunsPerMonth"]),
            LiveRunsPerMonth = RunsOrNull(members["liveRunsPerMonth"]),
        };
    }

    private static Mute Mute(JsonPlace place, Finding finding)
    {
        var members = place.Members(MuteMembers, []);
        var until = LocalDatePattern.Iso.Parse(members["until"].Text());
        return new()
        {
            Code = finding.Code,
            Subject = finding.Subject,
            Property = finding.Property,
            Reason = members["reason"].Text(),
            Owner = members["owner"].Text(),
            Until = until.Success ? until.Value : throw members["until"].Wrong("a date such as 2026-03-08"),
        };
    }

    private static Severity Severity(JsonPlace place) => place.Text() switch
    {
        "error" => Model.Severity.Error,
        "warning" => Model.Severity.Warning,
        "info" => Model.Severity.Info,
        _ => throw place.Wrong("error, warning or info"),
    };

    private static IReadOnlyList<string> Names(JsonPlace place) => [.. place.Items().Select(i => i.Text())];

    private static IReadOnlyDictionary<string, string?> Row(JsonPlace place) =>
        place.Record().ToDictionary(c => c.Key, c => c.Value is null or string ? (string?)c.Value : throw place.Wrong("a record of texts"), StringComparer.Ordinal);

    private static int? NumberOrNull(JsonPlace place) => IsNull(place) ? null : place.Number();

    private static double? RunsOrNull(JsonPlace place) => place.Plain() switch
    {
        null => null,
        long whole => whole,
        double runs => runs,
        _ => throw place.Wrong("a number or null"),
    };

    private static bool IsNull(JsonPlace place) => place.Value.ValueKind == System.Text.Json.JsonValueKind.Null;
}
