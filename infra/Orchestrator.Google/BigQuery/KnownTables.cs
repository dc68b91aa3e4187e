using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>
/// What earlier runs read of the tables and views of one project, so that only those that have changed since are read again. An entry is believed while
/// BigQuery still shows the time of change that came with it, and for a day at most; a file that is not whole, is another project's or was written by
/// another build is not believed at all.
/// </summary>
public sealed class KnownTables
{
    // Any change of the code may read tables otherwise: then everything is read anew.
    private static readonly string Format = $"{typeof(KnownTables).Module.ModuleVersionId:N}{typeof(ResourceState).Module.ModuleVersionId:N}";

    private readonly string _world;
    private readonly Dictionary<string, Dictionary<string, KnownTable>> _datasets = new(StringComparer.Ordinal);

    private KnownTables(string world) => _world = world;

    /// <summary>Whether there is something that <see cref="Write"/> has not given yet.</summary>
    public bool Changed { get; private set; }

    /// <summary>Nothing known yet.</summary>
    /// <param name="world">The project and where it is: what is known of one is never used for another.</param>
    public static KnownTables None(string world) => new(world);

    /// <summary>What <see cref="Write"/> gave earlier; nothing when it is not whole, of another project or of another build.</summary>
    /// <param name="file">The bytes that were kept.</param>
    /// <param name="world">The project and where it is.</param>
    public static KnownTables Read(ReadOnlySpan<byte> file, string world)
    {
        var known = new KnownTables(world);
        if (file.Length <= SHA256.HashSizeInBytes || !SHA256.HashData(file[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(file[..SHA256.HashSizeInBytes])) return None(world);
        try
        {
            return known.ReadEntries(file[SHA256.HashSizeInBytes..]) ? known : None(world);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            // Not the form that this build writes: what is not understood is not believed.
            return None(world);
        }
    }

    /// <summary>Everything known, to be kept and given to <see cref="Read"/>: a digest, then JSON.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("world", _world);
            json.WriteStartArray("tables");
            foreach (var table in _datasets.Values.SelectMany(tables => tables.Values).OrderBy(t => t.State.Id.Name, StringComparer.Ordinal)) WriteEntry(json, table);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        Changed = false;
        return [.. SHA256.HashData(buffer.WrittenSpan), .. buffer.WrittenSpan];
    }

    /// <summary>Whether anything is known of a dataset's tables.</summary>
    internal bool Knows(string dataset) => _datasets.ContainsKey(dataset);

    /// <summary>What is known of a table, whatever its kind.</summary>
    /// <param name="dataset">Its dataset.</param>
    /// <param name="table">Dataset and name.</param>
    internal KnownTable? Find(string dataset, string table) => _datasets.GetValueOrDefault(dataset)?.GetValueOrDefault(table);

    /// <summary>Replaces what is known of a dataset's tables.</summary>
    internal void Keep(string dataset, IReadOnlyCollection<KnownTable> tables)
    {
        var before = _datasets.GetValueOrDefault(dataset, []);
        Changed |= before.Count != tables.Count || tables.Any(t => !ReferenceEquals(before.GetValueOrDefault(t.State.Id.Name), t));
        if (tables.Count == 0) _datasets.Remove(dataset);
        else _datasets[dataset] = tables.ToDictionary(t => t.State.Id.Name, StringComparer.Ordinal);
    }

    /// <summary>The dataset of a table's full name.</summary>
    internal static string DatasetOf(string table) => table[..table.IndexOf('.', StringComparison.Ordinal)];

    private static void WriteEntry(Utf8JsonWriter json, KnownTable table)
    {
        json.WriteStartArray();
        json.WriteNumberValue((int)table.State.Id.Kind);
        json.WriteStringValue(table.State.Id.Name);
        json.WriteNumberValue(table.Modified);
        json.WriteNumberValue(table.ReadAt);
        foreach (var (name, value) in table.State.Properties)
        {
            json.WriteStringValue(name);
            json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }

    private bool ReadEntries(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text);
        if (!Next(ref json, JsonTokenType.StartObject) || Member(ref json, "format") != Format || Member(ref json, "world") != _world) return false;
        if (!Next(ref json, JsonTokenType.PropertyName) || !Next(ref json, JsonTokenType.StartArray)) return false;
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            json.Read();
            var kind = (ResourceKind)json.GetInt32();
            json.Read();
            var name = json.GetString()!;
            json.Read();
            var modified = json.GetInt64();
            json.Read();
            var readAt = json.GetInt64();
            var properties = new PropertyDictionaryBuilder();
            while (json.Read() && json.TokenType == JsonTokenType.String)
            {
                var property = SharedText.Of(ref json)!;
                json.Read();
                properties[property] = SharedText.Of(ref json)!;
            }
            Of(DatasetOf(name))[name] = new(new() { Id = new(kind, name), Properties = properties.ToProperties() }, modified, readAt);
        }
        return true;
    }

    private Dictionary<string, KnownTable> Of(string dataset) =>
        _datasets.TryGetValue(dataset, out var tables) ? tables : _datasets[dataset] = new(StringComparer.Ordinal);

    private static bool Next(ref Utf8JsonReader json, JsonTokenType type) => json.Read() && json.TokenType == type;

    private static string? Member(ref Utf8JsonReader json, string name) => Next(ref json, JsonTokenType.PropertyName) && json.ValueTextEquals(name) && json.Read() ? json.GetString() : null;
}

/// <summary>A table as an earlier run read it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Modified">Its <c>lastModifiedTime</c>, milliseconds since the epoch.</param>
/// <param name="ReadAt">BigQuery's clock before it was read, milliseconds since the epoch.</param>
internal sealed record KnownTable(ResourceState State, long Modified, long ReadAt)
{
    // Two changes within a millisecond show the same time, and the clocks of BigQuery's machines differ a little: what is younger than this when it is
    // read may change again without showing it, and is not kept.
    private const long Settled = 10_000;

    // BigQuery does not document when __TABLES__ shows a change. Whatever it may miss is seen a day later at the latest.
    private const long Believed = 24 * 3600 * 1000L;

    /// <summary>Whether a later change is sure to show another time.</summary>
    public bool IsSettled => Modified < ReadAt - Settled;

    /// <summary>Whether it is still so, when BigQuery shows a time of change at an instant. A clock that was set back proves nothing.</summary>
    public bool Holds(ResourceKind kind, long modified, long now) => State.Id.Kind == kind && Modified == modified && now >= ReadAt && now - ReadAt <= Believed;
}
