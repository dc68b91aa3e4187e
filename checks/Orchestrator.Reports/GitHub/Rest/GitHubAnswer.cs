using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Orchestrator.Reports;

/// <summary>A successful answer.</summary>
/// <param name="Json">Its body; null when it has none.</param>
/// <param name="Next">The next page of a list, or null.</param>
internal sealed record GitHubAnswer(JsonNode? Json, Uri? Next)
{
    /// <summary>The address that the header <c>Link</c> calls next; GitHub's pages are followed, not counted.</summary>
    public static Uri? NextOf(HttpResponseHeaders headers, Uri asked)
    {
        if (!headers.TryGetValues("Link", out var links)) return null;
        foreach (var link in links.SelectMany(l => l.Split(",")))
        {
            var (open, close) = (link.IndexOf('<', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
            if (open >= 0 && close > open && link[close..].Split(';').Any(p => p.Trim() is "rel=\"next\"" or "rel=next") && Uri.TryCreate(asked, link[(open + 1)..close], out var next)) return next;
        }

        return null;
    }
}
