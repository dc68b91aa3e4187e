using NodaTime;
using Orchestrator.Model;

namespace Reports.Tests;

/// <summary>A drift report with good defaults; a test changes only what matters to it.</summary>
internal static class SampleReport
{
    public static Finding ZoneChanged { get; } = new()
    {
        Code = "DRIFT001",
        Severity = Severity.Error,
        Subject = "job/v2-rebuild-dim-jobs-daily",
        Property = "timeZone",
        Declared = "America/Phoenix",
        Live = "UTC",
        Message = "timeZone is UTC, declared America/Phoenix.",
        Consequence = new Consequence
        {
            Says = "One view reads yesterday's rows.",
            Views = ["st_stage.leads_jobs"],
            Checks = ["yesterday"],
            FirstWrongReader = "view/st_stage.leads_jobs",
            FirstWrongAt = "2025-10-21T10:25:00Z",
        },
    };

    public static VerbReport Drift { get; } = new()
    {
        Verb = "drift",
        Pipeline = "servicetitan",
        Target = "local",
        At = Instant.FromUtc(2025, 10, 21, 18, 0),
        Exit = 2,
        Headline = "1 finding.",
        Findings = [ZoneChanged],
        Summary = new Dictionary<string, object?> { ["findings"] = 1, ["ratio"] = 0.5, ["names"] = new[] { "a", "b" }, ["none"] = null },
        Sections = [new("Changes", [new ReportBlock.Grid(["job", "zone"], [["a|b", "UTC"]]), new ReportBlock.Picture(["x  y"])])],
    };
}
