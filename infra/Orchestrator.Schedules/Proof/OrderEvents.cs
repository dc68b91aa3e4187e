namespace Orchestrator.Schedules;

/// <summary>
/// Something that happens again in every period of a calm stretch, or at every change of clocks of one kind: a wait, or an overlap. In ticks.
/// </summary>
/// <param name="Anchor">The start or end of a run that brings it about: it belongs to the stretch in which the anchor lies.</param>
/// <param name="At">When it happens.</param>
/// <param name="Length">How long the wait or the overlap is.</param>
/// <param name="IsWait">Which of the two.</param>
/// <param name="Fails">Whether the order fails by it.</param>
internal readonly record struct OrderEvent(long Anchor, long At, long Length, bool IsWait, bool Fails);

/// <summary>What was recorded and matters: everything that fails, the longest wait and the longest overlap.</summary>
internal sealed class OrderEvents
{
    private readonly List<OrderEvent> kept = [];
    private int wait = -1;
    private int overlap = -1;

    /// <summary>The events.</summary>
    public IReadOnlyList<OrderEvent> Kept => kept;

    /// <summary>Listens to a ledger.</summary>
    public void Keep(OrderEvent happens)
    {
        if (happens.Fails) kept.Add(happens);
        else if (happens.IsWait) KeepLongest(happens, ref wait);
        else KeepLongest(happens, ref overlap);
    }

    /// <summary>Tells a ledger that everything happens some ticks later, too.</summary>
    public void Tell(OrderLedger ledger, long later)
    {
        foreach (var happens in kept) Tell(happens, ledger, later);
    }

    /// <summary>Tells a ledger that an event happens some ticks later.</summary>
    public static void Tell(OrderEvent happens, OrderLedger ledger, long later)
    {
        if (happens.IsWait) ledger.Wait(happens.At + later, happens.Length, happens.Fails);
        else ledger.Overlap(happens.At + later, happens.Length, happens.Fails);
    }

    private void KeepLongest(OrderEvent happens, ref int place)
    {
        if (place < 0)
        {
            place = kept.Count;
            kept.Add(happens);
        }
        else if (happens.Length > kept[place].Length)
        {
            kept[place] = happens;
        }
    }
}
