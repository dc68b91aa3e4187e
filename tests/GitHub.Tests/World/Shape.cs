using System.Text.Json.Nodes;

namespace GitHub.Tests;

/// <summary>The forms in which GitHub answers, with every member that its description requires.</summary>
internal static class Shape
{
    private const string When = "2026-03-08T09:00:00Z";

    public static JsonObject User(string login, string origin)
    {
        var user = new JsonObject { ["login"] = login, ["id"] = 1, ["node_id"] = "U_1", ["gravatar_id"] = "", ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User", ["site_admin"] = false };
        foreach (var name in new[] { "avatar_url", "url", "html_url", "followers_url", "following_url", "gists_url", "starred_url", "subscriptions_url", "organizations_url", "repos_url", "events_url", "received_events_url" }) user[name] = $"{origin}/users/{name}";
        foreach (var name in new[] { "name", "company", "blog", "location", "email", "bio" }) user[name] = name == "blog" ? "" : null;
        user["hireable"] = null;
        foreach (var name in new[] { "public_repos", "public_gists", "followers", "following" }) user[name] = 0;
        user["created_at"] = When;
        user["updated_at"] = When;
        return user;
    }

    public static JsonObject Comment(KeptComment comment, string origin)
    {
        var simple = User(comment.Login, origin);
        foreach (var name in new[] { "public_repos", "public_gists", "followers", "following", "created_at", "updated_at", "hireable", "company", "blog", "location", "bio" }) simple.Remove(name);
        return new()
        {
            ["id"] = comment.Id,
            ["node_id"] = $"IC_{comment.Id}",
            ["url"] = $"{origin}/repos/owner/name/issues/comments/{comment.Id}",
            ["html_url"] = $"https://github.example/owner/name/pull/{comment.Issue}#issuecomment-{comment.Id}",
            ["issue_url"] = $"{origin}/repos/owner/name/issues/{comment.Issue}",
            ["body"] = comment.Body,
            ["user"] = simple,
            ["created_at"] = When,
            ["updated_at"] = When,
            ["author_association"] = "NONE",
        };
    }

    public static JsonObject Check(KeptCheck check, string origin) => new()
    {
        ["id"] = check.Id,
        ["head_sha"] = check.Commit,
        ["node_id"] = $"CR_{check.Id}",
        ["external_id"] = check.ExternalId,
        ["url"] = $"{origin}/repos/owner/name/check-runs/{check.Id}",
        ["html_url"] = null,
        ["details_url"] = null,
        ["status"] = "completed",
        ["conclusion"] = check.Conclusion,
        ["started_at"] = When,
        ["completed_at"] = When,
        ["name"] = check.Name,
        ["check_suite"] = null,
        ["app"] = null,
        ["pull_requests"] = new JsonArray(),
        ["output"] = new JsonObject { ["title"] = "t", ["summary"] = check.Summary, ["text"] = null, ["annotations_count"] = check.Annotations.Count, ["annotations_url"] = $"{origin}/annotations" },
    };
}
