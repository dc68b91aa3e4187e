using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>One run of scans: asks, judges, and fetches sample rows for what fails.</summary>
/// <param name="warehouse">Where they are run.</param>
/// <param name="room">Bytes that sample rows may bill, all together; null for no limit but each statement's own.</param>
/// <param name="cancellation">Stops waiting, and the jobs that were started.</param>
internal sealed class ScanRun(IWarehouse warehouse, long? room, CancellationToken cancellation) : IDisposable
{
    // Sample rows are for people: they wait for each other rather than for the budget to be told twice.
    private readonly SemaphoreSlim samples = new(1);
    private long left = room ?? long.MaxValue;

    /// <summary>Runs a scan and gives one result per check.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CompiledScan scan, long limit)
    {
        QueryAnswer answer;
        try
        {
            answer = await scan.AskAsync(warehouse, scan.Query with { MaximumBytesBilled = limit, Labels = LabelsOf(scan.Checks) }, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever went wrong, the check is not green, and the other checks are still worth asking: also those of the same scan.
            if (scan.Apart.Count > 1) return await RunApartAsync(scan.Apart, limit);
            return [.. scan.Checks.Select(check => Unknown(check, failure.Message, null))];
        }

        var results = new List<CheckResult>(scan.Checks.Count);
        foreach (var check in scan.Checks) results.Add(await JudgeAsync(scan, check, answer));
        return results;
    }

    // One after the other within the limit of the scan that failed, which is not billed: together they never bill more than it might have.
    private async Task<IReadOnlyList<CheckResult>> RunApartAsync(IReadOnlyList<CompiledScan> scans, long limit)
    {
        var results = new List<CheckResult>(scans.Count);
        foreach (var scan in scans)
        {
            var own = await RunAsync(scan, Math.Max(1, limit));
            limit -= BilledBytes.AtMost(own[0].BytesProcessed, scan.Checks.SelectMany(c => c.Reads).Select(r => r.Id).Distinct().Count());
            results.AddRange(own);
        }

        return results;
    }

    /// <summary>The result of a check of which nobody knows whether it holds.</summary>
    public static CheckResult Unknown(Check check, string reason, QueryAnswer? answer)
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

    /// <inheritdoc/>
    public void Dispose() => samples.Dispose();

    private async Task<CheckResult> JudgeAsync(CompiledScan scan, Check check, QueryAnswer answer)
    {
        Verdict verdict;
        try
        {
            verdict = scan.Judge(check, new(answer));
        }
        catch (UnreadableAnswerException failure)
        {
            return Unknown(check, failure.Message, answer);
        }

        var result = new CheckResult
        {
            Check = check,
            Outcome = verdict.Fails ? CheckOutcome.Fails : CheckOutcome.Holds,
            Says = verdict.Says,
            Offences = verdict.Offending ?? verdict.Offences.Count,
            Sections = verdict.Sections,
            Reconciled = verdict.Reconciled,
            BytesProcessed = answer.BytesProcessed,
            JobId = answer.JobId,
        };
        return verdict.Fails ? result with { Finding = await FindingAsync(scan, check, verdict) } : result;
    }

    private async Task<Finding> FindingAsync(CompiledScan scan, Check check, Verdict verdict)
    {
        var finding = Finding(check, CheckCodes.Of(check), verdict.Severity ?? check.Severity, verdict.Says) with
        {
            Rows = [.. verdict.Offences.Take(CheckRunner.RowsShown)],
            Sql = QueryLiterals.Inline(verdict.Samples ?? scan.Query),
            Remedy = verdict.Remedy,
        };
        if (verdict.Samples is not { } query || verdict.Offences.Count > 0) return finding;
        var (rows, why) = await CheckEstimates.InTurnAsync(samples, () => SamplesAsync(query, check), cancellation);
        return why is null ? finding with { Rows = rows } : finding with { Message = $"{finding.Message} {why}" };
    }

    // A failure stays a failure when its rows cannot be shown; why they are not is said.
    private async Task<(IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows, string? Why)> SamplesAsync(Query query, Check check)
    {
        try
        {
            var dry = await warehouse.DryRunAsync(query, cancellation);
            var most = BilledBytes.AtMost(dry.BytesProcessed, dry.Tables.Count);
            if (most > left) return ([], $"Sample rows were not fetched: they may bill {new ByteSize(most)}, and {new ByteSize(Math.Max(0, left))} of the budget is left.");
            var limit = Math.Max(1, Math.Min(left, BilledBytes.Limit(dry.BytesProcessed, dry.Tables.Count)));
            var answer = await warehouse.QueryAsync(query with { MaximumBytesBilled = limit, Labels = LabelsOf([check]) }, cancellation);
            if (room is not null) left -= BilledBytes.AtMost(answer.BytesProcessed, Math.Max(1, dry.Tables.Count));
            return ([.. new AnswerRows(answer).All.Take(CheckRunner.RowsShown).Select(row => row.Texts())], null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return ([], $"Sample rows could not be fetched: {failure.Message}");
        }
    }

    private static IReadOnlyDictionary<string, string> LabelsOf(IReadOnlyList<Check> checks) =>
        JobLabels.Of(("checks", checks.Count == 1 ? checks[0].Name : $"{checks.Count}-checks-{checks[0].Name}"));

    private static Finding Finding(Check check, string code, Severity severity, string message) => new() { Code = code, Severity = severity, Subject = check.Subject, Message = message };
}
