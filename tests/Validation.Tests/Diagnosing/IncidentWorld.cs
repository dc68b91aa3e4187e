using NodaTime;
using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

/// <summary>The source of a generated incident, before anything goes wrong.</summary>
internal sealed class IncidentWorld
{
    private readonly double perDay;
    private readonly bool office;
    private readonly double repeats;
    private readonly double[] keyWeights;
    private readonly double[][] dimensionWeights;
    private readonly double[] nullShares;

    public IncidentWorld(Random random, DateTimeZone zone, LocalDate first, LocalDate last, Instant now, CountingKind counting)
    {
        (Random, Zone, First, Last, Now, Counting) = (random, zone, first, last, now, counting);
        perDay = Math.Exp(Math.Log(5) + (random.NextDouble() * Math.Log(16)));
        office = random.Next(3) == 0;
        repeats = random.NextDouble() * 0.25;
        Keys = [.. new[] { "AMER", "EMEA", "APAC", "LATAM", "ANZ" }.Take(random.Next(2, 6))];
        keyWeights = Weights(Keys.Length);
        Dimensions = random.Next(0, 4);
        dimensionWeights = [.. Enumerable.Range(0, Dimensions).Select(_ => Weights(random.Next(2, 7)))];
        NullDimension = Dimensions > 0 && random.Next(3) == 0 ? random.Next(Dimensions) : -1;
        nullShares = [0.05 + (random.NextDouble() * 0.35), 0.05 + (random.NextDouble() * 0.35)];
    }

    public Random Random { get; }

    public DateTimeZone Zone { get; }

    public required DateTimeZone BusinessZone { get; init; }

    public LocalDate First { get; }

    public LocalDate Last { get; }

    public Instant Now { get; }

    public CountingKind Counting { get; }

    public required bool HasHours { get; init; }

    public string[] Keys { get; }

    public int Dimensions { get; }

    /// <summary>The dimension that is sometimes NULL, or -1.</summary>
    public int NullDimension { get; }

    /// <summary>What a cause must change at least, in the measure's own unit; less is no incident.</summary>
    public double LeastChange => Counting == CountingKind.Sum ? 6 * 50 : 6;

    public List<IncidentRow> Rows()
    {
        var rows = new List<IncidentRow>();
        for (var date = First.PlusDays(-1); date <= Last.PlusDays(1); date = date.PlusDays(1))
        {
            var count = (int)(perDay * (0.5 + Random.NextDouble()));
            for (var i = 0; i < count; i++)
            {
                var hour = office ? 8 + (int)(13 * Random.NextDouble()) : Random.Next(24);
                var time = date.At(new LocalTime(hour, Random.Next(60), Random.Next(60))).InZoneLeniently(Zone).ToInstant();
                if (time > Now) continue;
                var earlier = rows.Count > 0 && Random.NextDouble() < repeats ? rows[Random.Next(Random.Next(2) == 0 ? 0 : Math.Max(0, rows.Count - 5), rows.Count)] : null;
                if (earlier is not null && Counting == CountingKind.Distinct) rows.Add(earlier with { Id = rows.Count, Time = time });
                else rows.Add(New(rows.Count, time));
            }
        }

        return rows;
    }

    private IncidentRow New(int id, Instant time) => new(
        id,
        id,
        time,
        [Keys[Draw(keyWeights)], .. dimensionWeights.Select((w, d) => d == NullDimension && Random.Next(5) == 0 ? null : $"value {(char)('A' + Draw(w))}")],
        [Random.NextDouble() < nullShares[0], Random.NextDouble() < nullShares[1]],
        Random.Next(12) == 0 ? (Random.Next(2) == 0 ? 1 : -1) : 0,
        Random.Next(20, 81));

    private double[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.15 + Random.NextDouble())];

    private int Draw(double[] weights)
    {
        var at = Random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length; i++)
            if ((at -= weights[i]) < 0) return i;
        return weights.Length - 1;
    }
}
