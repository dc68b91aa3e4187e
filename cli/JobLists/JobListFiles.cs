using Orchestrator.GoogleSql;

namespace Orchestrator.Cli;

/// <summary>Reads lists of jobs from files, or from the input for a file named <c>-</c>.</summary>
internal static class JobListFiles
{
    /// <summary>The lists of all files as one, with what the statements in them and the files of edges say about tables.</summary>
    public static async Task<JobList> ReadAsync(IReadOnlyList<string> files, IReadOnlyList<string> edges, Terminal terminal, CancellationToken cancellation)
    {
        var list = JobList.Of([.. files.Select(file => Read(file, terminal))]);
        foreach (var file in edges) list = EdgeList.Add(list, Text(file, terminal), Shown(file));
        if (list.Jobs.All(j => j.Query is null)) return list;
        terminal.Progress("reading the statements of the jobs");
        var analyzer = GoogleSqlAnalyzer.Create();
        await using (analyzer.ConfigureAwait(false)) return await ListedQueries.ResolveAsync(list, analyzer, cancellation).ConfigureAwait(false);
    }

    /// <summary>The name of a file in reports.</summary>
    public static string Shown(string file) => file == "-" ? "stdin" : file.Replace('\\', '/');

    private static JobList Read(string file, Terminal terminal)
    {
        var text = Text(file, terminal);
        return text.AsSpan().TrimStart('\uFEFF').TrimStart() is ['[' or '{', ..] ? JsonJobList.Read(text, Shown(file)) : CsvJobList.Read(text, Shown(file));
    }

    private static string Text(string file, Terminal terminal)
    {
        if (file == "-") return terminal.In.ReadToEnd();
        var path = Path.GetFullPath(file, terminal.Folder);
        if (!File.Exists(path)) throw new VerbFailedException(1, $"There is no file '{file}': name a list of jobs in CSV or JSON, or - for the input.");
        return File.ReadAllText(path);
    }
}
