using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What <c>undo</c> needs to know of a clean-up. Written before anything is deleted, so that a clean-up that was cut short can be undone too.</summary>
internal sealed record CleaningRecord
{
    /// <summary>The name of the clean-up: the audit log's run.</summary>
    public required string Id { get; init; }

    /// <summary>The table.</summary>
    public required TableId Table { get; init; }

    /// <summary>Where all its rows are kept.</summary>
    public required TableId Backup { get; init; }

    /// <summary>The newest snapshot, or null when the key decides.</summary>
    public required string? Newest { get; init; }

    /// <summary>How many rows are deleted.</summary>
    public required long Deleted { get; init; }

    /// <summary>The table before.</summary>
    public required TableContent Before { get; init; }

    /// <summary>The table afterwards; null while that is not known.</summary>
    public TableContent? After { get; init; }

    /// <summary>Whether it was undone.</summary>
    public bool Undone { get; init; }

    /// <summary>Reads a record, or the latest one that is not undone.</summary>
    /// <param name="folder">The folder of journals.</param>
    /// <param name="id">Which; null for the latest.</param>
    public static CleaningRecord? Find(string folder, string? id)
    {
        var records = Path.Combine(folder, "cleanings");
        if (!Directory.Exists(records)) return null;
        // The latest by the time of its writing: names begin with the instant of the run, and end with a number that has no fixed width.
        return Directory.EnumerateFiles(records, "*.json").OrderByDescending(File.GetLastWriteTimeUtc).ThenByDescending(f => f, StringComparer.Ordinal)
            .Select(Read).FirstOrDefault(r => id is null ? !r.Undone : r.Id == id);
    }

    /// <summary>Writes the record, all or nothing, flushed to the disk.</summary>
    public void Write(string folder)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "cleanings")).FullName, $"{Id}.json");
        using (var file = new FileStream(path + ".new", FileMode.Create))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
            {
                ["id"] = Id,
                ["table"] = Table.ToString(),
                ["backup"] = Backup.ToString(),
                ["newest"] = Newest,
                ["deleted"] = Deleted,
                ["before"] = Before.ToString(),
                ["after"] = After?.ToString(),
                ["undone"] = Undone,
            }));
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    private static CleaningRecord Read(string path)
    {
        try
        {
            var record = JsonNode.Parse(File.ReadAllText(path))!;
            return new()
            {
                Id = (string)record["id"]!,
                Table = TableId.Parse((string)record["table"]!),
                Backup = TableId.Parse((string)record["backup"]!),
                Newest = (string?)record["newest"],
                Deleted = (long)record["deleted"]!,
                Before = TableContent.Parse((string)record["before"]!),
                After = record["after"] is { } after ? TableContent.Parse((string)after!) : null,
                Undone = (bool)record["undone"]!,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException or ArgumentNullException)
        {
            throw new VerbFailedException(1, $"{path} is damaged: the backup's name is in the audit log beside it.", error);
        }
    }
}
