using System.Text;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Files that a report is written to: all of them, or none.</summary>
internal static class OutputFiles
{
    private const int Width = 100;

    /// <summary>Reads <c>format=path</c>, the path as it is written; null when it is none.</summary>
    public static OutputFile? TryRead(string text)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        if (split < 1 || string.IsNullOrWhiteSpace(text[(split + 1)..]) || !char.IsAsciiLetter(text[0])) return null;
        return Enum.TryParse<ReportFormat>(text[..split], ignoreCase: true, out var format) ? new(format, text[(split + 1)..]) : null;
    }

    /// <summary>Writes the report to every file. None appears, or changes, before all could be written.</summary>
    /// <exception cref="VerbFailedException">One cannot be written.</exception>
    public static void Write(Terminal terminal, IReadOnlyList<OutputFile> outputs, VerbReport report)
    {
        var written = new List<OutputFile>();
        try
        {
            foreach (var output in outputs)
            {
                if (Path.GetDirectoryName(output.Path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
                // A folder in the file's place would be noticed only after others were moved.
                if (Directory.Exists(output.Path)) throw new IOException("it is a folder");
                written.Add(output);
                File.WriteAllText(New(output), Printing.Render(output.Format, report, Width, colour: false), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            foreach (var output in written) File.Move(New(output), output.Path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            foreach (var output in written) File.Delete(New(output));
            var failed = Path.GetRelativePath(terminal.Folder, outputs[Math.Min(written.Count, outputs.Count - 1)].Path);
            throw new VerbFailedException(1, $"The outputs cannot be written, the one at fault is {failed}: {cause.Message.TrimEnd('.')}. None was written.", cause);
        }
    }

    private static string New(OutputFile output) => output.Path + ".new";
}
