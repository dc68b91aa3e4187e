using System.Text.Json.Nodes;
using Orchestrator.Engine;

namespace Orchestrator.Emulator;

/// <summary>The documents of one collection in the warehouse's file.</summary>
/// <param name="store">The store.</param>
/// <param name="collection">The collection's name.</param>
internal sealed class KeptDocuments(DocumentStore store, string collection)
{
    /// <summary>All documents.</summary>
    public async Task<IReadOnlyList<JsonObject>> AllAsync(CancellationToken cancellation) =>
        [.. (await store.ListAsync(collection, cancellation: cancellation)).Select(document => document.Body)];

    /// <summary>Stores a document; when this returns it survives a crash.</summary>
    public Task PutAsync(string key, JsonObject document) => store.PutAsync(collection, key, document);

    /// <summary>Removes a document.</summary>
    public Task RemoveAsync(string key) => store.DeleteAsync(collection, key);
}
