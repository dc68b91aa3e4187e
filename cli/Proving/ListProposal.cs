using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>For a consumer whose order fails: a schedule that holds, or the producers that prevent one.</summary>
/// <param name="Consumer">The job.</param>
/// <param name="Synthesized">The answer.</param>
internal sealed record ListProposal(ScheduledJob Consumer, SynthesizedSchedule Synthesized)
{
    /// <summary>For how many jobs a schedule is looked for; the others are told apart by the report.</summary>
    public const int Most = 20;

    /// <summary>The proposals for the first failing consumers.</summary>
    public static IReadOnlyList<ListProposal> Of(IReadOnlyList<JudgedOrder> orders, ProveRequest request, IDateTimeZoneProvider zones, Terminal terminal)
    {
        var all = orders.ToLookup(o => o.Order.Consumer.Name, StringComparer.Ordinal);
        var failing = orders.Where(o => o.Fails).Select(o => o.Order.Consumer).DistinctBy(c => c.Name, StringComparer.Ordinal).Take(Most).ToList();
        using var bar = terminal.Bar("schedules looked for", failing.Count);
        var found = new List<ListProposal>();
        foreach (var consumer in failing)
        {
            terminal.Stopped.ThrowIfCancellationRequested();
            var producers = all[consumer.Name].Select(o => o.Order.Producer.Run).ToList();

            // A producer whose fires are unknown makes every schedule a guess.
            if (producers.TrueForAll(p => p is not null)) found.Add(new(consumer, Find([.. producers.OfType<RunSpan>()], consumer, request, zones)));
            bar.Step();
        }

        return found;
    }

    // In the zone of the producers if they have one: a consumer that follows jobs of one zone keeps to their clock.
    private static SynthesizedSchedule Find(IReadOnlyList<RunSpan> producers, ScheduledJob consumer, ProveRequest request, IDateTimeZoneProvider zones)
    {
        var own = producers.Select(p => p.Schedule.Zone.Id).Distinct(StringComparer.Ordinal).ToList();
        var zone = own.Count == 1 ? zones[own[0]] : consumer.Schedule!.Zone;
        return ScheduleSynthesis.Earliest(producers, consumer.Longest, zone, request.Within, request.Margin, request.Horizon);
    }
}
