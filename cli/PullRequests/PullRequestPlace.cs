using System.Text.RegularExpressions;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>Which pull request, on which GitHub, with whose token: flags first, then what GitHub Actions says about itself.</summary>
internal sealed partial class PullRequestPlace(PullRequestFlags flags, Terminal terminal)
{
    private readonly WorkflowEvent told = WorkflowEvent.Read(terminal);

    /// <summary>The commit that is reviewed, or null. GITHUB_SHA of a pull request is a merge that nobody made, so the event's own commit goes first.</summary>
    public string? Commit => (flags.Commit ?? told.Commit ?? Variable("GITHUB_SHA")) is not { } commit ? null
        : CommitId().IsMatch(commit) ? commit : throw new VerbFailedException(1, $"'{commit}' is not a commit: give all of its 40 hexadecimal digits with --sha.");

    /// <summary>The repository, <c>owner/name</c>.</summary>
    public string Repository
    {
        get
        {
            var repository = flags.Repository ?? Variable("GITHUB_REPOSITORY") ?? throw new VerbFailedException(1, "Which repository? Name it with --repository owner/name, or run in a GitHub workflow, which sets GITHUB_REPOSITORY.");
            return RepositoryName().IsMatch(repository) ? repository : throw new VerbFailedException(1, $"'{repository}' is not a repository: write it as owner/name.");
        }
    }

    /// <summary>The number of the pull request.</summary>
    public int Number => flags.PullRequest ?? told.PullRequest ?? throw new VerbFailedException(1, told.WhyNone);

    /// <summary>Where GitHub is, with the token.</summary>
    public GitHubEndpoint Endpoint
    {
        get
        {
            var address = Variable("GITHUB_API_URL") ?? "https://api.github.com";
            if (!Uri.TryCreate(address, UriKind.Absolute, out var api) || !(api.Scheme == Uri.UriSchemeHttps || (api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)) || api.Query.Length > 0 || api.UserInfo.Length > 0)
                throw new VerbFailedException(1, $"GITHUB_API_URL is '{address}', but must be an https address such as https://api.github.com or https://github.example.com/api/v3.");
            var token = Variable("GITHUB_TOKEN")?.Trim() ?? throw new VerbFailedException(1, "There is no token: set GITHUB_TOKEN, in a workflow with 'env: GITHUB_TOKEN: ${{ github.token }}'. --dry-run needs none.");
            // Never quoted: it is a secret even when it is wrong.
            if (token.Any(c => c is <= ' ' or > '~')) throw new VerbFailedException(1, "GITHUB_TOKEN holds a space, a line end or a letter that no token has: set it to the token alone.");
            return new() { Api = api, Token = token, Author = flags.Author };
        }
    }

    private string? Variable(string name) => terminal.Variable(name) is { } value && value.Trim().Length > 0 ? value : null;

    [GeneratedRegex("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\\z", RegexOptions.NonBacktracking)]
    private static partial Regex RepositoryName();

    [GeneratedRegex("^(?:[0-9a-f]{40}|[0-9a-f]{64})\\z", RegexOptions.NonBacktracking)]
    private static partial Regex CommitId();
}
