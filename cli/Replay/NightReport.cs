using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>The fires of the night between the fix and the morning after.</summary>
internal static class NightReport
{
    /// <summary>A step that is as expected when every call was answered.</summary>
    public static ReplayStep Of(Session session, IReadOnlyList<JsonObject> fires)
    {
        var failed = fires.Count(f => !Succeeded(f));
        var report = session.Report("replay") with
        {
            Exit = failed == 0 && fires.Count > 0 ? 0 : 1,
            Headline = $"{fires.Count} jobs fired over HTTP in the night, {failed} failed.",
            Summary = new Dictionary<string, object?> { ["fires"] = fires.Count, ["failed"] = failed },
            Sections = [new("The night", [new ReportBlock.Grid(["job", "fired at", "answer"], [.. fires.Select(Row)])])],
        };
        return new("night", "The fixed jobs fire in order.", 0, report, InSummary: true);
    }

    private static IReadOnlyList<string> Row(JsonObject fire) => [$"{fire["job"]}".Split('/')[^1], $"{fire["scheduleTime"]}", Succeeded(fire) ? "ok" : $"{fire["status"]?["message"]}"];

    private static bool Succeeded(JsonObject fire) => (int?)fire["status"]?["code"] == 0;
}
