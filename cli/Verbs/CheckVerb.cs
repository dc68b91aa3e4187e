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

    /// <summary>Runs all checks and gives their results, with the report of them.</summary>
    public static async Task<(IReadOnlyList<CheckResult> Results, VerbReport Report)> ResultsAsync(Session session, CancellationToken cancellation)
    {
        var scans = CheckCompiler.Compile(session.Analyzed.Pipeline, session.Analyzed.Pipeline.Checks, session.Now, session.Project);
        var warehouse = (await session.CloudAsync(cancellation).ConfigureAwait(false)).Warehouse;
        var estimates = await CheckEstimates.AskAsync(scans, warehouse, cancellation).ConfigureAwait(false);
        using var progress = new ScanProgress(session.Terminal, scans.Count);
        var results = await CheckRunner.RunAsync(estimates, warehouse, null, progress.Ended, cancellation).ConfigureAwait(false);
        return (results, CheckReport.Of(session, estimates, results, null));
    }

    /// <summary>Runs some of the pipeline's checks, if they may cost what they do. Every scan is estimated first, which is free, and limited in what it may bill.</summary>
    public static async Task<VerbReport> RunAsync(Session session, IReadOnlyList<Check> checks, CheckBudget? budget, CancellationToken cancellation)
    {
        var pipeline = session.Analyzed.Pipeline;
        var scans = CheckCompiler.Compile(pipeline, checks, session.Now, session.Project);
        var warehouse = (await session.CloudAsync(cancellation).ConfigureAwait(false)).Warehouse;
        session.Terminal.Progress($"asking what {scans.Count} queries cost");
        var estimates = await CheckEstimates.AskAsync(scans, warehouse, cancellation).ConfigureAwait(false);
        if (budget is not null)
        {
            estimates = await CheckEstimates.AskAloneAsync(estimates, check => CheckCompiler.Compile(pipeline, [check], session.Now, session.Project).Single(), warehouse, cancellation).ConfigureAwait(false);
            if (budget.Refuses(estimates) is { } refusal) return CheckReport.Refused(session, estimates, budget, refusal);
        }

        session.Terminal.Progress($"running {checks.Count} checks in {scans.Count} queries");
        using var progress = new ScanProgress(session.Terminal, scans.Count);
        var results = await CheckRunner.RunAsync(estimates, warehouse, budget, progress.Ended, cancellation).ConfigureAwait(false);
        return CheckReport.Of(session, estimates, results, budget);
    }
}
