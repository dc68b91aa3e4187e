namespace Orchestrator.Schedules;

/// <summary>
/// What arithmetic says of an order on days without a change of clocks. It never says no to an order that the proof would accept; a yes is not yet
/// a proof.
/// </summary>
/// <param name="Possible">Whether the order holds on such days.</param>
/// <param name="Wait">The longest wait on them, in ticks.</param>
internal readonly record struct OrderEstimate(bool Possible, long Wait)
{
    /// <summary>Compares two circles of runs.</summary>
    /// <param name="producer">Who writes.</param>
    /// <param name="consumer">Who reads.</param>
    /// <param name="ahead">By how much the consumer's clock may be ahead of the producer's, each value, in ticks.</param>
    /// <param name="within">The longest wait allowed, in ticks.</param>
    /// <param name="air">The air after a run, in ticks; null when a start during a run does no harm.</param>
    public static OrderEstimate Of(RunCircle producer, RunCircle consumer, IReadOnlyList<long> ahead, long within, long? air)
    {
        if (producer.Saturated) return new(air is null, 0);
        if (consumer.Saturated) return new(true, 0);
        var (possible, worst) = (true, 0L);
        foreach (var offset in ahead)
        {
            var laps = Math.Max(1, consumer.Length / producer.Length);
            for (var i = 0; i < laps * producer.Starts.Length; i++)
            {
                var start = producer.Starts[i % producer.Starts.Length] + (i / producer.Starts.Length * producer.Length);
                worst = Math.Max(worst, consumer.UntilNext(start + producer.Longest + offset));
            }

            possible = possible && worst <= within && (air is not { } apart || IsApart(producer, consumer, offset, apart));
        }

        return new(possible, worst);
    }

    // A fire that is delivered twice runs twice in a row: a second run of the producer is no better to start in, and a second start no better than one.
    private static bool IsApart(RunCircle producer, RunCircle consumer, long offset, long air)
    {
        var laps = Math.Max(1, producer.Length / consumer.Length);
        for (var i = 0; i < laps * consumer.Starts.Length; i++)
        {
            var start = consumer.Starts[i % consumer.Starts.Length] + (i / consumer.Starts.Length * consumer.Length);
            if (producer.SinceLast(start - offset) < producer.Longest + Math.Max(air, producer.Longest)) return false;
            if (producer.SinceLast(start + consumer.Longest - offset) < producer.Longest) return false;
        }

        return true;
    }
}
