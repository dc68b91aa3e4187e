using System.CommandLine;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Makes the command of a verb that concerns one pipeline: common flags, a session, one report.</summary>
internal static class VerbCommand
{
    /// <summary>A verb that reads a pipeline and its target.</summary>
    /// <param name="terminal">Where to read and write.</param>
    /// <param name="name">The verb.</param>
    /// <param name="description">What it does, for <c>--help</c>.</param>
    /// <param name="run">The work.</param>
    /// <param name="extra">Flags of this verb alone.</param>
    public static Command Create(Terminal terminal, string name, string description, Func<Session, ParseResult, CancellationToken, Task<VerbReport>> run, params Option[] extra)
    {
        var command = new Command(name, description);
        var common = new CommonOptions(terminal.Pipelines.Keys);
        common.AddTo(command);
        foreach (var option in extra) command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed, terminal.Folder);
            var session = await Session.OpenAsync(options, terminal, connection: null, cancellation).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var report = session.Analyzed.HasErrors
                    ? MistakesReport.Of(name, session)
                    : await run(session, parsed, cancellation).ConfigureAwait(false);
                return Printing.Print(terminal, options, report);
            }
        });
        return command;
    }
}
