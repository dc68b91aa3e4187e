using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Drift;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Deletes stale rows, with everything around it that keeps it from going wrong.</summary>
internal sealed class CleaningRun(Session session, StaleRows stale, Cloud cloud)
{
    private readonly StaleStatements statements = new(stale, session.Project);
    private readonly AuditLog audit = new(session);

    /// <summary>Deletes exactly the rows that were counted: backup first, the backup compared, one statement that counts again, the result compared.</summary>
    /// <exception cref="VerbFailedException">Nothing was deleted, or what was deleted has been brought back; the sentence says which.</exception>
    public async Task<CleaningRecord> ExecuteAsync(StaleCount counted, CancellationToken cancellation)
    {
        var before = await ContentAsync(statements.Content, cancellation).ConfigureAwait(false);
        if (before.Rows != counted.Total) throw Refused($"the table went from {Text(counted.Total)} to {Text(before.Rows)} rows while it was counted");
        var backup = new TableId(stale.Backups, $"{stale.Table.Name}_{audit.Run.Replace('-', '_')}");
        await KeepAsync(backup, before, cancellation).ConfigureAwait(false);

        // From here on it is finished, whatever the user does.
        var record = new CleaningRecord { Id = audit.Run, Table = stale.Table.Id, Backup = backup, Newest = counted.Newest, Deleted = counted.Stale, Before = before };
        record.Write(session.JournalFolder);
        session.Terminal.Progress($"deleting {Text(counted.Stale)} rows of {stale.Table.Id}");
        var deleted = await DeleteAsync(record, counted).ConfigureAwait(false);
        var after = await ContentAsync(statements.Content, CancellationToken.None).ConfigureAwait(false);
        if (deleted == counted.Stale && after.Rows == before.Rows - deleted)
        {
            record = record with { After = after };
            record.Write(session.JournalFolder);
            Note("clean", before, after, "done", $"{Text(deleted)} stale rows deleted; backup {backup}.");
            return record;
        }
        if (deleted == 0 && after == before)
        {
            (record with { After = after, Undone = true }).Write(session.JournalFolder);
            throw Refused($"there were no longer {Text(counted.Stale)} stale rows when they were to be deleted");
        }
        return await BringBackAsync(record, deleted, after).ConfigureAwait(false);
    }

    /// <summary>Brings back what a clean-up deleted.</summary>
    /// <returns>The table before and after.</returns>
    public async Task<(TableContent Found, TableContent Restored, long Rows)> UndoAsync(CleaningRecord record)
    {
        var found = await ContentAsync(statements.Content, CancellationToken.None).ConfigureAwait(false);
        if (found == record.Before)
        {
            (record with { Undone = true }).Write(session.JournalFolder);
            return (found, found, 0);
        }
        var kept = await ContentAsync(statements.ContentOfBackup(record.Backup), CancellationToken.None).ConfigureAwait(false);
        if (kept != record.Before) throw new VerbFailedException(1, $"The backup {record.Backup} holds {kept.Rows} rows with checksum {kept.Checksum}, not the {record.Before.Rows} rows with {record.Before.Checksum} that were kept: nothing was restored.");
        var after = record.After ?? (found.Rows == record.Before.Rows - record.Deleted ? found : throw new VerbFailedException(1, $"The clean-up was cut short and {record.Table} has been written since, so what is missing is not known: compare it with the backup {record.Backup}."));
        var dryRun = await cloud.Warehouse.DryRunAsync(statements.AllOf(record.Backup), CancellationToken.None).ConfigureAwait(false);
        var answer = await cloud.Warehouse.QueryAsync(statements.Restore(record.Backup, [.. dryRun.Columns.Select(c => c.Name)], record.Newest, found.Rows), CancellationToken.None).ConfigureAwait(false);
        var restored = await ContentAsync(statements.Content, CancellationToken.None).ConfigureAwait(false);
        var expected = found.Plus(record.Before.Minus(after));
        var back = answer.AffectedRows ?? restored.Rows - found.Rows;
        var whole = restored == expected;
        Note("undo", found, restored, whole ? "done" : "failed", $"Clean-up {record.Id}: {Text(back)} of {Text(record.Deleted)} rows are back.");
        if (!whole) throw new VerbFailedException(1, $"{Text(back)} of {Text(record.Deleted)} rows are back, and {record.Table} has {Text(restored.Rows)} rows with checksum {restored.Checksum} instead of {Text(expected.Rows)} with {expected.Checksum}: somebody wrote it meanwhile. The backup is {record.Backup}.");
        (record with { Undone = true }).Write(session.JournalFolder);
        return (found, restored, back);
    }

