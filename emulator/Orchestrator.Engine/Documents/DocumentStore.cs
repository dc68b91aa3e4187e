using System.Text.Json.Nodes;

namespace Orchestrator.Engine;

/// <summary>A JSON document with its key.</summary>
/// <param name="Key">Unique inside its collection.</param>
/// <param name="Body">The document.</param>
public sealed record Document(string Key, JsonObject Body);

/// <summary>Durable JSON documents by collection and key, in the same file as the tables. What <see cref="PutAsync"/> acknowledged survives a crash.</summary>
public sealed class DocumentStore
{
    private readonly LocalWarehouse _warehouse;

    internal DocumentStore(LocalWarehouse warehouse) => _warehouse = warehouse;

    /// <summary>Writes a document; an older one with the same key is replaced.</summary>
    public Task PutAsync(string collection, string key, JsonObject body, CancellationToken cancellation = default)
    {
        var text = body.ToJsonString();
        return _warehouse.WriteAsync(write =>
        {
            write.Connection.Execute("INSERT OR REPLACE INTO meta.documents VALUES (?, ?, ?)", collection, key, text);
            return true;
        }, cancellation);
    }

    /// <summary>A document, or null.</summary>
    public async Task<JsonObject?> GetAsync(string collection, string key, CancellationToken cancellation = default)
    {
        var rows = await _warehouse.ReadAsync(c => c.Query("SELECT body FROM meta.documents WHERE collection = ? AND key = ?", collection, key), cancellation);
        return rows is [[string text]] ? JsonNode.Parse(text)!.AsObject() : null;
    }

    /// <summary>Documents of a collection in ordinal order of their keys.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="after">Only keys after this one; null from the start.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<Document>> ListAsync(string collection, string? after = null, int limit = int.MaxValue, CancellationToken cancellation = default)
    {
        var rows = await _warehouse.ReadAsync(
            c => c.Query("SELECT key, body FROM meta.documents WHERE collection = ? AND key > ? ORDER BY key LIMIT ?", collection, after ?? "", (long)limit), cancellation);
        return [.. rows.Select(r => new Document((string)r[0]!, JsonNode.Parse((string)r[1]!)!.AsObject()))];
    }

    /// <summary>Deletes a document; false when there was none.</summary>
    public Task<bool> DeleteAsync(string collection, string key, CancellationToken cancellation = default) => _warehouse.WriteAsync(
        write => write.Connection.Query("DELETE FROM meta.documents WHERE collection = ? AND key = ? RETURNING key", collection, key).Count > 0, cancellation);
}
