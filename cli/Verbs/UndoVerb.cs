using System.CommandLine;
using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator undo</c>: brings back the rows that a clean-up deleted.</summary>
internal static class UndoVerb
{
    private static readonly Argument<string?> Id = new("id") { Description = "The clean-up, as 'clean' named it. Default: the latest that is not undone.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Command(Terminal terminal)
    {
        var command = VerbCommand.Create(
            terminal,
            "undo",
            "Bring back the rows that 'clean' deleted, and compare number of rows and checksum with those before.",
            (session, parsed, cancellation) => RunAsync(session, parsed.GetValue(Id), cancellation));
        command.Arguments.Add(Id);
        return command;
    }

    private static async Task<VerbReport> RunAsync(Session session, string? id, CancellationToken cancellation)
    {
        using var journal = ApplyJournal.Open(session.JournalFolder);
        var record = CleaningRecord.Find(session.JournalFolder, id)
            ?? throw new VerbFailedException(1, id is null ? $"There is no clean-up of {session.Options.Pipeline} to undo." : $"There is no clean-up '{id}' of {session.Options.Pipeline}: see audit.jsonl in {session.JournalFolder}.");
        if (record.Undone) throw new VerbFailedException(1, $"The clean-up {record.Id} is undone already.");
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        session.Terminal.Progress($"restoring {record.Table} from {record.Backup}");
        var (found, restored, rows) = await new CleaningRun(session, CleanVerb.Declared(session, record.Table.ToString()), cloud).UndoAsync(record).ConfigureAwait(false);
        var same = restored == record.Before;
        return session.Report("undo") with
        {
            Headline = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of {record.Table} are back: {restored.Rows:N0} rows, checksum {restored.Checksum}, {(same ? "as before the clean-up" : "the rows from before the clean-up and what was written since")}."),
            Summary = new Dictionary<string, object?>
            {
                ["id"] = record.Id,
                ["table"] = record.Table.ToString(),
                ["restored"] = rows,
                ["rowsFound"] = found.Rows,
                ["rows"] = restored.Rows,
                ["checksum"] = restored.Checksum,
                ["rowsBefore"] = record.Before.Rows,
                ["checksumBefore"] = record.Before.Checksum,
                ["asBefore"] = same,
            },
        };
    }
}
