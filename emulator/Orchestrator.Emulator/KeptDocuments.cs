using System.Text.Json.Nodes;

namespace Orchestrator.Emulator;

/// <summary>The documents of one collection in the data folder.</summary>
internal sealed class KeptDocuments
{
    private readonly Dictionary<string, string> documents = [];

    /// <summary>All documents.</summary>
    public Task<IReadOnlyList<JsonObject>> AllAsync(CancellationToken cancellation)
    {
        return Task.FromResult<IReadOnlyList<JsonObject>>([.. documents.Values.Select(text => (JsonObject)JsonNode.Parse(text)!)]);
    }

    /// <summary>Stores a document; when this returns it survives a crash.</summary>
    public Task PutAsync(string key, JsonObject document)
    {
        documents[key] = document.ToJsonString();
        return Task.CompletedTask;
    }

    /// <summary>Removes a document.</summary>
    public Task RemoveAsync(string key)
    {
        documents.Remove(key);
        return Task.CompletedTask;
    }
}
