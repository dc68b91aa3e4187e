using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>The monitor's sign of life, as a file that something else can look at.</summary>
internal static class Heartbeat
{
    private static readonly Duration Skew = Duration.FromMinutes(5);

    /// <summary>Writes the file, all or nothing. A poll is not lost with it: what went wrong is given back, and null when nothing did.</summary>
    public static string? Write(string path, VerbReport report)
    {
        var beat = new JsonObject { ["at"] = InstantPattern.ExtendedIso.Format(report.At), ["pipeline"] = report.Pipeline, ["exit"] = report.Exit };
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            File.WriteAllText(path + ".new", beat.ToJsonString() + "\n");
            File.Move(path + ".new", path, overwrite: true);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    /// <summary>Whether a file says that the monitor polled lately. An old, missing or damaged sign of life is a finding.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file as the user wrote it.</param>
    /// <param name="pipeline">The pipeline whose monitor is meant.</param>
    /// <param name="maxAge">How old it may be.</param>
    /// <param name="now">The instant of the run.</param>
    public static VerbReport Check(string path, string shown, string pipeline, Duration maxAge, Instant now)
    {
        var (at, of) = File.Exists(path) ? Read(File.ReadAllText(path)) : default;
        var wrong = !File.Exists(path) ? "There is no heartbeat: the monitor has not completed a poll yet, or writes elsewhere."
            : at is null ? "The heartbeat is damaged: it does not say when the last poll was."
            : of != pipeline ? $"The heartbeat is that of {of}."
            : at - now > Skew ? $"The heartbeat is of {InstantPattern.General.Format(at.Value)}, which is not yet: one of the two clocks is wrong."
            : now - at > maxAge ? $"The last complete poll was {Span.Say(now - at.Value)} ago, at {InstantPattern.General.Format(at.Value)}; at most {Span.Say(maxAge)} is meant."
            : null;
        return new()
        {
            Verb = "monitor",
            Pipeline = pipeline,
            Target = "local",
            At = now,
            Exit = wrong is null ? 0 : 2,
            Headline = wrong ?? "The monitor is alive.",
            Findings = wrong is null ? [] : [new() { Code = MonitorCodes.HeartbeatOld, Severity = Severity.Error, Subject = $"heartbeat/{shown}", Message = wrong, Remedy = "See whether the monitor still runs, and whether it can observe its target." }],
            Healthy = wrong is null ? [new($"heartbeat/{shown}", "The monitor is alive.")] : [],
        };
    }

    private static (Instant? At, string? Pipeline) Read(string text)
    {
        try
        {
            var beat = JsonNode.Parse(text) as JsonObject;
            return (InstantPattern.ExtendedIso.Parse((string?)beat?["at"] ?? "") is { Success: true } at ? at.Value : null, (string?)beat?["pipeline"]);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }
}
