using Orchestrator.Google;

namespace Orchestrator.Cli;

/// <summary>
/// What the last run read of BigQuery's tables, kept beside the journal so that the next one asks only for what has changed. It is never needed: when it
/// is missing, damaged or cannot be written, everything is read anew.
/// </summary>
internal static class KnownTablesFile
{
    /// <summary>Reads what is known of the tables of one project in one place.</summary>
    public static KnownTables Read(string folder, string world)
    {
        try
        {
            return KnownTables.Read(File.ReadAllBytes(PathIn(folder)), world);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No file yet, or none that may be read: nothing is known.
            return KnownTables.None(world);
        }
    }

    /// <summary>Writes it, all or nothing.</summary>
    public static void Write(string folder, KnownTables known)
    {
        var path = PathIn(folder);
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(path + ".new", known.Write());
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next run takes longer; nothing else depends on it. Half a file is not believed.
            return;
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, "known-tables");
}
