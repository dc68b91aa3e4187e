using System.ComponentModel;
using System.Diagnostics;
using Orchestrator.Pulumi;

namespace Orchestrator.Cli;

/// <summary>Previews from a file, or from the stock Pulumi CLI.</summary>
internal static class PulumiCli
{
    private const int ChangesFound = 7;
    private static readonly string[] Arguments = ["preview", "--refresh", "--expect-no-changes", "--json"];

    /// <summary>Reads a recorded preview.</summary>
    /// <exception cref="VerbFailedException">The file cannot be read, or is no preview (exit 1).</exception>
    public static async Task<PulumiPreview> ReadAsync(string path, string folder, CancellationToken cancellation)
    {
        var file = Path.GetFullPath(path, folder);
        if (!File.Exists(file)) throw new VerbFailedException(1, $"There is no preview at {path}: write one with 'pulumi {string.Join(' ', Arguments)} > {path}'.");
        return Parse(await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false), path);
    }

    /// <summary>Asks the Pulumi CLI: cloud and state against the program, the state untouched.</summary>
    /// <param name="folder">The folder with Pulumi.yaml.</param>
    /// <param name="searchPath">Folders to look for the CLI in, as PATH lists them.</param>
    /// <param name="cancellation">Stops the CLI.</param>
    /// <exception cref="VerbFailedException">The CLI is missing, or gave no preview (exit 3).</exception>
    public static async Task<PulumiPreview> RunAsync(string folder, string? searchPath, CancellationToken cancellation)
    {
        var names = OperatingSystem.IsWindows() ? new[] { "pulumi.exe", "pulumi.cmd" } : ["pulumi"];
        var program = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).SelectMany(f => names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists)
            ?? throw new VerbFailedException(3, "The pulumi CLI is not on PATH: install it, or give a recorded preview with --pulumi-preview.");
        var start = new ProcessStartInfo(program, Arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // With it the output is JSON lines and not one document.
        start.Environment.Remove("PULUMI_ENABLE_STREAMING_JSON_PREVIEW");
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return Read(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static PulumiPreview Read(int exit, string output, string errors)
    {
        // A CLI that failed may still print a preview, whose diagnostics say why.
        if (output.AsSpan().TrimStart().StartsWith("{") && (exit is 0 or ChangesFound || output.Contains("\"changeSummary\"", StringComparison.Ordinal))) return Parse(output, "the output of pulumi");
        var said = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? output.Split('\n', StringSplitOptions.TrimEntries)[0];
        throw new VerbFailedException(3, $"'pulumi {string.Join(' ', Arguments)}' ended with code {exit} and gave no preview: {said.TrimEnd('.')}.");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new VerbFailedException(3, $"{start.FileName} could not be started.");
        }
        catch (Win32Exception refused)
        {
            throw new VerbFailedException(3, $"{start.FileName} could not be started: {refused.Message}", refused);
        }
    }

    private static PulumiPreview Parse(string json, string from)
    {
        try
        {
            return PulumiPreview.Read(json);
        }
        catch (FormatException wrong)
        {
            throw new VerbFailedException(1, $"{from}: {wrong.Message}", wrong);
        }
    }
}