    /// <summary>Notes that nothing was done, and why.</summary>
    public VerbFailedException Refused(string why)
    {
        Note("clean", null, null, "refused", why);
        return new(1, $"Nothing was deleted: {why}.");
    }

    private async Task KeepAsync(TableId backup, TableContent before, CancellationToken cancellation)
    {
        session.Terminal.Progress($"keeping {Text(before.Rows)} rows in {backup}");
        // The local Google knows no snapshots.
        var method = session.Options.Target == Target.Gcp ? BackupMethod.Snapshot : BackupMethod.Copy;
        try
        {
            await cloud.Warehouse.QueryAsync(statements.CreateBackupDataset(session.Analyzed.Pipeline.Location), cancellation).ConfigureAwait(false);
            await cloud.Warehouse.QueryAsync(statements.CreateBackup(backup, method, session.Now), cancellation).ConfigureAwait(false);
        }
        catch (GoogleException failed)
        {
            throw Refused($"no backup could be made: {failed.Message.TrimEnd('.')}");
        }
        var kept = await ContentAsync(statements.ContentOfBackup(backup), cancellation).ConfigureAwait(false);
        if (kept != before) throw Refused($"the backup {backup} is not equal to the table: {kept} instead of {before}");
    }

    private async Task<long> DeleteAsync(CleaningRecord record, StaleCount counted)
    {
        try
        {
            var answer = await cloud.Warehouse.QueryAsync(statements.Delete(counted), CancellationToken.None).ConfigureAwait(false);
            return answer.AffectedRows ?? -1;
        }
        catch (GoogleException failed)
        {
            Note("clean", record.Before, null, "unknown", failed.Message);
            throw new VerbFailedException(3, $"Whether rows were deleted is not known: {failed.Message} Run 'orchestrator undo {session.Options.Pipeline} {record.Id}{TargetFlags.Of(session)}' to have the table as it was.", failed);
        }
    }

    private async Task<CleaningRecord> BringBackAsync(CleaningRecord record, long deleted, TableContent after)
    {
        Note("clean", record.Before, after, "failed", $"{Text(deleted)} rows were deleted instead of {Text(record.Deleted)}.");
        var (_, restored, _) = await UndoAsync(record with { After = after }).ConfigureAwait(false);
        throw new VerbFailedException(1, $"{Text(deleted)} rows were deleted instead of {Text(record.Deleted)}, and have been brought back: {record.Table} has {Text(restored.Rows)} rows, checksum {restored.Checksum}.");
    }

    private async Task<TableContent> ContentAsync(Query query, CancellationToken cancellation) =>
        TableContent.Read(await cloud.Warehouse.QueryAsync(query, cancellation).ConfigureAwait(false));

    private void Note(string step, TableContent? before, TableContent? after, string outcome, string says) =>
        audit.Write(new AuditLine { Resource = stale.Table.ResourceId.ToString(), Step = step, Before = Json(before), After = Json(after), Outcome = outcome, Says = says });

    private static JsonObject? Json(TableContent? content) => content is null ? null : new() { ["rows"] = content.Rows, ["checksum"] = content.Checksum };

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
