using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Finds out what the statements of listed jobs read and write. No table needs to be known for it.</summary>
internal static class ListedQueries
{
    private static readonly HashSet<string> Targeting = new(StringComparer.OrdinalIgnoreCase) { "INSERT", "MERGE", "UPDATE", "DELETE", "TRUNCATE", "CREATE" };
    private static readonly HashSet<string> Between = new(StringComparer.OrdinalIgnoreCase) { "INTO", "FROM", "TABLE", "OR", "REPLACE", "IF", "NOT", "EXISTS", "TEMP", "TEMPORARY", "MATERIALIZED", "VIEW" };

    /// <summary>The same list with the tables of every statement that can be read; one that cannot is a note.</summary>
    public static async Task<JobList> ResolveAsync(JobList list, ISqlAnalyzer analyzer, CancellationToken cancellation)
    {
        var jobs = new List<ListedJob>(list.Jobs.Count);
        var notes = new List<Diagnostic>();
        foreach (var job in list.Jobs)
        {
            if (job.Query is not { } query)
            {
                jobs.Add(job);
                continue;
            }

            var found = await analyzer.FindReferencesAsync(query.Sql, job.Project ?? "project", cancellation).ConfigureAwait(false);
            if (found.Error is { } error)
                notes.Add(DiagnosticFacts.ListPartIgnored.On(job.Subject, $"What its statement reads is not known: {error.Message}", "Say what it reads and writes with --edges.", job.Place));
            var written = query.Destination ?? Target(query.Sql);
            var target = written is null ? null : TableNames.Plain(written);
            var names = found.Tables.Select(t => job.Project is null && t.Project == "project" ? t.Id.ToString() : t.ToString());
            jobs.Add(job with
            {
                Reads = [.. job.Reads.Union(names.Where(n => target is null || !TableNames.Same(n, target)), StringComparer.Ordinal)],
                Writes = target is null ? job.Writes : [.. job.Writes.Union([target], StringComparer.Ordinal)],
            });
        }

        return list with { Jobs = jobs, Diagnostics = [.. list.Diagnostics, .. notes] };
    }

    // The table after the words with which a statement that writes begins; a query of its own writes nothing.
    private static string? Target(string sql)
    {
        var tokens = SqlToken.Read(sql).Where(t => t.Kind is not (SqlTokenKind.Space or SqlTokenKind.Comment)).ToList();
        if (tokens.Count == 0 || !Targeting.Contains(tokens[0].Text)) return null;
        var at = 1;
        while (at < tokens.Count && Between.Contains(tokens[at].Text)) at++;
        var end = at;
        while (end < tokens.Count && (tokens[end].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName || tokens[end].Text is "." or "-")
            && (end == at || tokens[end].Start == tokens[end - 1].End)) end++;
        var name = TableNames.Plain(string.Concat(tokens.Skip(at).Take(end - at).Select(t => t.Text)));
        return name.Contains('.', StringComparison.Ordinal) ? name : null;
    }
}
