using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// The runs of the jobs of a chain under every combination of policies that makes a difference; jobs of one zone share the policy.
/// </summary>
internal sealed class RunCases(JobChain chain)
{
    // Policies differ only near a change of clocks: in short stretches few combinations are different.
    private const long Stretch = 32 * CivilMonth.SecondsPerDay * NodaConstants.TicksPerSecond;

    private readonly List<int[]> zones =
        [.. Enumerable.Range(0, chain.Jobs.Count).GroupBy(job => chain.Jobs[job].Schedule.Zone.Id, StringComparer.Ordinal).Select(zone => zone.ToArray())];

    private readonly RunBuffer runs = new();

    /// <summary>
    /// A horizon in stretches, each with all combinations that differ in it: begin and end in ticks, and the runs that can be seen in it. With a
    /// policy given, that one only.
    /// </summary>
    public IEnumerable<(long Begin, long Until, long[][] Starts)> Seen(ProofHorizon horizon, DstPolicy? only = null)
    {
        var end = horizon.To.ToUnixTimeTicks();
        for (long begin = horizon.From.ToUnixTimeTicks(), until; begin < end; begin = until)
        {
            until = Math.Min(end, begin + Stretch);
            var from = ChainReach.Back(chain, Instant.FromUnixTimeTicks(begin).ToUnixTimeSeconds());
            var last = Enumerable.Repeat(Instant.FromUnixTimeTicks(until).ToUnixTimeSeconds() + 1, from.Length).ToArray();
            foreach (var starts in only is null ? Between(from, last) : [[.. from.Select((_, job) => Starts(job, from, last, only))]]) yield return (begin, until, starts);
        }
    }

    /// <summary>For each combination, for each job, when its runs start, in ticks since the Unix epoch. The outer array is used again for the next combination.</summary>
    /// <param name="from">For each job the first second of interest.</param>
    /// <param name="until">For each job the first second after the last fire of interest.</param>
    public IEnumerable<long[][]> Between(long[] from, long[] until)
    {
        var choices = zones.Select(zone => Choices(zone, from, until)).ToList();
        var (chosen, starts) = (new int[zones.Count], new long[chain.Jobs.Count][]);
        while (true)
        {
            for (var zone = 0; zone < chosen.Length; zone++)
            {
                for (var i = 0; i < zones[zone].Length; i++) starts[zones[zone][i]] = choices[zone][chosen[zone]][i];
            }

            yield return starts;
            var next = 0;
            while (next < chosen.Length && ++chosen[next] == choices[next].Count) chosen[next++] = 0;
            if (next == chosen.Length) yield break;
        }
    }

    private List<long[][]> Choices(int[] zone, long[] from, long[] until)
    {
        var schedules = zone.Select(job => chain.Jobs[job].Schedule).ToList();
        var (first, last) = (zone.Min(job => WarmUp(job, from)), zone.Max(job => until[job]));
        var kept = new List<long[][]>();
        foreach (var policy in ZonePolicies.Distinct(schedules[0].Zone, [.. schedules.Select(s => s.Expression)], first - ZonePolicies.Reach, last))
        {
            var starts = zone.Select(job => Starts(job, from, until, policy)).ToArray();
            if (!kept.Exists(other => other.Zip(starts).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))) kept.Add(starts);
        }

        return kept;
    }

    private long[] Starts(int job, long[] from, long[] until, DstPolicy policy)
    {
        runs.Fill(chain.Jobs[job], WarmUp(job, from) * NodaConstants.TicksPerSecond, until[job] * NodaConstants.TicksPerSecond, policy);
        return runs.Starts[runs.At(from[job] * NodaConstants.TicksPerSecond)..].ToArray();
    }

    // So that a run in progress, or delayed, at the beginning is seen.
    private long WarmUp(int job, long[] from) => from[job] - ZonePolicies.Reach - (2 * (long)Math.Ceiling(chain.Jobs[job].Longest.TotalSeconds));
}
