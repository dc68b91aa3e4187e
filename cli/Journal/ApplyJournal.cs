using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>
/// What <c>up</c> is about to do, written before it does it, line by line and flushed to the disk. It holds no authoritative state: the next
/// <c>up</c> reads the world again and converges; the journal tells it, and the user, that a run was cut short and where.
/// </summary>
public sealed class ApplyJournal : IDisposable
{
    private readonly FileStream file;
    private readonly HashSet<ResourceId> begun;

    private ApplyJournal(FileStream file, string? interrupted, HashSet<ResourceId> begun)
    {
        this.file = file;
        this.begun = begun;
        Interrupted = interrupted;
    }

    /// <summary>The change that an earlier run began and did not finish, or null.</summary>
    public string? Interrupted { get; }

    /// <summary>Everything that was begun since the last complete run: by this one, and by those before it that were cut short.</summary>
    public IReadOnlyCollection<ResourceId> Begun => begun;

    /// <summary>Opens the journal of a pipeline on a target. Only one run at a time can hold it.</summary>
    /// <param name="folder">The folder of journals; made when missing.</param>
    /// <exception cref="VerbFailedException">Another run holds the journal, or the folder cannot be written.</exception>
    public static ApplyJournal Open(string folder)
    {
        var path = Path.Combine(folder, "journal.jsonl");
        try
        {
            Directory.CreateDirectory(folder);
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var begun = new HashSet<ResourceId>();
            var interrupted = Unfinished(stream, begun);
            stream.Seek(0, SeekOrigin.End);
            return new ApplyJournal(stream, interrupted, begun);
        }
        catch (IOException cause)
        {
            throw new VerbFailedException(1, $"The journal {path} cannot be opened: another 'up' is running, or the folder cannot be written. Wait for it to end, or choose another --state.", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new VerbFailedException(1, $"The journal {path} cannot be written: give yourself write permission, or choose another --state.", cause);
        }
    }

    /// <summary>Notes that a change is about to be applied.</summary>
    public void Begin(Change change)
    {
        Write(new JsonObject { ["begin"] = change.Id.ToString(), ["action"] = change.Action.ToString() });
        begun.Add(change.Id);
    }

    /// <summary>Notes that it was applied.</summary>
    public void End(Change change) => Write(new JsonObject { ["end"] = change.Id.ToString() });

    /// <summary>Empties the journal: everything that was begun has ended.</summary>
    public void Finish()
    {
        file.SetLength(0);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string? Unfinished(FileStream stream, HashSet<ResourceId> begun)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        string? open = null;
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is not { } entry) continue; // a line cut off by a kill: its change had not begun
            if (entry["begin"] is { } started)
            {
                open = $"{entry["action"]} {started}";
                if (ResourceId.TryParse(started.ToString()) is { } id) begun.Add(id);
            }

            if (entry["end"] is not null) open = null;
        }

        return open;
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Write(JsonObject entry)
    {
        file.Write(JsonSerializer.SerializeToUtf8Bytes(entry));
        file.Write("\n"u8);
        file.Flush(flushToDisk: true);
    }
}
