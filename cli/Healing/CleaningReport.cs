using System.Globalization;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Clean-ups as reports.</summary>
internal static class CleaningReport
{
    private const int MostSnapshots = 10;

    /// <summary>What would be deleted, exactly, and what the numbers say of the sync that left it.</summary>
    public static async Task<VerbReport> DryRunAsync(Session session, StaleRows stale, StaleCount counted, IReadOnlyList<string> refusals, Cloud cloud, CancellationToken cancellation)
    {
        var statements = new StaleStatements(stale, session.Project);
        IReadOnlyList<SnapshotRows> snapshots = statements.Snapshots is { } bySnapshot ? SnapshotRows.Read(await cloud.Warehouse.QueryAsync(bySnapshot, cancellation).ConfigureAwait(false)) : [];
        var sample = counted.Stale == 0 ? null : await cloud.Warehouse.QueryAsync(statements.Sample(counted), cancellation).ConfigureAwait(false);
        var verdict = AppendSignature.Judge(new AppendEvidence { CurrentRows = counted.Current, StaleRows = counted.Stale, Snapshots = snapshots });
        var subject = stale.Table.ResourceId.ToString();
        var command = $"orchestrator clean {session.Options.Pipeline} {stale.Table.Id} --execute --expect {counted.Stale}{TargetFlags.Of(session)}";
        var found = new Finding
        {
            Code = CleaningFacts.StaleRows,
            Severity = Severity.Error,
            Subject = subject,
            Message = Say($"{counted.Stale:N0} of {counted.Total:N0} rows are stale; {counted.Current:N0} are current{(counted.Newest is null ? "" : $" ({counted.Newest})")}."),
            Remedy = refusals.Count == 0 ? command : null,
            Rows = sample is null ? [] : [.. sample.Rows.Select(r => sample.Columns.Select((c, i) => KeyValuePair.Create(c.Name, r[i]?.ToString())).ToDictionary(StringComparer.Ordinal))],
        };
        var writers = PipelineGraph.Of(session.Analyzed).WritersOf(stale.Table.Id);
        var full = writers.OfType<HttpJob>().FirstOrDefault(j => j.WriteDisposition == JobWriteDisposition.WriteTruncate)?.Name ?? (writers.Count == 1 ? writers[0].Name : null);
        return session.Report("clean") with
        {
            Exit = counted.Stale == 0 ? 0 : 2,
            Headline = counted.Stale == 0 ? $"No row of {stale.Table.Id} is stale."
                : Say($"{counted.Stale:N0} rows would be deleted; nothing was changed. {(refusals.Count == 0 ? command : $"It would be refused: {string.Join(" ", refusals)}")}"),
            Findings = counted.Stale == 0 ? [] : [found, .. AppendSignature.Find(subject, verdict, full) is { } appends ? new[] { appends } : []],
            Summary = new Dictionary<string, object?>(Figures(stale, counted)) { ["deleted"] = 0, ["refusals"] = refusals, ["statement"] = counted.Stale == 0 ? null : statements.Delete(counted).Sql, ["appends"] = verdict.Appends, ["signature"] = verdict.Says },
            Sections =
            [
                new("Rows", [new ReportBlock.Grid(["all", "current", "stale", "not judged", "ceiling"], [[Text(counted.Total), Text(counted.Current), Text(counted.Stale), Text(counted.Unjudged), Text(stale.Ceiling)]])]),
                .. snapshots.Count == 0 ? Array.Empty<ReportSection>() : [new("Newest snapshots", [new ReportBlock.Grid(["snapshot", "rows"], [.. snapshots.Take(MostSnapshots).Select(s => (IReadOnlyList<string>)[s.Snapshot, Text(s.Rows)])])])],
                .. counted.Stale == 0 ? Array.Empty<ReportSection>() : [new("Statement", [new ReportBlock.Picture([statements.Delete(counted).Sql])])],
            ],
        };
    }

    /// <summary>What was deleted.</summary>
    public static VerbReport Done(Session session, StaleRows stale, StaleCount counted, CleaningRecord record) => session.Report("clean") with
    {
        Headline = Say($"{record.Deleted:N0} stale rows of {stale.Table.Id} deleted, {record.After!.Rows:N0} left. Undo: orchestrator undo {session.Options.Pipeline} {record.Id}{TargetFlags.Of(session)}"),
        Summary = new Dictionary<string, object?>(Figures(stale, counted))
        {
            ["deleted"] = record.Deleted,
            ["id"] = record.Id,
            ["backup"] = record.Backup.ToString(),
            ["rowsBefore"] = record.Before.Rows,
            ["checksumBefore"] = record.Before.Checksum,
            ["rowsAfter"] = record.After.Rows,
            ["checksumAfter"] = record.After.Checksum,
        },
    };

    /// <summary>The figures of a count.</summary>
    public static Dictionary<string, object?> Figures(StaleRows stale, StaleCount counted) => new()
    {
        ["table"] = stale.Table.Id.ToString(),
        ["total"] = counted.Total,
        ["current"] = counted.Current,
        ["stale"] = counted.Stale,
        ["unjudged"] = counted.Unjudged,
        ["newest"] = counted.Newest,
        ["ceiling"] = stale.Ceiling,
    };

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
