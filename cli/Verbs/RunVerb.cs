using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator run</c>: one job of a pipeline, now, audited.</summary>
internal static class RunVerb
{
    private static readonly Argument<string> JobName = new("job") { Description = "The job's name, as declared." };

    private static readonly Option<bool> AlthoughPaused = new("--although-paused") { Description = "Run it once although its declaration pauses it; it stays paused." };

    public static Command Command(Terminal terminal)
    {
        var command = VerbCommand.Create(
            terminal,
            "run",
            "Run one job now, beside its schedule, and wait for its attempt. Noted in the audit log.",
            (session, parsed, cancellation) => RunAsync(session, parsed.GetRequiredValue(JobName), parsed.GetValue(AlthoughPaused), cancellation),
            AlthoughPaused);
        command.Arguments.Add(JobName);
        return command;
    }

    /// <summary>Runs one job and waits for its attempt.</summary>
    public static async Task<VerbReport> RunAsync(Session session, string name, bool althoughPaused, CancellationToken cancellation)
    {
        var pipeline = session.Analyzed.Pipeline;
        var job = pipeline.Jobs.FirstOrDefault(j => j.Name == name)
            ?? throw new VerbFailedException(1, $"{pipeline.Name} declares no job '{name}': choose one of {string.Join(", ", pipeline.Jobs.Select(j => j.Name).Order(StringComparer.Ordinal))}.");
        if (job.State is JobState.PausedState pause && !althoughPaused) throw new VerbFailedException(1, $"{name} is declared paused. {Drift.Pauses.Say(pause)} Add --although-paused to run it once.");
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var audit = new AuditLog(session);
        session.Terminal.Progress($"running {name}");
        JobActivity? attempt;
        try
        {
            attempt = await cloud.Scheduler.RunAsync(name, cancellation).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is GoogleException or OperationCanceledException)
        {
            audit.Write(new AuditLine { Resource = job.ResourceId.ToString(), Step = "run", Outcome = "failed", Says = failed is GoogleException ? failed.Message : "Stopped while waiting for the attempt; the run goes on." });
            throw;
        }
        var says = Say(name, attempt);
        audit.Write(new AuditLine
        {
            Resource = job.ResourceId.ToString(),
            Step = "run",
            After = attempt is null ? null : new JsonObject { ["lastAttempt"] = Text(attempt), ["statusCode"] = attempt.StatusCode },
            Outcome = attempt is null ? "unknown" : attempt.StatusCode == 0 ? "done" : "failed",
            Says = says,
        });
        return session.Report("run") with
        {
            Exit = attempt is null ? 3 : attempt.StatusCode == 0 ? 0 : 2,
            Headline = says,
            Summary = new Dictionary<string, object?> { ["job"] = name, ["lastAttempt"] = Text(attempt), ["statusCode"] = attempt?.StatusCode, ["statusMessage"] = attempt?.StatusMessage, ["run"] = audit.Run },
        };
    }

    private static string? Text(JobActivity? attempt) => attempt?.LastAttempt is { } at ? InstantPattern.General.Format(at) : null;

    private static string Say(string name, JobActivity? attempt) => attempt switch
    {
        null => $"{name} was started, and no attempt has ended in the time that it allows: whether it worked is not known. Run 'orchestrator drift' later.",
        { StatusCode: 0 } => $"{name} ran at {Text(attempt)} and succeeded.",
        _ => $"{name} ran at {Text(attempt)} and failed with code {attempt.StatusCode}{(attempt.StatusMessage is { } message ? $": {message.TrimEnd('.')}" : "")}.",
    };
}
