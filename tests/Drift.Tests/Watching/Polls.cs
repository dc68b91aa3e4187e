using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>A monitor that polls every four hours, fed by hand.</summary>
internal sealed class Polls(Alerting? policy = null, string zone = "America/Phoenix")
{
    /// <summary>Midnight in Phoenix.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2025, 7, 15, 7, 0);

    public MonitorMemory Memory { get; private set; } = MonitorMemory.Empty;

    public Instant Now { get; private set; } = Start;

    public Watched Last { get; private set; } = null!;

    public static Finding Of(string subject, string? cause = null, Severity severity = Severity.Error, string code = "DRIFT001", string? property = null) =>
        new() { Code = code, Severity = severity, Subject = subject, Cause = cause, Property = property, Message = $"{subject} is wrong." };

    /// <summary>One complete poll; gives the messages as <c>Kind root</c>.</summary>
    public IReadOnlyList<string> See(params Finding[] findings) => Fold(new() { At = Now, Findings = findings, Complete = true });

    /// <summary>One poll that could not see everything.</summary>
    public IReadOnlyList<string> Blind(params Finding[] findings) => Fold(new() { At = Now, Findings = findings, Complete = false });

    public IReadOnlyList<string> Without(string notAsked, params Finding[] findings) => Fold(new() { At = Now, Findings = findings, Complete = true, NotAsked = new HashSet<string> { notAsked } });

    private IReadOnlyList<string> Fold(PollOutcome poll)
    {
        Last = Watch.Fold(Memory, poll, policy ?? new(), DateTimeZoneProviders.Tzdb[zone]);

        // What is remembered survives the disk at every step.
        Memory = MemoryJson.Read(MemoryJson.Write(Last.After), out var damage);
        Assert.Null(damage);
        Assert.Equal(MemoryJson.Write(Last.After), MemoryJson.Write(Memory));
        Now += Duration.FromHours(4);
        return [.. Last.Raised.Select(a => $"{a.Kind} {a.Root}")];
    }
}
