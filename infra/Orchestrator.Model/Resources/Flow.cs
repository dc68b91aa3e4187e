namespace Orchestrator.Model;

/// <summary>
/// Where data leaves the warehouse: a dashboard, a report, an ad platform, a synchronisation into another system. What reads wrong data is
/// told in these terms (R156).
/// </summary>
public sealed record Flow
{
    /// <summary>A short name, unique in the pipeline: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in words that the business uses. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>Who is told when it carries wrong data. Default: nobody in particular.</summary>
    public string? Owner { get; init; }

    /// <summary>The relations that it reads.</summary>
    public required IReadOnlyList<Relation> Reads { get; init; }

    /// <summary><c>flow/name</c>.</summary>
    public string Subject => $"flow/{Name}";
}
