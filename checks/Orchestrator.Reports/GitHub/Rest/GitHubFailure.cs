using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Reports;

/// <summary>What an answer that is no success means, by GitHub's documentation of its limits and permissions.</summary>
internal static class GitHubFailure
{
    /// <summary>The failure.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="answer">Status and headers.</param>
    /// <param name="body">The body, whatever it is.</param>
    /// <param name="now">The clock, for an answer without a date.</param>
    public static GitHubException Of(GitHubRequest request, HttpResponseMessage answer, byte[] body, DateTimeOffset now)
    {
        var status = (int)answer.StatusCode;
        var (says, hint) = Words(body);
        var could = $"Could not {request.What}: ";
        if (Limit(answer, hint, says, now) is { } limit) return new GitHubUnavailableException(could + limit.Says, mayHaveHappened: false, limit.Wait);
        if (status >= 500 || answer.StatusCode == HttpStatusCode.RequestTimeout) return new GitHubUnavailableException($"{could}GitHub answers with fault {status}.", mayHaveHappened: true);
        return new GitHubRefusedException(could + (status switch
        {
            401 => "GitHub does not accept the token (401): it has expired, was revoked or is of another server. In a workflow use ${{ github.token }}.",
            403 => $"the token may not do this (403: {says}). Give the workflow the permission '{request.Permission}'{Accepted(answer)}; a pull request from a fork gets a read-only token, so comment from a workflow_run workflow instead.",
            404 => $"GitHub says that there is no such thing (404), which it also says when the token may not see it: check repository and pull request, and that the token has the permission '{request.Permission}' on it.",
            410 => "it is gone (410): issues and their comments may be turned off in this repository.",
            422 => $"GitHub refuses the request (422: {says}).",
            _ => $"GitHub answers with status {status} ({says}).",
        }), status);
    }

    private static (string Says, TimeSpan Wait)? Limit(HttpResponseMessage answer, string hint, string says, DateTimeOffset now)
    {
        if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests)) return null;
        var asked = answer.Headers.RetryAfter?.Delta ?? (answer.Headers.RetryAfter?.Date is { } date ? date - (answer.Headers.Date ?? now) : null);
        if (Header(answer, "x-ratelimit-remaining") == "0" && asked is null && long.TryParse(Header(answer, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset) && reset <= 253_402_300_799)
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(reset);
            // By GitHub's own clock where it says the time: ours may be wrong.
            var wait = at - (answer.Headers.Date ?? now) + TimeSpan.FromSeconds(1);
            return ($"the token's hourly limit of requests is used up until {at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}.", wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1));
        }

        var secondary = answer.StatusCode == HttpStatusCode.TooManyRequests || asked is not null
            || hint.Contains("rate-limit", StringComparison.OrdinalIgnoreCase) || says.Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase) || says.Contains("abuse detection", StringComparison.OrdinalIgnoreCase);
        if (!secondary) return null;
        return ("GitHub's secondary limit (too many requests in a short time) holds. Run it again in some minutes.", asked is { } pause && pause > TimeSpan.Zero ? pause : GitHubRetry.SecondaryPause);
    }

    private static string Accepted(HttpResponseMessage answer) =>
        Header(answer, "x-accepted-github-permissions") is { } accepted ? $" (GitHub asks for {PlainLine.Cut(PlainLine.Of(accepted), 120)})" : "";

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.First().Trim() : null;

    // GitHub's error bodies: message, documentation_url, and for 422 a list of errors.
    private static (string Says, string Hint) Words(byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject error) return ("no reason given", "");
            var reasons = error["errors"] is JsonArray errors ? errors.Select(e => e is JsonObject o ? Text(o["message"]) ?? $"{Text(o["field"])} {Text(o["code"])}".Trim() : Text(e)).OfType<string>().Where(e => e.Length > 0) : [];
            var says = string.Join(", ", new[] { Text(error["message"]) ?? "no reason given" }.Concat(reasons));
            return (PlainLine.Cut(PlainLine.Of(says), 300), Text(error["documentation_url"]) ?? "");
        }
        catch (JsonException)
        {
            return ("no reason given", ""); // a proxy's page, or nothing
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
