using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>A comment of a pull request, as far as it matters here.</summary>
/// <param name="Id">GitHub's number; later comments have greater ones.</param>
/// <param name="Author">The login of whoever wrote it.</param>
/// <param name="Body">Its Markdown.</param>
/// <param name="Address">Where people read it.</param>
internal sealed record IssueComment(long Id, string Author, string Body, string Address);

/// <summary>The comments of a pull request through the REST API.</summary>
internal sealed class OurComments(GitHubConnection connection, PullRequestComment wanted)
{
    private const string Write = "pull-requests: write";
    private const int MostPages = 1000;

    private string Comments => $"repos/{Escaped(wanted.Repository)}/issues";

    private string Where => $"pull request {wanted.PullRequest.ToString(CultureInfo.InvariantCulture)} of {wanted.Repository}";

    /// <summary>The comments of a login that begin with the marker, oldest first. A stranger's with the same marker is none of ours.</summary>
    public async Task<IReadOnlyList<IssueComment>> OfAsync(string login, CancellationToken cancellation)
    {
        var request = new GitHubRequest(HttpMethod.Get, $"{Comments}/{wanted.PullRequest}/comments?per_page=100", $"list the comments of {Where}", Write);
        var marked = new List<IssueComment>();
        var answer = await connection.SendAsync(request, cancellation);
        for (var page = 1; ; page++)
        {
            foreach (var comment in Items(request, answer.Json))
                if (StackMarker.Marks(wanted.Marker, comment.Body) && string.Equals(comment.Author, login, StringComparison.OrdinalIgnoreCase)) marked.Add(comment);
            if (answer.Next is not { } next) break;
            if (page == MostPages) throw new GitHubUnavailableException($"Could not {request.What}: its pages do not end.", mayHaveHappened: false);
            answer = await connection.SendAsync(request, next, cancellation);
        }

        return [.. marked.DistinctBy(c => c.Id).OrderBy(c => c.Id)];
    }

    /// <summary>Writes a new comment.</summary>
    public async Task<IssueComment> PostAsync(CancellationToken cancellation)
    {
        var request = new GitHubRequest(HttpMethod.Post, $"{Comments}/{wanted.PullRequest}/comments", $"comment on {Where}", Write, new JsonObject { ["body"] = wanted.Body });
        return One(request, (await connection.SendAsync(request, cancellation)).Json);
    }

    /// <summary>Replaces the text of a comment; false when it is no longer there.</summary>
    public async Task<bool> UpdateAsync(long id, CancellationToken cancellation)
    {
        var request = new GitHubRequest(HttpMethod.Patch, $"{Comments}/comments/{id}", $"update our comment on {Where}", Write, new JsonObject { ["body"] = wanted.Body });
        return await ThereAsync(request, cancellation);
    }

    /// <summary>Deletes a comment, if it is still there.</summary>
    public Task DeleteAsync(long id, CancellationToken cancellation) =>
        ThereAsync(new(HttpMethod.Delete, $"{Comments}/comments/{id}", $"delete an older comment of ours on {Where}", Write), cancellation);

    // A comment that we have just seen and that is not found was deleted by another run, or by the try before.
    private async Task<bool> ThereAsync(GitHubRequest request, CancellationToken cancellation)
    {
        try
        {
            await connection.SendAsync(request, cancellation);
            return true;
        }
        catch (GitHubRefusedException gone) when (gone.Status is 404 or 410)
        {
            return false;
        }
    }

    internal static string Escaped(string repository) => string.Join('/', repository.Split('/').Select(Uri.EscapeDataString));

    private static IEnumerable<IssueComment> Items(GitHubRequest request, JsonNode? json) =>
        json is JsonArray list ? list.Select(item => One(request, item)) : throw Unexpected(request);

    private static IssueComment One(GitHubRequest request, JsonNode? json)
    {
        if (json is not JsonObject comment || comment["id"] is not JsonValue number || !number.TryGetValue(out long id)) throw Unexpected(request);
        // A deleted account leaves no user, and an old comment may have no body.
        return new(id, Text(comment["user"]?["login"]), Text(comment["body"]), Text(comment["html_url"]));
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static GitHubUnavailableException Unexpected(GitHubRequest request) => new($"Could not {request.What}: GitHub's answer is not of the documented form.", mayHaveHappened: true);
}
