namespace Orchestrator.Pipelines;

/// <summary>The SQL files beside the declarations. They travel inside the assembly, so a declaration needs no file system.</summary>
public static class SqlFiles
{
    /// <summary>The files below a folder: path below it, with forward slashes, to text.</summary>
    /// <param name="folder">The folder from the repository's root, for example <c>infra/Pipelines/ServiceTitan/sql</c>.</param>
    public static IReadOnlyDictionary<string, string> Under(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in typeof(SqlFiles).Assembly.GetManifestResourceNames())
        {
            // On Windows the build writes the folders below infra/Pipelines with backslashes.
            var path = resource.Replace('\\', '/');
            if (path.StartsWith(folder + "/", StringComparison.Ordinal)) files.Add(path[(folder.Length + 1)..], Read(resource));
        }

        return files;
    }

    private static string Read(string resource)
    {
        using var stream = typeof(SqlFiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lists the resource {resource} but cannot open it: build the project again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
