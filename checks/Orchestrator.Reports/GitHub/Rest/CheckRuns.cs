using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>
/// A finished check run through the REST API. Annotations go in pieces of fifty, and every piece is appended, so nothing is sent again without a look at
/// how many are there. The same check on the same commit is one check run, however often it is written.
/// </summary>
internal sealed class CheckRuns(GitHubConnection connection, CommitCheck check)
{
    /// <summary>GitHub takes no more annotations in one request.</summary>
    public const int Piece = 50;

    private const string Write = "checks: write";
    private const int Failures = 4;

    private readonly string _id = Identity(check);

    private string Runs => $"repos/{OurComments.Escaped(check.Repository)}/check-runs";

    /// <summary>Writes what is not there yet.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        for (var failures = 0; ;)
        {
            try
            {
                var there = await FindAsync(cancellation) ?? await SendAsync(HttpMethod.Post, Runs, Start(), 0, cancellation);
                while (there.Annotations < check.Annotations.Count) there = await SendAsync(HttpMethod.Patch, $"{Runs}/{there.Id}", new JsonObject(), there.Annotations, cancellation);
                return;
            }
            catch (GitHubUnavailableException failed) when (failed.MayHaveHappened && ++failures < Failures)
            {
                continue; // what was not answered may have been done: look
            }
        }
    }

    private async Task<Found?> FindAsync(CancellationToken cancellation)
    {
        var path = $"repos/{OurComments.Escaped(check.Repository)}/commits/{Uri.EscapeDataString(check.Commit)}/check-runs?check_name={Uri.EscapeDataString(check.Name)}&filter=latest&per_page=100";
        var answer = await connection.SendAsync(new(HttpMethod.Get, path, $"list the checks of commit {check.Commit} of {check.Repository}", Write), cancellation);
        var ours = ((answer.Json as JsonObject)?["check_runs"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(r => r["external_id"] is JsonValue id && id.TryGetValue(out string? text) && text == _id);
        return ours is null ? null : new(Number(ours["id"]), (int)Number(ours["output"]?["annotations_count"]));
    }

    private JsonObject Start() => new()
    {
        ["name"] = check.Name,
        ["head_sha"] = check.Commit,
        ["external_id"] = _id,
        ["status"] = "completed",
        ["conclusion"] = check.Conclusion switch { CheckConclusion.Success => "success", CheckConclusion.Neutral => "neutral", _ => "failure" },
    };

    private async Task<Found> SendAsync(HttpMethod method, string path, JsonObject body, int from, CancellationToken cancellation)
    {
        var piece = check.Annotations.Skip(from).Take(Piece).Select(Annotation).ToArray<JsonNode>();
        body["output"] = new JsonObject { ["title"] = PlainLine.Cut(check.Title, 255), ["summary"] = check.Summary, ["annotations"] = new JsonArray(piece) };
        var answer = await connection.SendAsync(new(method, path, $"write the check '{check.Name}' on commit {check.Commit} of {check.Repository}", Write, body, Appends: true), cancellation);
        return new(Number((answer.Json as JsonObject)?["id"]), from + piece.Length);
    }

    private static JsonObject Annotation(FileAnnotation annotation)
    {
        var json = new JsonObject
        {
            ["path"] = annotation.File,
            ["start_line"] = annotation.Line,
            ["end_line"] = annotation.Line,
            ["annotation_level"] = annotation.Severity switch { Severity.Error => "failure", Severity.Warning => "warning", _ => "notice" },
            ["title"] = PlainLine.Cut(annotation.Title, 255),
            // 64 KB is the limit, of bytes.
            ["message"] = PlainLine.Cut(annotation.Message, 16_000),
        };
        if (annotation.Column is { } column) (json["start_column"], json["end_column"]) = (column, column);
        return json;
    }

    private static long Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out long number) ? number : throw new GitHubUnavailableException("GitHub's answer about a check run is not of the documented form.", mayHaveHappened: true);

    private static string Identity(CommitCheck check)
    {
        var all = new StringBuilder().AppendJoin('\n', check.Name, check.Conclusion, check.Title, check.Summary);
        foreach (var a in check.Annotations) all.Append('\n').AppendJoin('\t', a.File, a.Line, a.Column, a.Severity, a.Title, a.Message);
        return "orchestrator-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..32];
    }

    private sealed record Found(long Id, int Annotations);
}
