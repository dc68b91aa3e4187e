using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Reads lists of jobs from files, or from the input for a file named <c>-</c>.</summary>
internal static class JobListFiles
{
    /// <summary>The lists of all files as one.</summary>
    public static JobList Read(IReadOnlyList<string> files, Terminal terminal) => JobList.Of([.. files.Select(file => Read(file, terminal))]);

    /// <summary>The name of a file in reports.</summary>
    public static string Shown(string file) => file == "-" ? "stdin" : file.Replace('\\', '/');

    private static JobList Read(string file, Terminal terminal)
    {
        var text = Text(file, terminal);
        return text.AsSpan().TrimStart('\uFEFF').TrimStart() is ['[' or '{', ..] ? JsonJobList.Read(text, Shown(file)) : CsvJobList.Read(text, Shown(file));
    }

    internal static string Text(string file, Terminal terminal)
    {
        if (file == "-") return terminal.In.ReadToEnd();
        var path = Path.GetFullPath(file, terminal.Folder);
        if (!File.Exists(path)) throw new VerbFailedException(1, $"There is no file '{file}': name a list of jobs in CSV or JSON, or - for the input.");
        return File.ReadAllText(path);
    }
}
