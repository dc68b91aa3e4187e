using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Model;

namespace Cli.Tests;

/// <summary>Runs the command line as a user does, in a folder of its own, and keeps what it printed.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public CommandRun(params Pipeline[] pipelines)
    {
        Folder = Directory.CreateTempSubdirectory("orchestrator-cli-").FullName;
        Terminal = new Terminal { Out = output, Error = errors, WallClock = () => Instant.FromUtc(2025, 10, 21, 18, 0), Folder = Folder };
        foreach (var pipeline in pipelines) Terminal = Terminal.With(pipeline);
    }

    public string Folder { get; }

    public Terminal Terminal { get; }

    public string Output => output.ToString();

    public string Errors => errors.ToString();

    public Task<int> RunAsync(params string[] args) => OrchestratorCommand.RunAsync(args, Terminal);

    public void Forget()
    {
        output.GetStringBuilder().Clear();
        errors.GetStringBuilder().Clear();
    }

    public void Dispose()
    {
        Terminal.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
