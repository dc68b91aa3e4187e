namespace Orchestrator.Model;

/// <summary>Where people review a change: one comment per stack, and a check with annotations.</summary>
public interface IPullRequests
{
    /// <summary>Makes the pull request have exactly one comment of ours with the marker, and that with this text. Nothing is written when it has.</summary>
    Task<CommentOutcome> CommentAsync(PullRequestComment comment, CancellationToken cancellation);

    /// <summary>Puts a finished check run with its annotations on a commit.</summary>
    Task CheckAsync(CommitCheck check, CancellationToken cancellation);
}

/// <summary>The comment that a pull request shall have.</summary>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="PullRequest">Its number.</param>
/// <param name="Marker">The first line of the text, by which the comment is found again.</param>
/// <param name="Body">The whole Markdown, beginning with the marker.</param>
public sealed record PullRequestComment(string Repository, int PullRequest, string Marker, string Body);

/// <summary>What it took.</summary>
/// <param name="Written">What was done to the comment that stays.</param>
/// <param name="Deleted">How many older comments of ours with the marker were deleted.</param>
/// <param name="Address">Where people read it.</param>
public sealed record CommentOutcome(CommentWriting Written, int Deleted, string Address);

/// <summary>What was done to a comment.</summary>
public enum CommentWriting
{
    /// <summary>It had the text already.</summary>
    Unchanged,

    /// <summary>There was none.</summary>
    Created,

    /// <summary>Its text was replaced.</summary>
    Updated,
}

/// <summary>A check run of a commit.</summary>
public sealed record CommitCheck
{
    /// <summary><c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The commit, all 40 digits.</summary>
    public required string Commit { get; init; }

    /// <summary>What it is called in the list of checks.</summary>
    public required string Name { get; init; }

    /// <summary>How it ended.</summary>
    public required CheckConclusion Conclusion { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, at most 65,535 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>Notes beside lines of files, any number.</summary>
    public IReadOnlyList<FileAnnotation> Annotations { get; init; } = [];
}

/// <summary>How a check ended.</summary>
public enum CheckConclusion
{
    /// <summary>Nothing to say.</summary>
    Success,

    /// <summary>Something to read; it does not stand in the way.</summary>
    Neutral,

    /// <summary>A mistake, an error, or something that could not be observed.</summary>
    Failure,
}

/// <summary>A note beside a line of a file.</summary>
/// <param name="File">From the root of the repository, with slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, or null.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">A few words.</param>
/// <param name="Message">What is wrong and what to do; plain text.</param>
public sealed record FileAnnotation(string File, int Line, int? Column, Severity Severity, string Title, string Message);
