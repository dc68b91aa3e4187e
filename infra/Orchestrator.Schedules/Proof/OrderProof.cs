using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Proves that a consumer starts soon enough after each run of a producer, and never while the producer writes in pieces: exactly, over the whole
/// horizon, under every rule for the days on which clocks change (Google documents none; jobs in one zone share the rule), and when one fire of
/// either job is delivered twice (Cloud Scheduler delivers at least once). A run that outlasts the next fire delays the next run of the same job,
/// since two are never outstanding; so does the second run of a fire that is delivered twice.
/// </summary>
public static class OrderProof
{
    /// <summary>Proves one edge.</summary>
    public static OrderVerdict Prove(OrderEdge edge, ProofHorizon horizon) => new OrderProver().Prove(edge, horizon, Duration.Zero);

    /// <summary>Proves many edges over the same horizon, in the order given.</summary>
    public static IEnumerable<OrderVerdict> ProveAll(IEnumerable<OrderEdge> edges, ProofHorizon horizon)
    {
        var prover = new OrderProver();
        foreach (var edge in edges) yield return prover.Prove(edge, horizon, Duration.Zero);
    }

    /// <summary>Proves one edge with air after each run of the producer, in which no consumer may start even if the writes are atomic.</summary>
    internal static OrderVerdict Prove(OrderEdge edge, ProofHorizon horizon, Duration margin) => new OrderProver().Prove(edge, horizon, margin);
}
