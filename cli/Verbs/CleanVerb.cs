using System.CommandLine;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator clean</c>: counts the stale rows of a table, or deletes exactly those that were counted.</summary>
internal static class CleanVerb
{
    private static readonly Argument<string> TableName = new("table") { Description = "The table, as dataset.table; what is stale in it is declared." };

    private static readonly Option<bool> Execute = new("--execute") { Description = "Delete them. Without it nothing is changed." };

    private static readonly Option<long?> Expect = new("--expect") { Description = "How many rows are to be deleted, as a run without --execute counted them.", HelpName = "rows" };

    public static Command Command(Terminal terminal)
    {
        var command = VerbCommand.Create(
            terminal,
            "clean",
            "Count the stale rows of a table (exactly, with a sample and the statement), or delete them with --execute --expect N: backup first, undone by 'undo'.",
            (session, parsed, cancellation) => RunAsync(session, parsed.GetRequiredValue(TableName), parsed.GetValue(Execute), parsed.GetValue(Expect), cancellation),
            Execute,
            Expect);
        command.Arguments.Add(TableName);
        return command;
    }

    /// <summary>What is stale in a table, as declared.</summary>
    public static StaleRows Declared(Session session, string table)
    {
        var declared = session.Analyzed.Pipeline.StaleRows;
        return declared.FirstOrDefault(s => s.Table.Id.ToString() == table || s.Table.ResourceId.ToString() == table)
            ?? throw new VerbFailedException(1, $"{session.Options.Pipeline} does not declare what is stale in '{table}': {(declared.Count == 0 ? "declare it with the builder's StaleRows" : $"choose one of {string.Join(", ", declared.Select(s => s.Table.Id).Order())}")}.");
    }

    /// <summary>Counts, or deletes exactly what is expected.</summary>
    public static async Task<VerbReport> RunAsync(Session session, string table, bool execute, long? expect, CancellationToken cancellation)
    {
        var stale = Declared(session, table);
        if (execute && expect is null) throw new VerbFailedException(1, $"Say how many rows are to be deleted: run 'orchestrator clean {session.Options.Pipeline} {stale.Table.Id}' first, and then with --execute --expect N.");
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var statements = new StaleStatements(stale, session.Project);
        session.Terminal.Progress($"counting {stale.Table.Id}");
        var counted = StaleCount.Read(await cloud.Warehouse.QueryAsync(statements.Count, cancellation).ConfigureAwait(false));
        var refusals = CleaningRules.Refusals(stale, counted, execute ? expect : null);
        if (!execute) return await CleaningReport.DryRunAsync(session, stale, counted, refusals, cloud, cancellation).ConfigureAwait(false);

        using var journal = ApplyJournal.Open(session.JournalFolder);
        var run = new CleaningRun(session, stale, cloud);
        if (refusals.Count > 0) throw run.Refused(string.Join(" ", refusals).TrimEnd('.'));
        if (counted.Stale == 0) return session.Report("clean") with { Headline = $"Nothing to delete: no row of {stale.Table.Id} is stale.", Summary = CleaningReport.Figures(stale, counted) };
        return CleaningReport.Done(session, stale, counted, await run.ExecuteAsync(counted, cancellation).ConfigureAwait(false));
    }
}
