using System.Text.Json.Nodes;

namespace Orchestrator.Google.Tests;

/// <summary>
/// Replays a conversation: a JSON list of <c>method, path, body, status, headers, answer</c>. A request gets the first answer that is left for its method
/// and path; a body that is recorded must be the body that is sent.
/// </summary>
internal sealed class RecordedGoogle(string conversation) : AnsweringHandler
{
    private readonly List<JsonObject> _left =
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Conversations", conversation + ".json")))!.AsArray().Select(e => e!.AsObject()),
    ];

    public void AssertOver() => Assert.Empty(_left.Select(e => $"{e["method"]} {e["path"]}"));

    protected override HttpResponseMessage Answer(Asked asked)
    {
        var exchange = _left.Find(e => (string)e["method"]! == asked.Method && (string)e["path"]! == Uri.UnescapeDataString(asked.Path))
            ?? throw new InvalidOperationException($"{conversation} has no (more) {asked.Method} {asked.Path}");
        _left.Remove(exchange);
        if (exchange["body"] is { } body && !JsonNode.DeepEquals(body, asked.Body))
            throw new InvalidOperationException($"{asked.Method} {asked.Path} was sent with {asked.Body?.ToJsonString()} instead of {body.ToJsonString()}");
        var answer = exchange["answer"] is JsonValue text && text.TryGetValue<string>(out var raw)
            ? Text((int?)exchange["status"] ?? 200, raw)
            : Json((int?)exchange["status"] ?? 200, exchange["answer"]);
        foreach (var (name, value) in exchange["headers"]?.AsObject() ?? []) answer.Headers.TryAddWithoutValidation(name, (string?)value);
        return answer;
    }
}
