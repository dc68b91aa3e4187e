using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Cli;

/// <summary>The event that started a GitHub workflow, from the file that GITHUB_EVENT_PATH names.</summary>
/// <param name="PullRequest">The number of its pull request, or null.</param>
/// <param name="Commit">The head of the pull request, or null.</param>
/// <param name="WhyNone">One sentence for when a pull request is needed and there is none.</param>
internal sealed record WorkflowEvent(int? PullRequest, string? Commit, string WhyNone)
{
    private const string NameIt = "name the pull request with --pull-request, or run on 'pull_request'.";

    /// <summary>The event of this run; outside a workflow there is none.</summary>
    public static WorkflowEvent Read(Terminal terminal)
    {
        if (terminal.Variable("GITHUB_EVENT_PATH") is not { Length: > 0 } file) return new(null, null, $"Which pull request? Outside a workflow {NameIt}");
        var path = Path.GetFullPath(file, terminal.Folder);
        if (!File.Exists(path)) throw new VerbFailedException(1, $"GITHUB_EVENT_PATH names '{file}', but there is no such file: {NameIt}");
        try
        {
            return Of(JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? [], terminal.Variable("GITHUB_EVENT_NAME") ?? "");
        }
        catch (JsonException error)
        {
            throw new VerbFailedException(1, $"GITHUB_EVENT_PATH names '{file}', but it is not JSON: {NameIt}", error);
        }
    }

    private static WorkflowEvent Of(JsonObject told, string name)
    {
        if (told["pull_request"] is JsonObject pull) return new(Number(pull["number"]), Text(pull["head"]?["sha"]), $"The event '{name}' has a pull request without a number: {NameIt}");
        if (told["workflow_run"] is JsonObject run)
        {
            // GitHub lists pull requests of the same repository; one from a fork is not in the list.
            var numbers = (run["pull_requests"] as JsonArray ?? []).Select(p => Number(p?["number"])).OfType<int>().ToList();
            var why = numbers.Count == 0 ? "has no pull request, as when it comes from a fork" : $"has {numbers.Count} pull requests";
            return new(numbers.Count == 1 ? numbers[0] : null, Text(run["head_sha"]), $"The workflow_run {why}: name it with --pull-request, which the first workflow can leave in an artifact.");
        }

        if (told["issue"] is JsonObject issue && issue["pull_request"] is not null) return new(Number(issue["number"]), null, $"The event '{name}' has a pull request without a number: {NameIt}");
        return new(null, null, $"The event '{(name.Length > 0 ? name : "of this workflow")}' has no pull request: {NameIt}");
    }

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) && number > 0 ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
