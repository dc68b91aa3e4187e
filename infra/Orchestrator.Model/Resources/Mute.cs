using NodaTime;

namespace Orchestrator.Model;

/// <summary>
/// A finding that is known and accepted for a while. It stays in every report, with reason, owner and expiry, but neither alarms nor makes a verb end
/// with exit code 2. After <see cref="Until"/> it counts again.
/// </summary>
public sealed record Mute
{
    /// <summary>The code of the finding: <c>DRIFT003</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The subject of the finding: <c>table/st_raw_v2.jobs_old</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The property, in the API's spelling. Default: any.</summary>
    public string? Property { get; init; }

    /// <summary>Why, in a sentence that a stranger understands.</summary>
    public required string Reason { get; init; }

    /// <summary>Who decided, and decides again.</summary>
    public required string Owner { get; init; }

    /// <summary>The last date on which it is muted, in the pipeline's zone.</summary>
    public required LocalDate Until { get; init; }
}
