using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Asks the prover, and counts how often.</summary>
internal sealed class ProofLedger(ProofHorizon horizon)
{
    private readonly OrderProver prover = new();

    /// <summary>How the clocks of zones stand to each other over the horizon.</summary>
    public ClockPairs Clocks { get; } = new(horizon);

    /// <summary>How many orders were proven or refuted over the whole horizon.</summary>
    public int Proofs { get; private set; }

    /// <summary>How many orders were looked at over a few days only.</summary>
    public int Probes { get; private set; }

    /// <summary>How many pairs of schedules were refuted although arithmetic had nothing against them.</summary>
    public int Surprises { get; set; }

    /// <summary>The verdict over the whole horizon.</summary>
    public OrderVerdict Prove(OrderEdge edge, Duration air)
    {
        Proofs++;
        return prover.Prove(edge, horizon, air);
    }

    /// <summary>The verdict over some days.</summary>
    public OrderVerdict Look(OrderEdge edge, Duration air, ProofHorizon days)
    {
        Probes++;
        return prover.Prove(edge, days, air);
    }

    /// <summary>The most days between two on which an expression fires, well inside the horizon; what is more than four years ahead brings nothing new.</summary>
    public int GapInside(ScheduleExpression expression) => MovableTimes.LongestGapOf(
        expression,
        horizon.From.InUtc().Date.PlusDays(3),
        Instant.Min(horizon.To, horizon.From + Duration.FromDays(1465)).InUtc().Date.PlusDays(-3));

    /// <summary>The first days of the horizon that tell whether two jobs whose days depend on the date can follow each other at all.</summary>
    public ProofHorizon FirstYear { get; } = new(horizon.From, Instant.Min(horizon.To, horizon.From + Duration.FromDays(400)));
}
