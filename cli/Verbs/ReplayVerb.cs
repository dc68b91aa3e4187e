using System.CommandLine;
using Orchestrator.Pipelines;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator replay</c>: an incident on the local cloud, caught, explained and fixed.</summary>
internal static class ReplayVerb
{
    public static Command Command(Terminal terminal)
    {
        var known = PipelineCatalog.Incidents.Keys.Order(StringComparer.Ordinal).ToList();
        var incident = new Argument<string>("incident") { Description = $"The incident: {string.Join(", ", known)}." };
        incident.Validators.Add(result =>
        {
            var id = result.GetValueOrDefault<string>();
            if (!known.Contains(id, StringComparer.Ordinal)) result.AddError($"There is no incident '{id}': choose one of {string.Join(", ", known)}.");
        });
        var output = new Option<string>("--out", "-o") { Description = "The folder for the report, the JSON of each step and the local cloud's data. Its earlier replay is replaced.", HelpName = "folder", DefaultValueFactory = _ => "artifacts/replay" };
        var format = new Option<ReportFormat>("--format", "-f")
        {
            Description = "How to print: text (default), json, markdown, junit, sarif or html.",
            HelpName = "text|json|markdown|junit|sarif|html",
            CustomParser = CommonOptions.Choice<ReportFormat>,
        };
        var command = new Command("replay", "Set the local cloud to the state that an incident found, then catch, explain and fix it.") { incident, output, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var declared = PipelineCatalog.Incidents[parsed.GetRequiredValue(incident)]();
            var folder = Path.GetFullPath(parsed.GetRequiredValue(output), terminal.Folder);
            var steps = await ReplayRun.RunAsync(declared, terminal, folder, cancellation).ConfigureAwait(false);
            ReplayFiles.Write(folder, declared, steps);
            return ReplayFiles.Print(terminal, parsed.GetValue(format), declared, steps, folder);
        });
        return command;
    }
}
