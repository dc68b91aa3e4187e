namespace Orchestrator.Cli;

/// <summary>The folder of a replay. Only a folder that a replay made is emptied.</summary>
internal static class ReplayFolder
{
    private const string Mark = ".replay";

    /// <summary>Makes the folder, without what an earlier replay left in it.</summary>
    /// <exception cref="VerbFailedException">The folder holds something else.</exception>
    public static void Clear(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(Path.Combine(folder, Mark))) throw new VerbFailedException(1, $"{folder} holds files that no replay wrote: choose an empty folder for --out.");
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Mark), "This folder is replaced by every replay.\n");
    }
}
