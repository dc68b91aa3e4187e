using System.Text.Json.Nodes;

namespace Orchestrator.Reports;

/// <summary>Whose token it is: only comments of that login are ours.</summary>
internal sealed class TokenOwner(GitHubConnection connection, GitHubEndpoint endpoint)
{
    private string? _login = endpoint.Author;

    /// <summary>The login, asked once. A workflow's token has no user, so GraphQL is asked, which knows bots too.</summary>
    public async Task<string> LoginAsync(CancellationToken cancellation)
    {
        if (_login is not null) return _login;
        var request = new GitHubRequest(HttpMethod.Get, "user", "ask whose token it is", "metadata: read");
        try
        {
            _login = Login((await connection.SendAsync(request, cancellation)).Json);
        }
        catch (GitHubRefusedException denied) when (denied.Status is 403 or 404)
        {
            var query = new JsonObject { ["query"] = "query { viewer { login } }" };
            var answer = await connection.SendAsync(new(HttpMethod.Post, "graphql", request.What, request.Permission, query), endpoint.GraphQl, cancellation);
            // Only tokens of apps come here; their comments carry the ending, which GraphQL may leave out.
            var login = Login((answer.Json as JsonObject)?["data"]?["viewer"]);
            _login = login is null || login.EndsWith("[bot]", StringComparison.Ordinal) ? login : login + "[bot]";
        }

        return _login ?? throw new GitHubRefusedException("GitHub does not say whose token it is, and without that a stranger's comment could be taken for ours: name the login with --author, such as --author 'github-actions[bot]'.", 0);
    }

    private static string? Login(JsonNode? user) => (user as JsonObject)?["login"] is JsonValue login && login.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
