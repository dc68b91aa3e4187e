using System.CommandLine;
using System.Text;
using Orchestrator.Model;
using Orchestrator.Pulumi;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator synth</c>: the model as Main.json for the stock Pulumi CLI.</summary>
internal static class SynthVerb
{
    private static readonly Option<string> Out = new("--out", "-o") { Description = "The folder for Main.json.", HelpName = "folder", DefaultValueFactory = _ => "infra/out" };

    private static readonly Option<bool> CheckOnly = new("--check") { Description = "Write nothing; exit 2 when the file is not what would be written." };

    public static Command Command(Terminal terminal) => VerbCommand.Create(
        terminal,
        "synth",
        "Write Main.json for the stock Pulumi CLI (runtime: yaml) from the declaration.",
        (session, parsed, cancellation) => RunAsync(session, parsed.GetRequiredValue(Out), parsed.GetValue(CheckOnly), cancellation),
        Out,
        CheckOnly);

    public static async Task<VerbReport> RunAsync(Session session, string folder, bool checkOnly, CancellationToken cancellation)
    {
        var path = Path.Combine(Path.GetFullPath(folder, session.Terminal.Folder), "Main.json");
        var shown = Path.GetRelativePath(session.Terminal.Folder, path).Replace('\\', '/');
        var program = PulumiProgram.Write(session.Analyzed);
        var before = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false) : null;
        var same = before == program;
        if (!same && !checkOnly)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path + ".new", program, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation).ConfigureAwait(false);
            File.Move(path + ".new", path, overwrite: true);
        }

        return session.Report("synth") with
        {
            Exit = checkOnly && !same ? 2 : 0,
            Headline = same ? $"{shown} is up to date." : checkOnly ? $"{shown} is stale: run 'orchestrator synth {session.Options.Pipeline}'." : $"{shown} written.",
            Summary = new Dictionary<string, object?> { ["file"] = shown, ["bytes"] = Encoding.UTF8.GetByteCount(program), ["upToDate"] = same, ["written"] = !same && !checkOnly },
        };
    }
}
