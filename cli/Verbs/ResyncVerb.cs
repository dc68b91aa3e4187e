using System.CommandLine;
using Orchestrator.Google;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator resync</c>: exactly the keys and dates that a reconciliation finds short, computed again; shown first, written with <c>--execute</c>, and checked again.</summary>
internal static class ResyncVerb
{
    private static readonly Argument<string> CheckName = new("reconciliation") { Description = "The reconciliation's name, as declared." };

    private static readonly Option<bool> Execute = new("--execute") { Description = "Write them. Without it nothing is changed." };

    public static Command Command(Terminal terminal)
    {
        var command = VerbCommand.Create(
            terminal,
            "resync",
            "Compute again exactly the keys and dates that a reconciliation finds short: shown, or written with --execute in one MERGE and checked again.",
            (session, parsed, cancellation) => RunAsync(session, parsed.GetRequiredValue(CheckName), parsed.GetValue(Execute), cancellation),
            Execute);
        command.Arguments.Add(CheckName);
        return command;
    }

    /// <summary>Shows, or writes and checks again.</summary>
    public static async Task<VerbReport> RunAsync(Session session, string name, bool execute, CancellationToken cancellation)
    {
        var pipeline = session.Analyzed.Pipeline;
        var check = pipeline.Checks.OfType<Reconciliation>().FirstOrDefault(c => c.Name == name)
            ?? throw new VerbFailedException(1, $"{pipeline.Name} declares no reconciliation '{name}': {(pipeline.Checks.OfType<Reconciliation>().Any() ? $"choose one of {string.Join(", ", pipeline.Checks.OfType<Reconciliation>().Select(c => c.Name).Order(StringComparer.Ordinal))}" : "it declares none at all")}.");
        if (Resync.Obstacle(check) is { } obstacle) throw new VerbFailedException(1, $"Single keys and dates cannot be written: {obstacle}.");
        var before = await JudgeAsync(session, check, cancellation).ConfigureAwait(false);
        if (before.Outcome == CheckOutcome.Unknown) return session.Report("resync") with { Exit = 3, Headline = before.Says, Findings = [before.Finding!] };
        var places = Resync.Places(before.Reconciled);
        if (places.Count == 0) return session.Report("resync") with { Headline = $"Nothing is short. {before.Says}" };

        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var sql = session.Analyzed.Relations[check.Target.Relation.Id];
        var statement = new ResyncStatement((MaterializedTable)check.Target.Relation, SqlProject.Replace(sql.Text, pipeline.Project, session.Project), check.Target, session.Project);
        IReadOnlyList<QueryValue> missing = [new("missing", "STRING", null, places)];
        var preview = await ResyncPreview.AskAsync(cloud.Warehouse, new(statement.Preview, missing), places, cancellation).ConfigureAwait(false);
        var merge = new Query(statement.Merge(sql.Analysis.Columns), missing);
        var sections = new List<ReportSection> { preview.Section(check), new("Statement", [new ReportBlock.Paragraph($"@missing is [{string.Join(", ", places.Select(p => $"'{p}'"))}]"), new ReportBlock.Picture([merge.Sql])]) };
        var summary = new Dictionary<string, object?> { ["places"] = places, ["rowsNow"] = preview.Now, ["rowsThen"] = preview.Then };
        if (!execute)
            return session.Report("resync") with { Exit = 2, Headline = $"{places.Count} pairs of {check.Key} and date would be written: {preview.Now} rows now, {preview.Then} then. Nothing was changed; add --execute.", Summary = summary, Sections = sections };

        await WriteAsync(session, check, cloud, merge, places, cancellation).ConfigureAwait(false);
        var after = await JudgeAsync(session, check, cancellation).ConfigureAwait(false);
        return session.Report("resync") with
        {
            Exit = after.Outcome switch { CheckOutcome.Holds => 0, CheckOutcome.Unknown => 3, _ => 2 },
            Headline = $"{places.Count} pairs of {check.Key} and date were written. {after.Says}",
            Findings = after.Finding is { } finding ? [finding] : [],
            Summary = summary,
            Sections = [.. sections, .. after.Sections],
        };
    }

    private static async Task<CheckResult> JudgeAsync(Session session, Reconciliation check, CancellationToken cancellation) =>
        (await CheckRun.OfAsync(session, [check], budget: null, cancellation).ConfigureAwait(false)).Results.Single();

    private static async Task WriteAsync(Session session, Reconciliation check, Cloud cloud, Query merge, IReadOnlyList<string> places, CancellationToken cancellation)
    {
        using var journal = ApplyJournal.Open(session.JournalFolder);
        var audit = new AuditLog(session);
        session.Terminal.Progress($"writing {places.Count} keys and dates of {check.Target.Relation.Id}");
        try
        {
            var answer = await cloud.Warehouse.QueryAsync(merge, cancellation).ConfigureAwait(false);
            Note("done", $"{places.Count} pairs of {check.Key} and date, {answer.AffectedRows} rows written or replaced: {string.Join(", ", places)}.");
        }
        catch (Exception failed) when (failed is GoogleException or OperationCanceledException)
        {
            Note("failed", failed is GoogleException ? failed.Message : "Stopped while waiting; the statement may go on, and is all or nothing.");
            throw;
        }

        void Note(string outcome, string says) => audit.Write(new AuditLine { Resource = check.Target.Relation.ResourceId.ToString(), Step = "resync", Outcome = outcome, Says = says });
    }
}
