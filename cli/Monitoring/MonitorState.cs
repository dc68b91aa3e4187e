using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>The monitor's files: its memory, one line of history per poll, and the lock that keeps a second monitor away.</summary>
internal sealed class MonitorState : IDisposable
{
    private readonly string folder;
    private readonly FileStream held;

    private MonitorState(string folder, FileStream held)
    {
        this.folder = folder;
        this.held = held;
    }

    private string Memory => Path.Combine(folder, "monitor.json");

    /// <summary>Opens the files of a pipeline on a target. Only one monitor at a time can hold them.</summary>
    /// <param name="folder">The folder; made when missing.</param>
    /// <exception cref="VerbFailedException">Another monitor runs, or the folder cannot be written.</exception>
    public static MonitorState Open(string folder)
    {
        var path = Path.Combine(folder, "monitor.lock");
        try
        {
            Directory.CreateDirectory(folder);
            return new(folder, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new VerbFailedException(1, $"The monitor's lock {path} cannot be opened: another monitor is running, or the folder cannot be written. Wait for it to end, or choose another --state.", cause);
        }
    }

    /// <summary>What was remembered. Damage is told as a finding, and what was damaged is kept beside.</summary>
    public (MonitorMemory Memory, IReadOnlyList<Finding> About) Read(string pipeline)
    {
        if (!File.Exists(Memory)) return (MonitorMemory.Empty, []);
        var memory = MemoryJson.Read(File.ReadAllText(Memory), out var damage);
        if (damage is null) return (memory, []);
        File.Copy(Memory, Memory + ".damaged", overwrite: true);
        return (memory, [new()
        {
            Code = MonitorCodes.MemoryDamaged,
            Severity = Severity.Warning,
            Subject = $"monitor/{pipeline}",
            Message = $"What the monitor remembered is lost: {damage.TrimEnd('.')}. Everything that stands is told again; messages that were not delivered yet are in monitor.json.damaged.",
            Remedy = "See who wrote into the state folder, or whether its disk is full.",
        }]);
    }

    /// <summary>Writes the memory, all or nothing.</summary>
    public void Save(MonitorMemory memory)
    {
        using (var file = new FileStream(Memory + ".new", FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(MemoryJson.Write(memory)));
            file.Flush(flushToDisk: true);
        }

        File.Move(Memory + ".new", Memory, overwrite: true);
    }

    /// <summary>Adds the poll to the history: one line, for trends and for how long things took to be noticed (R146).</summary>
    public void Record(VerbReport report, Watched watched)
    {
        var line = new JsonObject
        {
            ["at"] = InstantPattern.ExtendedIso.Format(report.At),
            ["exit"] = report.Exit,
            ["errors"] = report.Findings.Count(f => f.Muted is null && f.Severity == Severity.Error),
            ["warnings"] = report.Findings.Count(f => f.Muted is null && f.Severity == Severity.Warning),
            ["muted"] = report.Findings.Count(f => f.Muted is not null),
            ["silenced"] = watched.Silenced,
            ["told"] = new JsonArray([.. watched.Raised.Select(a => (JsonNode?)$"{MonitorReport.Word(a.Kind)} {a.Root}")]),
            ["keys"] = new JsonArray([.. report.Findings.Where(f => f.Muted is null).Select(f => f.Key).Distinct().Order(StringComparer.Ordinal).Select(k => (JsonNode?)k)]),
        };
        using var file = new FileStream(Path.Combine(folder, "history.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        // A line that a kill cut off stays alone on its line.
        var cut = file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() != '\n';
        file.Seek(0, SeekOrigin.End);
        if (cut) file.Write("\n"u8);
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n']);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
