using Orchestrator.Cli;

using var terminal = Terminal.OfThisProcess();
return await OrchestratorCommand.RunAsync(args, terminal).ConfigureAwait(false);
