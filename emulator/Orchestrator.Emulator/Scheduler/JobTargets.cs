using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>The three kinds of targets, checked and in canonical form.</summary>
internal static class JobTargets
{
    private static readonly string[] Methods = ["HTTP_METHOD_UNSPECIFIED", "POST", "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"];

    private const int MaximumUriLength = 2083;

    private const int MaximumHeaderBytes = 80 * 1024;

    /// <summary>Reads the target of the kind named.</summary>
    public static JsonObject Read(string kind, JobFields target, string project) => kind switch
    {
        "httpTarget" => Http(target),
        "pubsubTarget" => PubSub(target, project),
        _ => AppEngine(target),
    };

    private static JsonObject Http(JobFields target)
    {
        var uri = target.Text("uri") ?? throw target.Invalid("uri", "it is missing");
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw target.Invalid("uri", $"'{uri}' does not begin with http:// or https://");
        if (address.AbsoluteUri.Length > MaximumUriLength) throw target.Invalid("uri", $"it is longer than {MaximumUriLength} characters");

        var method = Method(target);
        var read = new JsonObject { ["uri"] = uri, ["httpMethod"] = method };
        if (Headers(target) is { } headers) read["headers"] = headers;
        if (Body(target, method, "POST", "PUT", "PATCH") is { } body) read["body"] = body;
        var oauth = target.Message("oauthToken");
        var oidc = target.Message("oidcToken");
        if (oauth is not null && oidc is not null) throw target.Invalid("oidcToken", "a target has an oauthToken or an oidcToken, not both");
        if (oauth is not null) read["oauthToken"] = Token(oauth, "scope", "https://www.googleapis.com/auth/cloud-platform");
        if (oidc is not null) read["oidcToken"] = Token(oidc, "audience", uri);
        return read;
    }

    private static JsonObject Token(JobFields token, string field, string otherwise) => new()
    {
        ["serviceAccountEmail"] = token.Text("serviceAccountEmail") ?? throw token.Invalid("serviceAccountEmail", "it is missing"),
        [field] = token.Text(field) ?? otherwise,
    };

    private static JsonObject PubSub(JobFields target, string project)
    {
        var topic = target.Text("topicName") ?? throw target.Invalid("topicName", "it is missing");
        if (topic.Split('/') is not ["projects", var owner, "topics", { Length: > 0 }] || owner != project)
            throw target.Invalid("topicName", $"'{topic}' is not projects/{project}/topics/TOPIC");
        var read = new JsonObject { ["topicName"] = topic };
        if (target.Bytes("data") is { } data) read["data"] = data;
        if (target.Map("attributes") is { Count: > 0 } attributes) read["attributes"] = attributes;
        if (read.Count == 1) throw target.Invalid("data", "a message needs data or at least one attribute");
        return read;
    }

    private static JsonObject AppEngine(JobFields target)
    {
        var method = Method(target);
        if (method is "PATCH" or "OPTIONS") throw target.Invalid("httpMethod", $"App Engine takes no {method}");
        var path = target.Text("relativeUri") ?? "/";
        if (path[0] != '/' || path.Length > MaximumUriLength) throw target.Invalid("relativeUri", $"it must begin with / and have at most {MaximumUriLength} characters");
        var read = new JsonObject { ["httpMethod"] = method, ["relativeUri"] = path };
        if (target.Message("appEngineRouting") is { } routing) read["appEngineRouting"] = routing.Json.DeepClone();
        if (Headers(target) is { } headers) read["headers"] = headers;
        if (Body(target, method, "POST", "PUT") is { } body) read["body"] = body;
        return read;
    }

    private static string Method(JobFields target) => target.Enum("httpMethod", Methods) is { } method && method != Methods[0] ? method : "POST";

    private static string? Body(JobFields target, string method, params ReadOnlySpan<string> allowed)
    {
        var body = target.Bytes("body");
        return body is null || allowed.Contains(method) ? body : throw target.Invalid("body", $"{method} takes no body");
    }

    private static JsonObject? Headers(JobFields target)
    {
        if (target.Map("headers") is not { Count: > 0 } headers) return null;
        var bytes = 0;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            var text = value!.GetValue<string>();
            if (name.Length == 0 || name.Any(c => c is <= ' ' or >= '\x7f' or ':') || text.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
                throw target.Invalid("headers", $"'{name}' is not a header name with a value of one line");
            if (!seen.Add(name)) throw target.Invalid("headers", $"'{name}' is given twice");
            bytes += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(text);
        }

        return bytes <= MaximumHeaderBytes ? headers : throw target.Invalid("headers", "together they are larger than 80 KB");
    }
}
