using NodaTime;
using NodaTime.TimeZones;
using NodaTime.Utility;

namespace Orchestrator.Cli;

/// <summary>Tz data given by the user: a file of NodaTime, or a folder of compiled zones.</summary>
internal static class GivenZones
{
    /// <summary>Opens tz data.</summary>
    /// <param name="path">The file or folder as the user wrote it.</param>
    /// <param name="from">The folder that relative paths start from.</param>
    public static IDateTimeZoneProvider Open(string path, string from)
    {
        var full = Path.GetFullPath(path, from);
        if (Directory.Exists(full))
        {
            var folder = new ZoneInfoFolder(full);
            if (folder.GetIds().Contains("Etc/UTC", StringComparer.Ordinal)) return new DateTimeZoneCache(folder);
            throw new VerbFailedException(1, $"There is no compiled zone 'Etc/UTC' in '{path}': name a complete folder such as /usr/share/zoneinfo.");
        }

        if (!File.Exists(full)) throw new VerbFailedException(1, $"There is no tz data at '{path}': name a NodaTime file (.nzd) or a folder of compiled zones.");
        try
        {
            using var stream = File.OpenRead(full);
            return new DateTimeZoneCache(TzdbDateTimeZoneSource.FromStream(stream));
        }
        catch (Exception error) when (error is InvalidNodaDataException or IOException or ArgumentException)
        {
            throw new VerbFailedException(1, $"'{path}' is not tz data of NodaTime: {error.Message} Name a file such as tzdb2026f.nzd, or a folder of compiled zones.", error);
        }
    }
}
