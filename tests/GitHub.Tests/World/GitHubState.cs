using System.Text.Json.Nodes;

namespace GitHub.Tests;

/// <summary>A comment that our GitHub keeps.</summary>
internal sealed record KeptComment(long Id, int Issue, string Login, string Body);

/// <summary>A check run that our GitHub keeps.</summary>
internal sealed record KeptCheck(long Id, string Commit, string Name, string ExternalId, string Conclusion, string Summary, IReadOnlyList<JsonNode> Annotations);

/// <summary>What our GitHub knows, and how the operations change it.</summary>
internal sealed class GitHubState(string origin)
{
    private readonly Lock _turn = new();
    private readonly List<KeptComment> _comments = [];
    private readonly List<KeptCheck> _checks = [];
    private long _next = 1000;

    /// <summary>Whose token is used; null for the token of an app, which has no user.</summary>
    public string? User { get; set; } = "octocat";

    /// <summary>Who writes: the user, or the app's bot.</summary>
    public string Writer { get; set; } = "octocat";

    public IReadOnlyList<KeptComment> Comments
    {
        get
        {
            lock (_turn) return [.. _comments];
        }
    }

    public IReadOnlyList<KeptCheck> Checks
    {
        get
        {
            lock (_turn) return [.. _checks];
        }
    }

    public KeptComment Add(int issue, string login, string body)
    {
        lock (_turn)
        {
            var comment = new KeptComment(_next++, issue, login, body);
            _comments.Add(comment);
            return comment;
        }
    }

    public void Delete(long id)
    {
        lock (_turn) _comments.RemoveAll(c => c.Id == id);
    }

    /// <summary>Carries a request out.</summary>
    public (int Status, JsonNode? Body, string? Link) Answer(Received request, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        lock (_turn)
        {
            return (request.Method, parts) switch
            {
                ("GET", ["user"]) => User is null ? (403, Error("Resource not accessible by integration"), null) : (200, Shape.User(User, origin), null),
                ("GET", ["repos", _, _, "issues", var issue, "comments"]) => Page(int.Parse(issue), request),
                ("POST", ["repos", _, _, "issues", var issue, "comments"]) => (201, Shape.Comment(Add(int.Parse(issue), Writer, (string)request.Json!["body"]!), origin), null),
                ("PATCH", ["repos", _, _, "issues", "comments", var id]) => Change(long.Parse(id), (string)request.Json!["body"]!),
                ("DELETE", ["repos", _, _, "issues", "comments", var id]) => _comments.RemoveAll(c => c.Id == long.Parse(id)) > 0 ? (204, null, null) : (404, Error("Not Found"), null),
                ("GET", ["repos", _, _, "commits", var commit, "check-runs"]) => List(commit, request.Query["check_name"]),
                ("POST", ["repos", _, _, "check-runs"]) => Create(request.Json!),
                ("PATCH", ["repos", _, _, "check-runs", var id]) => Append(long.Parse(id), request.Json!),
                _ => (404, Error("Not Found"), null),
            };
        }
    }

    public static JsonObject Error(string message) => new() { ["message"] = message, ["documentation_url"] = "https://docs.github.com/rest" };

    private (int, JsonNode?, string?) Page(int issue, Received request)
    {
        var (size, page) = (int.Parse(request.Query.GetValueOrDefault("per_page", "30")), int.Parse(request.Query.GetValueOrDefault("page", "1")));
        var all = _comments.Where(c => c.Issue == issue).OrderBy(c => c.Id).ToList();
        var here = all.Skip((page - 1) * size).Take(size).Select(c => (JsonNode)Shape.Comment(c, origin)).ToArray();
        var link = all.Count <= page * size ? null : $"<{origin}{request.Path}?per_page={size}&page={page + 1}>; rel=\"next\", <{origin}{request.Path}?per_page={size}&page={(all.Count + size - 1) / size}>; rel=\"last\"";
        return (200, new JsonArray(here), link);
    }

    private (int, JsonNode?, string?) Change(long id, string body)
    {
        var index = _comments.FindIndex(c => c.Id == id);
        if (index < 0) return (404, Error("Not Found"), null);
        _comments[index] = _comments[index] with { Body = body };
        return (200, Shape.Comment(_comments[index], origin), null);
    }

    private (int, JsonNode?, string?) List(string commit, string name)
    {
        // filter=latest: the newest check run of a name.
        var latest = _checks.Where(c => c.Commit == commit && c.Name == name).TakeLast(1).Select(c => (JsonNode)Shape.Check(c, origin)).ToArray();
        return (200, new JsonObject { ["total_count"] = latest.Length, ["check_runs"] = new JsonArray(latest) }, null);
    }

    private (int, JsonNode?, string?) Create(JsonNode json)
    {
        var check = new KeptCheck(_next++, (string)json["head_sha"]!, (string)json["name"]!, (string)json["external_id"]!, (string)json["conclusion"]!, (string)json["output"]!["summary"]!, [.. json["output"]!["annotations"]!.AsArray().Select(a => a!.DeepClone())]);
        _checks.Add(check);
        return (201, Shape.Check(check, origin), null);
    }

    private (int, JsonNode?, string?) Append(long id, JsonNode json)
    {
        var index = _checks.FindIndex(c => c.Id == id);
        _checks[index] = _checks[index] with { Annotations = [.. _checks[index].Annotations, .. json["output"]!["annotations"]!.AsArray().Select(a => a!.DeepClone())] };
        return (200, Shape.Check(_checks[index], origin), null);
    }
}
