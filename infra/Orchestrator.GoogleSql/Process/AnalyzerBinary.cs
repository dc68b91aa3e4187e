using System.Runtime.InteropServices;

namespace Orchestrator.GoogleSql;

/// <summary>Google's GoogleSQL analyzer as npm installs it: found by path, never changed.</summary>
public sealed record AnalyzerBinary
{
    private const string Folder = "node_modules/@fivetrandevelopers/zetasql/lib/zetasql";

    /// <summary>The binary's full path.</summary>
    public required string Path { get; init; }

    /// <summary>Finds the binary for this machine, upwards from the program's folder and then from the current folder.</summary>
    /// <exception cref="AnalyzerMissingException">It is not installed, or none exists for this machine.</exception>
    public static AnalyzerBinary Locate() => Locate([AppContext.BaseDirectory, Directory.GetCurrentDirectory()], FileName());

    /// <summary>Finds the named binary, upwards from each of the folders in turn.</summary>
    /// <exception cref="AnalyzerMissingException">It is in none of them.</exception>
    public static AnalyzerBinary Locate(IReadOnlyList<string> folders, string fileName)
    {
        foreach (var start in folders)
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var path = System.IO.Path.Combine(folder.FullName, Folder, fileName);
                if (File.Exists(path)) return new AnalyzerBinary { Path = Executable(path) };
            }
        throw new AnalyzerMissingException($"The GoogleSQL analyzer ({Folder}/{fileName}) is not installed: run 'npm install --no-save' in the repository's root, or ./build.sh.");
    }

    /// <summary>The file's name for this operating system and processor.</summary>
    /// <exception cref="AnalyzerMissingException">No binary exists for them.</exception>
    public static string FileName() => FileName(
        OperatingSystem.IsLinux() ? OSPlatform.Linux : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Create(RuntimeInformation.OSDescription),
        RuntimeInformation.ProcessArchitecture);

    /// <summary>The file's name for an operating system and a processor.</summary>
    /// <exception cref="AnalyzerMissingException">No binary exists for them.</exception>
    public static string FileName(OSPlatform system, Architecture processor) => (system.ToString(), processor) switch
    {
        ("LINUX", Architecture.X64) => "remote_server.so",
        ("LINUX", Architecture.Arm64) => "remote_server_arm.so",
        ("OSX", Architecture.X64) => "remote_server",
        ("OSX", Architecture.Arm64) => "remote_server_arm",
        _ => throw new AnalyzerMissingException($"No GoogleSQL analyzer exists for {system} on {processor}: use Linux or macOS on x64 or arm64 (on Windows, WSL)."),
    };

    private static string Executable(string path)
    {
        if (OperatingSystem.IsWindows()) return path;
        const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var mode = File.GetUnixFileMode(path);
        if ((mode & Run) == UnixFileMode.None) File.SetUnixFileMode(path, mode | Run);
        return path;
    }
}
