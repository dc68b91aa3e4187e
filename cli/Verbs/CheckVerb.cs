using System.CommandLine;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator check</c>: what must be true of the data, now.</summary>
internal static class CheckVerb
{
    public static Command Command(Terminal terminal)
    {
        var command = VerbCommand.Create(
            terminal,
            "check",
            "Run the pipeline's checks against its data: one scan per table, business dates in the pipeline's zone. With --after-deploy, the gate that follows a deploy.",
            (session, parsed, cancellation) =>
            {
                var budget = parsed.GetValue(CheckOptions.Budget) is { } size ? new CheckBudget(size) : null;
                if (parsed.GetValue(CheckOptions.Sql)) return Task.FromResult(CheckStatements.Of(session));
                return parsed.GetValue(GateOptions.AfterDeploy)
                    ? GateRun.RunAsync(session, GateOptions.Read(session, parsed), budget, cancellation)
                    : RunAsync(session, session.Analyzed.Pipeline.Checks, budget, cancellation);
            },
            [CheckOptions.Budget, CheckOptions.Sql, .. GateOptions.All]);
        command.Validators.Add(GateOptions.Check);
        command.Validators.Add(result =>
        {
            if (result.GetValue(CheckOptions.Sql) && (result.GetValue(GateOptions.AfterDeploy) || result.GetValue(CheckOptions.Budget) is not null))
                result.AddError("--sql runs nothing: leave out --budget and --after-deploy.");
        });
        return command;
    }

    public static Task<VerbReport> RunAsync(Session session, CancellationToken cancellation) => RunAsync(session, session.Analyzed.Pipeline.Checks, cancellation);

    /// <summary>Runs some of the pipeline's checks.</summary>
    public static Task<VerbReport> RunAsync(Session session, IReadOnlyList<Check> checks, CancellationToken cancellation) => RunAsync(session, checks, null, cancellation);

    /// <summary>Runs some of the pipeline's checks, if they may cost what they do.</summary>
    public static async Task<VerbReport> RunAsync(Session session, IReadOnlyList<Check> checks, CheckBudget? budget, CancellationToken cancellation)
    {
        var run = await CheckRun.OfAsync(session, checks, budget, cancellation).ConfigureAwait(false);
        return run.Refusal is { } refusal ? CheckReport.Refused(session, run.Estimates, budget!, refusal) : CheckReport.Of(session, run, budget);
    }
}
