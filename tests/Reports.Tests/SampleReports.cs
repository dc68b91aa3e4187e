using Orchestrator.Model;

namespace Reports.Tests;

/// <summary>Reports with everything that a format must be able to hold.</summary>
internal static class SampleReports
{
    public const string Hostile = "a]]>b<c>&\"'`|@here <!channel> \u0000\u0007\u001b[31m \uD800 \uFFFE \u202E\n--> ${x} %0A ::error::";

    public static Mute Mute { get; } = new() { Code = "DRIFT003", Subject = "table/st.old", Reason = "It is moved in August.", Owner = "user A", Until = new(2025, 8, 31) };

    public static VerbReport Everything { get; } = SampleReport.Drift with
    {
        Verb = "monitor",
        Exit = 3,
        Findings =
        [
            SampleReport.ZoneChanged,
            SampleReport.ZoneChanged with { Property = "schedule", Severity = Severity.Warning, Cause = "job/x", Remedy = "Run 'orchestrator up'." },
            new() { Code = "DRIFT004", Severity = Severity.Error, Subject = "scheduler/us-central1", Message = "Could not be read." },
            new() { Code = "DRIFT003", Severity = Severity.Warning, Subject = "table/st.old", Message = "There, but not declared.", Muted = Mute },
            new() { Code = "CHECK005", Severity = Severity.Info, Subject = "check/" + Hostile, Property = Hostile, Declared = Hostile, Live = Hostile, Message = Hostile, Rows = [new Dictionary<string, string?> { ["id"] = Hostile, ["day"] = null }] },
        ],
        Diagnostics =
        [
            new() { Code = "ORC1103", Severity = Severity.Error, Subject = "view/st.ids", Message = "Wrong.", Remedy = "Mend it.", Place = new("sql/a folder/ids#1.sql", 3, 7) },
            new() { Code = "ORC1901", Severity = Severity.Info, Subject = "pipeline/x", Message = Hostile, Remedy = Hostile, Place = new(Hostile) },
        ],
        Healthy = [new("check/sync-fresh", "Every entity synchronised."), new(Hostile, Hostile)],
    };
}
