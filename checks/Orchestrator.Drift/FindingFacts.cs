namespace Orchestrator.Drift;

/// <summary>What a code of a drift finding means; docs/findings.md lists the same, which a test holds.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">A few words.</param>
public sealed record DriftFact(string Code, string Title);

/// <summary>The codes of drift findings.</summary>
public static class FindingFacts
{
    /// <summary>A property of a live resource is not what is declared.</summary>
    public const string Changed = "DRIFT001";

    /// <summary>A declared resource does not exist.</summary>
    public const string Missing = "DRIFT002";

    /// <summary>A live resource that nobody declares.</summary>
    public const string Unmanaged = "DRIFT003";

    /// <summary>Something could not be read: unknown is never green.</summary>
    public const string Unobserved = "DRIFT004";

    /// <summary>Two texts could not be compared by meaning.</summary>
    public const string Uncertain = "DRIFT005";

    /// <summary>A pause whose expiry has passed.</summary>
    public const string PauseExpired = "DRIFT006";

    /// <summary>All codes.</summary>
    public static IReadOnlyList<DriftFact> All { get; } =
    [
        new(Changed, "a property differs"),
        new(Missing, "a declared resource is missing"),
        new(Unmanaged, "a live resource is not declared"),
        new(Unobserved, "something could not be read"),
        new(Uncertain, "two texts could not be compared"),
        new(PauseExpired, "a pause has expired"),
    ];
}
