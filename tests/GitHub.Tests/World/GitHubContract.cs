using System.Text.Json.Nodes;

namespace GitHub.Tests;

/// <summary>A request as it came in.</summary>
internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);
}

/// <summary>GitHub's own OpenAPI description of the operations in use (Contract/extract.cjs), and what a request violates of it.</summary>
internal sealed class GitHubContract
{
    private readonly JsonObject _root;
    private readonly SchemaCheck _requests;
    private readonly SchemaCheck _answers;

    private GitHubContract(JsonObject root)
    {
        _root = root;
        _requests = new(root, strict: true);
        _answers = new(root, strict: false);
        Base = ((string)root["servers"]![0]!).Contains("/api/v3", StringComparison.Ordinal) ? "/api/v3" : "";
    }

    /// <summary>The path before every operation's: none on github.com, /api/v3 on an Enterprise server.</summary>
    public string Base { get; }

    public static GitHubContract Of(string file) => new(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", file)))!.AsObject());

    public IReadOnlyList<string> Violations(Received request)
    {
        if (Operation(request) is not { } found) return [$"{request.Method} {request.Path} is no operation of the description"];
        return [.. Headers(request), .. Parameters(request, found.Operation, found.InPath), .. Body(request, found.Operation)];
    }

    /// <summary>What an answer of our server violates: it must not be kinder than GitHub.</summary>
    public IReadOnlyList<string> AnswerViolations(Received request, int status, JsonNode? body)
    {
        var responses = Operation(request)!.Value.Operation["responses"]!;
        if (_answers.Resolve(responses[$"{status}"]) is not { } response) return [$"{request.Method} {request.Path} never answers {status}"];
        return [.. _answers.Violations(response["content"]?["application/json"]?["schema"], body is null ? null : JsonNode.Parse(body.ToJsonString()), "answer")];
    }

    private (JsonObject Operation, Dictionary<string, string> InPath)? Operation(Received request)
    {
        foreach (var (template, methods) in _root["paths"]!.AsObject())
            if (methods![request.Method.ToLowerInvariant()] is JsonObject operation && Match(template.Split('/'), request.Path[Base.Length..].Split('/')) is { } values) return (operation, values);
        return null;
    }

    private static Dictionary<string, string>? Match(string[] template, string[] path)
    {
        if (template.Length != path.Length) return null;
        var values = new Dictionary<string, string>();
        foreach (var (name, value) in template.Zip(path))
        {
            if (name.StartsWith('{')) values[name.Trim('{', '}')] = Uri.UnescapeDataString(value);
            else if (name != value) return null;
        }

        return values;
    }

    private static IEnumerable<string> Headers(Received request)
    {
        if (request.Headers.GetValueOrDefault("accept") != "application/vnd.github+json") yield return "the header accept is not GitHub's";
        if (request.Headers.GetValueOrDefault("x-github-api-version") != "2022-11-28") yield return "the version of the API is not named";
        if (request.Headers.GetValueOrDefault("user-agent") is null or "") yield return "there is no user agent";
        if (request.Headers.GetValueOrDefault("authorization")?.StartsWith("Bearer ", StringComparison.Ordinal) != true) yield return "there is no token";
    }

    private IEnumerable<string> Parameters(Received request, JsonObject operation, Dictionary<string, string> inPath)
    {
        var parameters = (operation["parameters"] as JsonArray ?? []).Select(_requests.Resolve).OfType<JsonObject>().ToList();
        foreach (var (name, value) in request.Query)
        {
            var rule = parameters.FirstOrDefault(p => (string?)p["in"] == "query" && (string?)p["name"] == name);
            if (rule is null) yield return $"the query {name} is not described";
            else
                foreach (var violation in _requests.Violations(rule["schema"], Typed(rule, value), name)) yield return violation;
        }

        foreach (var rule in parameters.Where(p => (string?)p["in"] == "path"))
            foreach (var violation in _requests.Violations(rule["schema"], Typed(rule, inPath[(string)rule["name"]!]), (string)rule["name"]!)) yield return violation;
        // GitHub says it in words only.
        if (request.Query.TryGetValue("per_page", out var size) && !(int.TryParse(size, out var number) && number is >= 1 and <= 100)) yield return "per_page is more than 100";
    }

    private IEnumerable<string> Body(Received request, JsonObject operation)
    {
        if (_requests.Resolve(operation["requestBody"]) is not { } rule)
        {
            if (request.Body.Length > 0) yield return "there is a body, and none is described";
            yield break;
        }

        if (request.Headers.GetValueOrDefault("content-type")?.StartsWith("application/json", StringComparison.Ordinal) != true) yield return "the body is not said to be JSON";
        foreach (var violation in _requests.Violations(rule["content"]!["application/json"]!["schema"], request.Json, "body")) yield return violation;
        if (request.Json?["body"] is JsonValue value && value.TryGetValue(out string? text) && text.EnumerateRunes().Count() > 65_536) yield return "body is too long (maximum is 65536 characters)";
    }

    private static JsonNode Typed(JsonObject rule, string value) =>
        (string?)rule["schema"]?["type"] == "integer" && long.TryParse(value, out var number) ? JsonValue.Create(number) : JsonValue.Create(value);
}
