namespace Orchestrator.Model;

/// <summary>How much may be wrong before it counts. An amount is tolerated when it is at most the greater of <see cref="Absolute"/> and <see cref="Share"/> times what it is measured against.</summary>
/// <param name="Absolute">In the unit of what is counted, 0 or more.</param>
/// <param name="Share">A share from 0 to 1 of the whole: of all rows that a check looked at, or of the source's total of a key.</param>
public readonly record struct Tolerance(decimal Absolute = 0, decimal Share = 0)
{
    /// <summary>Nothing may be wrong.</summary>
    public static Tolerance None { get; }

    /// <summary>Whether an amount is tolerated.</summary>
    /// <param name="amount">How much is wrong, without a sign.</param>
    /// <param name="whole">What it is measured against.</param>
    public bool Accepts(decimal amount, decimal whole) => amount <= Math.Max(Absolute, Share * Math.Abs(whole));
}
