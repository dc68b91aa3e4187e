namespace Orchestrator.Cli;

/// <summary>The flags with which another run means the same target.</summary>
internal static class TargetFlags
{
    /// <summary>Each with a space before it; empty when the defaults mean it.</summary>
    public static string Of(Session session) =>
        (session.Options.Target == Target.Gcp ? " --target gcp" : "") + (session.Options.Project is { } project ? $" --project {project}" : "");
}
