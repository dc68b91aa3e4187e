using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Runs compiled scans and judges their answers.</summary>
public static class CheckRunner
{
    private const int RowsShown = 10;

    /// <summary>Runs all scans at once and gives one result per check, in the order of the scans.</summary>
    /// <param name="scans">What <see cref="CheckCompiler"/> made of the checks.</param>
    /// <param name="warehouse">Where they are run.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<CompiledScan> scans, IWarehouse warehouse, CancellationToken cancellation)
    {
        var results = await Task.WhenAll(scans.Select(scan => RunAsync(scan, warehouse, cancellation)));
        return [.. results.SelectMany(r => r)];
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(CompiledScan scan, IWarehouse warehouse, CancellationToken cancellation)
    {
        QueryAnswer answer;
        try
        {
            answer = await scan.AskAsync(warehouse, scan.Query, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever went wrong, the check is not green, and the other checks are still worth asking: also those of the same scan.
            if (scan.Apart.Count > 1) return [.. (await Task.WhenAll(scan.Apart.Select(alone => RunAsync(alone, warehouse, cancellation)))).SelectMany(r => r)];
            return [.. scan.Checks.Select(check => Unknown(check, failure.Message, null))];
        }

        return [.. scan.Checks.Select(check => Judge(scan, check, answer))];
    }

    private static CheckResult Judge(CompiledScan scan, Check check, QueryAnswer answer)
    {
        try
        {
            var verdict = scan.Judge(check, new(answer));
            var fails = verdict.Fails;
            return new()
            {
                Check = check,
                Outcome = fails ? CheckOutcome.Fails : CheckOutcome.Holds,
                Says = verdict.Says,
                Finding = fails ? Finding(check, CheckCodes.Of(check), verdict.Severity ?? check.Severity, verdict.Says) with { Rows = [.. verdict.Offences.Take(RowsShown)] } : null,
                Offences = verdict.Offending ?? verdict.Offences.Count,
                Sections = verdict.Sections,
                BytesProcessed = answer.BytesProcessed,
                JobId = answer.JobId,
            };
        }
        catch (UnreadableAnswerException failure)
        {
            return Unknown(check, failure.Message, answer);
        }
    }

    private static CheckResult Unknown(Check check, string reason, QueryAnswer? answer)
    {
        var says = $"Could not be checked: {reason}";
        return new()
        {
            Check = check,
            Outcome = CheckOutcome.Unknown,
            Says = says,
            Finding = Finding(check, CheckCodes.Unknown, Severity.Error, says),
            BytesProcessed = answer?.BytesProcessed ?? 0,
            JobId = answer?.JobId,
        };
    }

    private static Finding Finding(Check check, string code, Severity severity, string message) => new() { Code = code, Severity = severity, Subject = check.Subject, Message = message };
}
