namespace Orchestrator.Validation;

/// <summary>One cause, or two together, with details.</summary>
/// <param name="Effects">In the order in which they were found; empty: nothing happened but background.</param>
/// <param name="Prediction">What they predict.</param>
/// <param name="Score">ln of the probability of cause, details and target together, up to a constant.</param>
internal sealed record Explanation(IReadOnlyList<Effect> Effects, Prediction Prediction, double Score)
{
    // Incidents with two causes are one in five.
    private static readonly double One = Math.Log(0.8 / Kinds);
    private static readonly double Two = Math.Log(0.2 / (Kinds * (Kinds - 1) / 2.0));

    private const int Kinds = 8;

    public static double Prior(int effects) => effects < 2 ? One : Two;

    public bool Has(CauseKind kind) => Effects.Any(e => e.Kind == kind);
}
