using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>An order and what its proof found.</summary>
/// <param name="Order">Who reads what whom writes.</param>
/// <param name="Verdict">The proof's answer; null when there is none.</param>
/// <param name="Unknown">Why there is no answer; null when there is one.</param>
internal sealed record JudgedOrder(ReadAfterWrite Order, OrderVerdict? Verdict, string? Unknown)
{
    /// <summary>Whether the order is proven.</summary>
    public bool Holds => Verdict is { Holds: true };

    /// <summary>Whether the order is proven wrong.</summary>
    public bool Fails => Verdict is { Holds: false };

    /// <summary>Judges all orders among jobs, by consumer and producer.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="within">How long after a producer's run a consumer must start.</param>
    /// <param name="horizon">The time over which.</param>
    /// <param name="terminal">Where progress goes, and what stops the work.</param>
    public static IReadOnlyList<JudgedOrder> All(IReadOnlyList<ScheduledJob> jobs, Duration within, ProofHorizon horizon, Terminal terminal) =>
        All(ReadAfterWrite.Of(jobs), within, horizon, terminal);

    /// <summary>Judges orders that are known already.</summary>
    public static IReadOnlyList<JudgedOrder> All(IReadOnlyList<ReadAfterWrite> orders, Duration within, ProofHorizon horizon, Terminal terminal)
    {
        var known = new Dictionary<(RunSpan, RunSpan), OrderVerdict>(Alike.Instance);
        var judged = new List<JudgedOrder>(orders.Count);
        using var bar = terminal.Bar("orders proved", orders.Count);
        foreach (var order in orders)
        {
            terminal.Stopped.ThrowIfCancellationRequested();
            judged.Add(Judge(order, within, horizon, known));
            bar.Step();
        }

        return judged;
    }

    private static JudgedOrder Judge(ReadAfterWrite order, Duration within, ProofHorizon horizon, Dictionary<(RunSpan, RunSpan), OrderVerdict> known)
    {
        if (order.Producer.Run is not { } producer) return new(order, null, order.Producer.Unknown);
        if (order.Consumer.Run is not { } consumer) return new(order, null, order.Consumer.Unknown);
        if (!known.TryGetValue((producer, consumer), out var verdict))
        {
            verdict = OrderProof.Prove(new(producer, consumer, within), horizon);
            known.Add((producer, consumer), verdict);
        }

        return new(order, verdict, null);
    }

    // Pairs of jobs that differ in nothing but their names have one proof.
    private sealed class Alike : IEqualityComparer<(RunSpan Producer, RunSpan Consumer)>
    {
        public static Alike Instance { get; } = new();

        public bool Equals((RunSpan Producer, RunSpan Consumer) x, (RunSpan Producer, RunSpan Consumer) y) => Key(x) == Key(y);

        public int GetHashCode((RunSpan Producer, RunSpan Consumer) pair) => Key(pair).GetHashCode();

        private static (string, Duration, bool, string, Duration) Key((RunSpan Producer, RunSpan Consumer) pair) =>
            (pair.Producer.Schedule.ToString(), pair.Producer.Longest, pair.Producer.AtomicWrites, pair.Consumer.Schedule.ToString(), pair.Consumer.Longest);
    }
}
