using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Pull requests on GitHub, github.com or Enterprise, through the REST API.</summary>
public sealed class GitHubPullRequests : IPullRequests
{
    // Each round looks first, so a comment that was posted without our knowing is found.
    private const int Rounds = 4;

    private readonly GitHubConnection _connection;
    private readonly TokenOwner _owner;
    private readonly TimeProvider _time;

    /// <summary>Over a client of the caller's, which the caller disposes of.</summary>
    /// <param name="http">Sends; follows no redirects by itself, and has no time limit of its own.</param>
    /// <param name="endpoint">Where GitHub is, and who asks.</param>
    /// <param name="time">The clock of pauses and time limits.</param>
    public GitHubPullRequests(HttpClient http, GitHubEndpoint endpoint, TimeProvider time)
    {
        _connection = new(http, endpoint, time);
        _owner = new(_connection, endpoint);
        _time = time;
    }

    /// <inheritdoc/>
    public async Task<CommentOutcome> CommentAsync(PullRequestComment comment, CancellationToken cancellation)
    {
        var login = await _owner.LoginAsync(cancellation);
        var comments = new OurComments(_connection, comment);
        for (var round = 1; ; round++)
        {
            try
            {
                if (await SettleAsync(comments, comment.Body, login, cancellation) is { } outcome) return outcome;
                if (round == Rounds) throw new GitHubUnavailableException($"The comment on pull request {comment.PullRequest} of {comment.Repository} is deleted by somebody as often as it is written.", mayHaveHappened: false);
            }
            catch (PostUncertainException) when (round < Rounds)
            {
                // No answer came, but the comment may be there: wait for it to show, and look before another one is posted.
                await Task.Delay(TimeSpan.FromSeconds(round), _time, cancellation);
            }
            catch (PostUncertainException failed)
            {
                throw failed.Cause;
            }
        }
    }

    /// <inheritdoc/>
    public Task CheckAsync(CommitCheck check, CancellationToken cancellation) => new CheckRuns(_connection, check).WriteAsync(cancellation);

    // Null: the comment was deleted between our look and our update.
    private static async Task<CommentOutcome?> SettleAsync(OurComments comments, string body, string login, CancellationToken cancellation)
    {
        var ours = await comments.OfAsync(login, cancellation);
        var writing = CommentWriting.Unchanged;
        if (ours.Count == 0)
        {
            await PostAsync(comments, cancellation);
            // Another run may have posted at the same time: the last one to post sees both.
            ours = await comments.OfAsync(login, cancellation);
            if (ours.Count == 0) return null;
            writing = CommentWriting.Created;
        }
        else if (!Same(ours[^1].Body, body))
        {
            if (!await comments.UpdateAsync(ours[^1].Id, cancellation)) return null;
            writing = CommentWriting.Updated;
        }

        foreach (var older in ours.SkipLast(1)) await comments.DeleteAsync(older.Id, cancellation);
        return new(writing, ours.Count - 1, ours[^1].Address);
    }

    private static async Task PostAsync(OurComments comments, CancellationToken cancellation)
    {
        try
        {
            await comments.PostAsync(cancellation);
        }
        catch (GitHubUnavailableException failed) when (failed.MayHaveHappened)
        {
            throw new PostUncertainException(failed);
        }
    }

    // GitHub may keep other line ends than it was given.
    private static bool Same(string one, string other) => Lines(one) == Lines(other);

    private static string Lines(string body) => body.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd();

    private sealed class PostUncertainException(GitHubUnavailableException cause) : Exception(cause.Message, cause)
    {
        public GitHubUnavailableException Cause { get; } = cause;
    }
}
