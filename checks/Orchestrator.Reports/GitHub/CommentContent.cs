using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>What the comment of a stack is made of.</summary>
public sealed record CommentContent
{
    /// <summary>GitHub refuses comments of more characters.</summary>
    public const int CommentLimit = 65_536;

    /// <summary>GitHub refuses job summaries of more than 1 MiB in UTF-8, and a UTF-16 unit needs three bytes at most.</summary>
    public const int SummaryLimit = 1_048_576 / 3;

    /// <summary>The stack: <c>prod</c>, or whatever tells two deployments of one repository apart.</summary>
    public required string Stack { get; init; }

    /// <summary>The commit that was judged, or null when nobody said.</summary>
    public string? Commit { get; init; }

    /// <summary>The reports of the verbs, in any order.</summary>
    public required IReadOnlyList<VerbReport> Reports { get; init; }

    /// <summary>Whether e-mail addresses stay as they are. Default: no.</summary>
    public bool ShowPersonal { get; init; }

    /// <summary>Whether the values of offending rows are shown. Default: no, only their columns.</summary>
    public bool ShowValues { get; init; }

    /// <summary>The most UTF-16 units; there are never more characters than units. Default: that of a comment.</summary>
    public int Limit { get; init; } = CommentLimit;
}
