using NodaTime;
using NodaTime.TimeZones;

namespace Orchestrator.Cli;

/// <summary>A folder of compiled zones, such as <c>/usr/share/zoneinfo</c>.</summary>
internal sealed class ZoneInfoFolder : IDateTimeZoneSource
{
    // Copies of the other zones: without leap seconds again, and with them.
    private static readonly string[] Copies = ["posix/", "right/"];

    private const int MostBytes = 1 << 20;
    private readonly string folder;
    private readonly HashSet<string> ids;

    /// <summary>The zones of a folder.</summary>
    public ZoneInfoFolder(string folder)
    {
        this.folder = folder;
        ids = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(IsZone)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(id => !Copies.Any(copy => id.StartsWith(copy, StringComparison.Ordinal)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string VersionId => Version();

    /// <inheritdoc/>
    public IEnumerable<string> GetIds() => ids;

    /// <inheritdoc/>
    public DateTimeZone ForId(string id)
    {
        try
        {
            return CompiledZoneText.Read(id, File.ReadAllBytes(Path.Combine(folder, id)));
        }
        catch (FormatException damaged)
        {
            throw new VerbFailedException(1, $"'{id}' in '{folder}' is not a compiled zone: {damaged.Message}. Take the folder from a fresh build of the tz data.", damaged);
        }
    }

    /// <inheritdoc/>
    public string? GetSystemDefaultId() => null;

    private static bool IsZone(string file)
    {
        if (new FileInfo(file).Length is < 44 or > MostBytes) return false;
        using var stream = File.OpenRead(file);
        Span<byte> begin = stackalloc byte[4];
        return stream.ReadAtLeast(begin, 4, throwOnEndOfStream: false) == 4 && CompiledZoneText.Recognise(begin);
    }

    // Both files are what distributions of the tz data put beside the zones.
    private string Version()
    {
        var (source, plain) = (Path.Combine(folder, "tzdata.zi"), Path.Combine(folder, "+VERSION"));
        if (File.Exists(plain)) return $"zoneinfo {File.ReadLines(plain).First().Trim()}";
        const string mark = "# version ";
        if (File.Exists(source) && File.ReadLines(source).FirstOrDefault() is { } line && line.StartsWith(mark, StringComparison.Ordinal)) return $"zoneinfo {line[mark.Length..].Trim()}";
        return $"zoneinfo in {Path.GetFileName(folder.TrimEnd('/', '\\'))}";
    }
}
