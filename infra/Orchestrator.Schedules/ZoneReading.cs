using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A zone id looked up in the tz database: the zone, or why it is none.</summary>
public sealed record ZoneReading
{
    // The longest of the database has 32.
    private const int LongestId = 100;
    private const string Example = "Name an IANA zone, like America/Phoenix or Etc/UTC.";

    private static readonly Dictionary<string, string> Suspects = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = "America/New_York (or America/Panama for a place without summer time)",
        ["EST5EDT"] = "America/New_York",
        ["CST"] = "America/Chicago",
        ["CST6CDT"] = "America/Chicago",
        ["MST"] = "America/Phoenix (no summer time) or America/Denver (summer time)",
        ["MST7MDT"] = "America/Denver",
        ["PST"] = "America/Los_Angeles",
        ["PST8PDT"] = "America/Los_Angeles",
        ["HST"] = "Pacific/Honolulu",
        ["CET"] = "Europe/Berlin, or the city that is meant",
        ["EET"] = "Europe/Athens, or the city that is meant",
        ["MET"] = "Europe/Berlin, or the city that is meant",
        ["WET"] = "Europe/Lisbon, or the city that is meant",
    };

    /// <summary>The zone; null when there is none. An abbreviation the tz database knows is a zone and a mistake at once.</summary>
    public required DateTimeZone? Zone { get; init; }

    /// <summary>Why the id names no zone we would schedule in.</summary>
    public required IReadOnlyList<ScheduleMistake> Mistakes { get; init; }

    /// <summary>Looks the id up in the pinned tz data.</summary>
    public static ZoneReading Of(string id) => Of(id, DateTimeZoneProviders.Tzdb);

    /// <summary>Looks the id up in the given tz data.</summary>
    public static ZoneReading Of(string id, IDateTimeZoneProvider zones)
    {
        // Nothing that long is looked at, not even to see whether it is blank.
        if (id.Length > LongestId) return Unknown($"The time zone's name has {id.Length} characters; no name in the tz database has more than {LongestId}.", Example);
        if (string.IsNullOrWhiteSpace(id)) return Unknown("The schedule names no time zone.", Example);
        if (IsUtc(id)) return new ZoneReading { Zone = zones["Etc/UTC"], Mistakes = [] };
        if (Suspects.TryGetValue(id, out var places))
        {
            return zones.GetZoneOrNull(id) is { } abbreviated ? Suspect(abbreviated, places) : Unknown($"'{id}' is an abbreviation, not a time zone of the tz database.", $"Name the place: {places}.");
        }

        // The library makes up a zone for any offset, such as UTC+3; the platform knows the names of the database alone.
        if (!id.StartsWith("UTC", StringComparison.Ordinal) && zones.GetZoneOrNull(id) is { } zone) return new ZoneReading { Zone = zone, Mistakes = [] };
        var nearest = Spelling.Nearest(id, zones.Ids);
        return Unknown($"There is no time zone '{ScheduleText.Shown(id)}' in the tz database {zones.VersionId}.", nearest is null ? Example : $"Write {nearest}, or another IANA zone id.");
    }

    /// <summary>Data Transfer's clock is UTC: any other zone is a mistake.</summary>
    internal static ZoneReading UtcOnly(string id, IDateTimeZoneProvider zones)
    {
        if (IsUtc(id)) return new ZoneReading { Zone = zones["Etc/UTC"], Mistakes = [] };
        var message = string.IsNullOrEmpty(id) ? "Data Transfer's schedules are always in UTC, and this one names no time zone." : $"Data Transfer's schedules are always in UTC, not in '{ScheduleText.Shown(id.Length > LongestId ? id[..LongestId] : id)}'.";
        return new ZoneReading { Zone = null, Mistakes = [new(ScheduleMistakeKind.ZoneNotUtc, message, "Write Etc/UTC and the time of day in UTC, or use a Cloud Scheduler job, which has a zone.", null)] };
    }

    private static ZoneReading Suspect(DateTimeZone zone, string places) => new()
    {
        Zone = zone,
        Mistakes = [new(ScheduleMistakeKind.SuspectZone, $"The zone '{zone.Id}' is an abbreviation that Cloud Scheduler has refused before.", $"Name the place: {places}.", null)],
    };

    private static bool IsUtc(string id) =>
        id.Equals("utc", StringComparison.OrdinalIgnoreCase) || id.Equals("Etc/UTC", StringComparison.OrdinalIgnoreCase);

    private static ZoneReading Unknown(string message, string remedy) => new() { Zone = null, Mistakes = [new(ScheduleMistakeKind.UnknownZone, message, remedy, null)] };
}
