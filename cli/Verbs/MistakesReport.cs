using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>The answer of every verb to a declaration with mistakes: all of them at once, and nothing is done.</summary>
internal static class MistakesReport
{
    /// <summary>The report, exit 1.</summary>
    public static VerbReport Of(string verb, Session session)
    {
        var errors = session.Analyzed.Diagnostics.Count(d => d.Severity == Severity.Error);
        return session.Report(verb) with
        {
            Exit = 1,
            Headline = $"{errors} {(errors == 1 ? "mistake" : "mistakes")} in the declaration of {session.Options.Pipeline}; nothing was done.",
            Diagnostics = session.Analyzed.Diagnostics,
            Summary = new Dictionary<string, object?> { ["mistakes"] = errors },
        };
    }
}
