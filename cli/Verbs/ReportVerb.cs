using System.CommandLine;
using System.Text;
using Orchestrator.Model;
using Orchestrator.Pipelines;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator report</c>: an escalation written from what is found, of an incident or of a pipeline as it is.</summary>
internal static class ReportVerb
{
    public static Command Command(Terminal terminal)
    {
        var common = new CommonOptions(terminal.Pipelines.Keys.Concat(PipelineCatalog.Incidents.Keys));
        var folder = new Option<string>("--out", "-o") { Description = "The folder for <name>.md and <name>.html.", HelpName = "folder", DefaultValueFactory = _ => "artifacts/report" };
        var command = new Command("report", "Write an escalation document, in Markdown and HTML: what is wrong and by how much, why, who reads it, what to do. Of a pipeline as it is, or of an incident on the local cloud.");
        common.AddTo(command);
        command.Options.Add(folder);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed, terminal.Folder);
            var report = PipelineCatalog.Incidents.TryGetValue(options.Pipeline, out var incident)
                ? await OfIncidentAsync(incident(), terminal, cancellation).ConfigureAwait(false)
                : await OfPipelineAsync(options, terminal, cancellation).ConfigureAwait(false);
            Write(terminal, Path.GetFullPath(parsed.GetRequiredValue(folder), terminal.Folder), options.Pipeline, report);
            return Printing.Print(terminal, options, report);
        });
        return command;
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

    private static void Write(Terminal terminal, string folder, string name, VerbReport report)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, text) in ((string, string)[])[($"{name}.md", MarkdownReport.Render(report)), ($"{name}.html", HtmlReport.Write(report))])
        {
            var path = Path.Combine(folder, file);
            File.WriteAllText(path + ".new", text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(path + ".new", path, overwrite: true);
            terminal.Progress($"{Path.GetRelativePath(terminal.Folder, path)} written");
        }
    }
}
