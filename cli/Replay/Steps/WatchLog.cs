using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What was seen while an incident went on.</summary>
internal sealed class WatchLog
{
    private readonly Dictionary<string, NewFinding> alarms = new(StringComparer.Ordinal);
    private readonly List<Reading> readings = [];
    private readonly SortedDictionary<string, (int Fires, int Failed)> fires = new(StringComparer.Ordinal);

    /// <summary>How often the monitor looked.</summary>
    public int Polls { get; private set; }

    /// <summary>Each finding once, with the poll that saw it first.</summary>
    public IReadOnlyList<NewFinding> Alarms => [.. alarms.Values.OrderBy(a => a.At).ThenByDescending(a => a.Finding.Severity).ThenBy(a => a.Finding.Key, StringComparer.Ordinal)];

    /// <summary>What people read, whenever it changed.</summary>
    public IReadOnlyList<Reading> Readings => readings;

    /// <summary>Fires and failures by job.</summary>
    public IReadOnlyDictionary<string, (int Fires, int Failed)> Fires => fires;

    /// <summary>How many messages the monitor sent: one for each root cause, then escalation and reminders.</summary>
    public int Messages { get; private set; }

    /// <summary>What the monitor remembers from poll to poll.</summary>
    public MonitorMemory Memory { get; private set; } = MonitorMemory.Empty;

    /// <summary>Remembers a poll; known findings are not new.</summary>
    public void Saw(Instant at, MonitorPolled poll)
    {
        Polls++;
        Messages += poll.Watched.Raised.Count;
        Memory = poll.Watched.After;
        foreach (var finding in poll.Report.Findings) alarms.TryAdd(finding.Key, new(at, finding));
    }

    /// <summary>Remembers what people read at an instant.</summary>
    public void Read(Instant at, string rows)
    {
        if (readings.Count == 0 || readings[^1].Rows != rows) readings.Add(new(at, rows));
    }

    /// <summary>Remembers that a job fired.</summary>
    public void Fired(string job, bool failed)
    {
        var known = fires.GetValueOrDefault(job);
        fires[job] = (known.Fires + 1, known.Failed + (failed ? 1 : 0));
    }
}

/// <summary>A finding and the poll that saw it first.</summary>
/// <param name="At">When.</param>
/// <param name="Finding">What.</param>
internal sealed record NewFinding(Instant At, Finding Finding);

/// <summary>What people read from an instant on.</summary>
/// <param name="At">When it was first seen.</param>
/// <param name="Rows">The rows in one line.</param>
internal sealed record Reading(Instant At, string Rows);
