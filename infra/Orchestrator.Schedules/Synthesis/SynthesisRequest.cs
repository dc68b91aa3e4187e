using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>The jobs for which schedules are sought, and what is asked of them.</summary>
public sealed record SynthesisRequest
{
    /// <summary>The jobs with the schedules they have; who waits for whom follows from what they read and write.</summary>
    public required IReadOnlyList<ScheduledJob> Jobs { get; init; }

    /// <summary>How long after the end of a producer's run each consumer must start, at the latest.</summary>
    public required Duration Within { get; init; }

    /// <summary>The time over which every order is proven.</summary>
    public required ProofHorizon Horizon { get; init; }

    /// <summary>Air between the end of a producer's run and the start of a consumer that gets a new schedule.</summary>
    public Duration Margin { get; init; } = ScheduleSynthesis.DefaultMargin;

    /// <summary>The jobs that may get another schedule, by name; null: every job that reads what another job writes. All others stay.</summary>
    public IReadOnlySet<string>? Movable { get; init; }

    /// <summary>The zone of new schedules; null: the zone each job has.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>The zone of new schedules of single jobs, by name; it goes before <see cref="Zone"/>.</summary>
    public IReadOnlyDictionary<string, DateTimeZone> Zones { get; init; } = new Dictionary<string, DateTimeZone>(StringComparer.Ordinal);

    /// <summary>What each job calls, by the job's name: jobs of one target share its limit. A job that is not named is not limited.</summary>
    public IReadOnlyDictionary<string, string> Targets { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many jobs may call one target in the same minute; null: any number.</summary>
    public int? FiresPerMinute { get; init; }

    /// <summary>One sentence on what makes no sense; null when all does.</summary>
    internal string? Mistake()
    {
        var names = Jobs.Select(j => j.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count < Jobs.Count) return $"Two jobs are named '{Jobs.GroupBy(j => j.Name, StringComparer.Ordinal).First(g => g.Count() > 1).Key}'; give each job a name of its own.";
        if (Within < Duration.Zero || Margin < Duration.Zero) return "Within and Margin are lengths of time; neither may be negative.";
        if (FiresPerMinute < 1) return $"A limit of {FiresPerMinute} fires in a minute lets no job run; write 1 or more, or leave it out.";
        if (Horizon.From >= Horizon.To) return "The horizon ends before it begins.";
        var unknown = (Movable ?? names).Concat(Zones.Keys).Concat(Targets.Keys).FirstOrDefault(name => !names.Contains(name));
        if (unknown is not null) return $"There is no job '{unknown}' among those to be scheduled; the names are {string.Join(", ", names.Order(StringComparer.Ordinal).Take(5))}{(names.Count > 5 ? ", ..." : "")}.";
        return null;
    }
}
