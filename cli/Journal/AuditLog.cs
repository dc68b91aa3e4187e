using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Orchestrator.Cli;

/// <summary>One line of the audit log: a thing that was done to the target, or tried.</summary>
internal sealed record AuditLine
{
    /// <summary>The resource that was touched.</summary>
    public required string Resource { get; init; }

    /// <summary>What was done: resume, pause, patch, create, replace, run, clean, undo, resync.</summary>
    public required string Step { get; init; }

    /// <summary>What it was before.</summary>
    public JsonNode? Before { get; init; }

    /// <summary>What it is now, or should be.</summary>
    public JsonNode? After { get; init; }

    /// <summary><c>done</c>, <c>failed</c> or <c>refused</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>One sentence, or null.</summary>
    public string? Says { get; init; }
}

/// <summary>
/// What was done to a target from here, one JSON object a line, only ever added to and flushed to the disk before the next step. The account of the
/// machine is noted, never a person's name.
/// </summary>
internal sealed class AuditLog
{
    private readonly Session session;
    private readonly string path;

    /// <summary>The log of a pipeline on a target; the journal of the same folder keeps a second writer out.</summary>
    public AuditLog(Session session)
    {
        this.session = session;
        path = Path.Combine(session.JournalFolder, "audit.jsonl");
        Run = $"{InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'").Format(session.Terminal.WallClock())}-{Lines() + 1}";
    }

    /// <summary>This run, unique in the file.</summary>
    public string Run { get; }

    /// <summary>Adds a line; it is on the disk when this returns.</summary>
    public void Write(AuditLine line)
    {
        Directory.CreateDirectory(session.JournalFolder);
        var entry = new JsonObject
        {
            ["when"] = InstantPattern.General.Format(session.Terminal.WallClock()),
            ["at"] = InstantPattern.General.Format(session.Now),
            ["who"] = session.Terminal.Account,
            ["run"] = Run,
            ["pipeline"] = session.Options.Pipeline,
            ["target"] = session.Options.TargetName,
            ["project"] = session.Project,
            ["resource"] = line.Resource,
            ["step"] = line.Step,
            ["before"] = line.Before?.DeepClone(),
            ["after"] = line.After?.DeepClone(),
            ["outcome"] = line.Outcome,
            ["says"] = line.Says,
        };
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(JsonSerializer.SerializeToUtf8Bytes(entry));
        file.Write("\n"u8);
        file.Flush(flushToDisk: true);
    }

    private int Lines() => File.Exists(path) ? File.ReadLines(path).Count() : 0;
}
