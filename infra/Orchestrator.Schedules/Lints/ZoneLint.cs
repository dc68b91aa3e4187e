namespace Orchestrator.Schedules;

/// <summary>Every schedule names its zone, and all of a list name the same (R68).</summary>
internal static class ZoneLint
{
    public static IEnumerable<ScheduleDoubt> Missing(ScheduledJob job)
    {
        if (job.Zone is not { } zone || !string.IsNullOrWhiteSpace(zone)) yield break;
        var text = job.ScheduleText ?? job.Schedule?.Expression.ToString();
        yield return new()
        {
            Kind = ScheduleLintKind.NoZone,
            Names = [job.Name],
            Message = $"{job.Name} names no time zone{(text is null ? "" : $" for '{text}'")}: nobody can say when it fires, nor whether that moves with summer time.",
            Remedy = "Name an IANA zone, like America/Phoenix or Etc/UTC.",
        };
    }

    public static IEnumerable<ScheduleDoubt> Mixed(IReadOnlyList<ScheduledJob> jobs)
    {
        var zones = jobs.Where(job => job.Schedule is not null && Missing(job).FirstOrDefault() is null)
            .GroupBy(job => job.Schedule!.Zone.Id, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Zone: g.Key, Names: g.Select(job => job.Name).Order(StringComparer.Ordinal).ToList()))
            .ToList();
        if (zones.Count < 2) yield break;
        yield return new()
        {
            Kind = ScheduleLintKind.MixedZones,
            Names = [.. zones.Skip(1).SelectMany(z => z.Names)],
            Message = $"The jobs have schedules in {zones.Count} zones: {string.Join("; ", zones.Select(z => $"{z.Zone} ({Few(z.Names)})"))}.",
            Remedy = $"Write all schedules in {zones[0].Zone}.",
        };
    }

    private static string Few(List<string> names) => names.Count <= 5 ? string.Join(", ", names) : $"{names.Count} jobs";
}
