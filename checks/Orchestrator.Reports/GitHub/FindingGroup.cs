using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>A finding in the report that holds it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Part">The part of the comment it belongs to.</param>
/// <param name="Finding">The finding.</param>
internal sealed record PlacedFinding(VerbReport Report, CommentPart Part, Finding Finding);

/// <summary>Findings with one cause.</summary>
internal sealed record FindingGroup
{
    /// <summary>The pipeline of the findings.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The subject behind all of them.</summary>
    public required string Root { get; init; }

    /// <summary>What was found about the root itself, the worst first; empty when only its effects were found.</summary>
    public required IReadOnlyList<PlacedFinding> Own { get; init; }

    /// <summary>What the root explains, the worst first.</summary>
    public required IReadOnlyList<PlacedFinding> Explained { get; init; }

    /// <summary>The worst severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How many tables, views, checks and flows are downstream of any of them.</summary>
    public required int Reach { get; init; }

    /// <summary>When the first reader sees wrong data, RFC 3339; null when nobody does.</summary>
    public required string? FirstWrongAt { get; init; }

    /// <summary>The part of the comment that shows the group.</summary>
    public CommentPart Part => (Own.Count > 0 ? Own : Explained)[0].Part;
}
