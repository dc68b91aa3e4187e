using System.Runtime.InteropServices;

namespace Orchestrator.Engine.Duck;

/// <summary>DuckDB's C library as npm installs it: found by path, never committed.</summary>
internal static class DuckLibrary
{
    public const string Name = "duckdb";

    /// <summary>The library's full path, searched upwards from the program's folder and then from the current folder.</summary>
    /// <exception cref="EngineMissingException">It is not installed, or none exists for this machine.</exception>
    public static string Locate() => Locate([AppContext.BaseDirectory, Directory.GetCurrentDirectory()], RelativePath(
        OperatingSystem.IsLinux() ? OSPlatform.Linux : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Create(RuntimeInformation.OSDescription),
        RuntimeInformation.ProcessArchitecture));

    public static string Locate(IReadOnlyList<string> folders, string relativePath)
    {
        foreach (var start in folders)
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var path = Path.Combine(folder.FullName, relativePath);
                if (File.Exists(path)) return path;
            }
        throw new EngineMissingException($"DuckDB ({relativePath}) is not installed: run 'npm install --no-save' in the repository's root, or ./build.sh.");
    }

    public static string RelativePath(OSPlatform system, Architecture processor)
    {
        var (platform, file) = (system.ToString(), processor) switch
        {
            ("LINUX", Architecture.X64) => ("linux-x64", "libduckdb.so"),
            ("LINUX", Architecture.Arm64) => ("linux-arm64", "libduckdb.so"),
            ("OSX", Architecture.X64) => ("darwin-x64", "libduckdb.dylib"),
            ("OSX", Architecture.Arm64) => ("darwin-arm64", "libduckdb.dylib"),
            _ => throw new EngineMissingException($"The local engine does not run on {system} with {processor}: use Linux or macOS on x64 or arm64 (on Windows, WSL)."),
        };
        return $"node_modules/@duckdb/node-bindings-{platform}/{file}";
    }
}
