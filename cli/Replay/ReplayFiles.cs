using System.Text;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>What a replay leaves behind: a Markdown report, the JSON of each step, and a summary on the terminal.</summary>
internal static class ReplayFiles
{
    /// <summary>Writes report.md and one JSON file per step.</summary>
    public static void Write(string folder, Incident incident, IReadOnlyList<ReplayStep> steps)
    {
        for (var i = 0; i < steps.Count; i++) File.WriteAllText(Path.Combine(folder, $"{i + 1:00}-{steps[i].Name}.json"), JsonReport.Write(steps[i].Report));
        File.WriteAllText(Path.Combine(folder, "report.md"), Markdown(incident, steps));
    }

    /// <summary>Prints the replay and gives its exit code: 0 when every step showed what it should.</summary>
    public static int Print(Terminal terminal, ReportFormat format, Incident incident, IReadOnlyList<ReplayStep> steps, string folder)
    {
        var report = Summary(incident, steps, folder, terminal.Folder);
        switch (format)
        {
            case ReportFormat.Json: terminal.Out.Write(JsonReport.Write(report)); break;
            case ReportFormat.Markdown: terminal.Out.Write(Markdown(incident, steps)); break;
            case ReportFormat.JUnit or ReportFormat.Sarif or ReportFormat.Html: terminal.Out.Write(Printing.Render(format, report, terminal.Width, terminal.Colour)); break;
            default:
                foreach (var step in steps) terminal.Out.Write($"{Rule(step)}\n{TextReport.Render(step.InSummary ? step.Report : step.Report with { Sections = [] }, terminal.Width, terminal.Colour)}\n");
                terminal.Out.Write(TextReport.Render(report, terminal.Width, terminal.Colour));
                break;
        }

        terminal.Out.Flush();
        return report.Exit;
    }

    private static string Rule(ReplayStep step) => $"── {step.Name}: {step.Says}";

    private static VerbReport Summary(Incident incident, IReadOnlyList<ReplayStep> steps, string folder, string from)
    {
        var wrong = steps.Where(s => !s.AsExpected).ToList();
        var shown = Path.GetRelativePath(from, Path.Combine(folder, "report.md")).Replace('\\', '/');
        return new()
        {
            Verb = "replay",
            Pipeline = incident.Pipeline.Name,
            Target = "local",
            At = incident.At,
            Exit = wrong.Count == 0 ? 0 : 1,
            Headline = wrong.Count == 0
                ? $"Incident {incident.Id} was caught, explained and fixed; the whole story is in {shown}."
                : $"Incident {incident.Id}: {string.Join(", ", wrong.Select(s => $"'{s.Name}' ended with {s.Report.Exit} instead of {s.Expected}"))}; see {shown}.",
            Summary = new Dictionary<string, object?>
            {
                ["incident"] = incident.Id,
                ["report"] = shown,
                ["steps"] = steps.Select(s => new Dictionary<string, object?> { ["name"] = s.Name, ["exit"] = s.Report.Exit, ["expected"] = s.Expected, ["headline"] = s.Report.Headline }).ToList(),
            },
            Sections = [new("Replay", [new ReportBlock.Grid(["step", "exit", "shows"], [.. steps.Select(s => (IReadOnlyList<string>)[s.Name, s.AsExpected ? $"{s.Report.Exit}" : $"{s.Report.Exit} (not {s.Expected})", s.Report.Headline])])])],
        };
    }

    private static string Markdown(Incident incident, IReadOnlyList<ReplayStep> steps)
    {
        var text = new StringBuilder();
        text.Append($"# Incident {incident.Id}: {MarkdownText.Escape(incident.Title)}\n\n");
        text.Append($"Replayed on the local cloud, as found on {InstantPattern.General.Format(incident.At)}; pipeline `{incident.Pipeline.Name}`, business zone {incident.Pipeline.Zone}.\n\n");
        text.Append("| step | exit | shows |\n| --- | --- | --- |\n");
        foreach (var step in steps) text.Append($"| {step.Name} | {step.Report.Exit}{(step.AsExpected ? "" : $" (not {step.Expected})")} | {MarkdownText.Escape(step.Report.Headline)} |\n");
        text.Append('\n');
        for (var i = 0; i < steps.Count; i++)
        {
            text.Append($"## {i + 1}. {MarkdownText.Escape(steps[i].Says)}\n\n");
            text.Append(MarkdownReport.Render(steps[i].Report, level: 3)).Append('\n');
        }

        return text.ToString();
    }
}
