using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Fires, rising and none twice. A buffer that is used again takes no new memory once it is as large as the largest answer.</summary>
public sealed class FireBuffer
{
    private long[] seconds = new long[64];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The fires in seconds since the Unix epoch; valid until the buffer is filled again.</summary>
    public ReadOnlySpan<long> Seconds => seconds.AsSpan(0, Count);

    /// <summary>One fire.</summary>
    /// <param name="index">From 0.</param>
    public Instant this[int index] => Instant.FromUnixTimeSeconds(Seconds[index]);

    internal void Clear() => Count = 0;

    internal void Add(long fire) => Reserve(1)[0] = fire;

    /// <summary>Room for more fires, to be written at once.</summary>
    internal Span<long> Reserve(int count)
    {
        if (Count + count > seconds.Length) Array.Resize(ref seconds, Math.Max(Count + count, seconds.Length * 2));
        var room = seconds.AsSpan(Count, count);
        Count += count;
        return room;
    }

    /// <summary>Gives back what was reserved and not used.</summary>
    internal void Shrink(int count) => Count = count;

    /// <summary>Sorts the fires from an index on, each once.</summary>
    internal void Order(int from)
    {
        var tail = seconds.AsSpan(from, Count - from);
        tail.Sort();
        var kept = from;
        foreach (var fire in tail)
        {
            if (kept == from || seconds[kept - 1] != fire) seconds[kept++] = fire;
        }

        Count = kept;
    }
}
