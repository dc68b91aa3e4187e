using System.CommandLine;
using System.CommandLine.Parsing;
using Orchestrator.Model;
using Orchestrator.Pipelines;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator report</c>: an escalation written from what is found, of an incident or of a pipeline as it is.</summary>
internal static class ReportVerb
{
    // An incident has an instant and a cloud of its own: what says where and when to look would be ignored.
    private static readonly string[] OfPipelinesAlone = ["--target", "--at", "--endpoint", "--project", "--state", "--fresh"];

    public static Command Command(Terminal terminal)
    {
        var common = new CommonOptions(terminal.Pipelines.Keys, incidents: PipelineCatalog.Incidents.Keys);
        var folder = new Option<string>("--out", "-o") { Description = "The folder for <name>.md and <name>.html; files of that name are replaced.", HelpName = "folder", DefaultValueFactory = _ => "artifacts/report" };
        var command = new Command("report", "Write an escalation document, in Markdown and HTML: what is wrong and by how much, why, who reads it, what to do. Of a pipeline as it is, or of an incident as it was found, on a local cloud of its own.");
        common.AddTo(command);
        command.Options.Add(folder);
        command.Validators.Add(Check);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed, terminal.Folder);
            var path = Path.GetFullPath(parsed.GetRequiredValue(folder), terminal.Folder);
            if (FileInTheWay(path) is { } file) throw new VerbFailedException(1, $"{file} is a file: name a folder for --out, which is made when it is not there.");
            var report = PipelineCatalog.Incidents.TryGetValue(options.Pipeline, out var incident)
                ? await OfIncidentAsync(incident(), terminal, cancellation).ConfigureAwait(false)
                : await OfPipelineAsync(options, terminal, cancellation).ConfigureAwait(false);
            OutputFile[] documents = [new(ReportFormat.Markdown, Path.Combine(path, $"{options.Pipeline}.md")), new(ReportFormat.Html, Path.Combine(path, $"{options.Pipeline}.html"))];
            OutputFiles.Write(terminal, [.. documents.Concat(options.Outputs).Distinct()], report);
            foreach (var document in documents) terminal.Progress($"{Path.GetRelativePath(terminal.Folder, document.Path)} written");
            return Printing.Print(terminal, options.Format, report);
        });
        return command;
    }

    private static void Check(CommandResult result)
    {
        if (result.Children.OfType<ArgumentResult>().FirstOrDefault()?.Tokens is not [var name] || !PipelineCatalog.Incidents.ContainsKey(name.Value)) return;
        foreach (var option in result.Children.OfType<OptionResult>().Where(o => !o.Implicit && OfPipelinesAlone.Contains(o.Option.Name, StringComparer.Ordinal)))
            result.AddError($"{option.Option.Name} is for a pipeline as it is: incident {name.Value} is looked at as it was found, on a local cloud of its own.");
    }

    // Found out before anything is looked at, and not after minutes of it.
    private static string? FileInTheWay(string? path)
    {
        while (path is not null && !Directory.Exists(path))
        {
            if (File.Exists(path)) return path;
            path = Path.GetDirectoryName(path);
        }

        return null;
    }

    private static async Task<VerbReport> OfPipelineAsync(VerbOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var session = await Session.OpenAsync(options, terminal, connection: null, cancellation).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return session.Analyzed.HasErrors
                ? MistakesReport.Of("report", session)
                : EscalationReport.Of(await Escalation.LookAsync(session, incident: null, log: null, cancellation).ConfigureAwait(false));
        }
    }

    private static async Task<VerbReport> OfIncidentAsync(Incident incident, Terminal terminal, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-report-").FullName;
        try
        {
            return await ReplayRun.AsFoundAsync(incident, terminal, folder, async context =>
                EscalationReport.Of(await Escalation.LookAsync(context.Found, incident, context.Log, cancellation).ConfigureAwait(false)), cancellation).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
