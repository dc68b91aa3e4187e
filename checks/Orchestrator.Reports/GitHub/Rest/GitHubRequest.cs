using System.Text.Json.Nodes;

namespace Orchestrator.Reports;

/// <summary>A request to GitHub's REST API.</summary>
/// <param name="Method">GET, POST, PATCH or DELETE.</param>
/// <param name="Path">Below the base address, without a leading slash, escaped.</param>
/// <param name="What">What it does, for sentences: <c>list the comments of pull request 7 of owner/name</c>.</param>
/// <param name="Permission">The permission of a workflow that it needs: <c>pull-requests: write</c>.</param>
/// <param name="Body">JSON, or null.</param>
/// <param name="Appends">Whether each time that it is carried out adds something. A POST always does.</param>
internal sealed record GitHubRequest(HttpMethod Method, string Path, string What, string Permission, JsonObject? Body = null, bool Appends = false)
{
    /// <summary>Whether carrying it out twice is the same as once.</summary>
    public bool Repeatable => Method != HttpMethod.Post && !Appends;
}
