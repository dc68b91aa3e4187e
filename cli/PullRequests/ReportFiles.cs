using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>Reads the reports that other verbs wrote.</summary>
internal static class ReportFiles
{
    public static IReadOnlyList<VerbReport> Read(IReadOnlyList<string> files, Terminal terminal) => [.. files.Select(f => JsonReportReader.Read(Text(f, terminal), f == "-" ? "stdin" : f.Replace('\\', '/')))];

    private static string Text(string file, Terminal terminal)
    {
        if (file == "-") return terminal.In.ReadToEnd();
        var path = Path.GetFullPath(file, terminal.Folder);
        if (!File.Exists(path)) throw new VerbFailedException(1, $"There is no file '{file}': write it with 'orchestrator <verb> --format json', also when that ends with findings.");
        return File.ReadAllText(path).TrimStart('\uFEFF');
    }
}
