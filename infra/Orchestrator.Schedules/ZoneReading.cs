using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A zone id looked up in the tz database: the zone, or why it is none.</summary>
public sealed record ZoneReading
{
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
        if (string.IsNullOrWhiteSpace(id)) return Wrong(ScheduleMistakeKind.UnknownZone, "The schedule names no time zone.", "Name an IANA zone, like America/Phoenix or Etc/UTC.");
        if (IsUtc(id)) return new ZoneReading { Zone = zones["Etc/UTC"], Mistakes = [] };
        if (Suspects.TryGetValue(id, out var places))
        {
            return zones.GetZoneOrNull(id) is { } abbreviated ? Suspect(abbreviated, places) : Wrong(ScheduleMistakeKind.UnknownZone, $"'{id}' is an abbreviation, not a time zone of the tz database.", $"Name the place: {places}.");
        }

        return zones.GetZoneOrNull(id) is { } zone
            ? new ZoneReading { Zone = zone, Mistakes = [] }
            : Wrong(ScheduleMistakeKind.UnknownZone, $"There is no time zone '{id}' in the tz database {zones.VersionId}.", $"Write {Nearest(id, zones)}, or another IANA zone id.");
    }

    private static ZoneReading Suspect(DateTimeZone zone, string places) => new()
    {
        Zone = zone,
        Mistakes = [new(ScheduleMistakeKind.SuspectZone, $"The zone '{zone.Id}' is an abbreviation that Cloud Scheduler has refused before.", $"Name the place: {places}.", null)],
    };

    private static bool IsUtc(string id) =>
        id.Equals("utc", StringComparison.OrdinalIgnoreCase) || id.Equals("Etc/UTC", StringComparison.OrdinalIgnoreCase);

    private static ZoneReading Wrong(ScheduleMistakeKind kind, string message, string remedy) =>
        new() { Zone = null, Mistakes = [new(kind, message, remedy, null)] };

    private static string Nearest(string id, IDateTimeZoneProvider zones) =>
        zones.Ids.MinBy(known => (Edits(known.ToUpperInvariant(), id.ToUpperInvariant()), known)) ?? "Etc/UTC";

    // The number of single-character changes that turn one word into the other.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
