using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>The statements of all checks, with their values written in (R13): made anew from the declaration at any time, so none needs to live in a folder of somebody's.</summary>
internal static class CheckStatements
{
    /// <summary>One section per scan. Nothing is asked of any target.</summary>
    public static VerbReport Of(Session session)
    {
        var scans = CheckCompiler.Compile(session.Analyzed.Pipeline, session.Analyzed.Pipeline.Checks, session.Now, session.Project);
        return session.Report("check") with
        {
            Headline = $"{session.Analyzed.Pipeline.Checks.Count} checks in {scans.Count} statements; nothing was run.",
            Summary = new Dictionary<string, object?>
            {
                ["statements"] = scans.Select(s => new Dictionary<string, object?> { ["checks"] = s.Checks.Select(c => c.Name).ToList(), ["sql"] = QueryLiterals.Inline(s.Query) }).ToList(),
            },
            Sections = [.. scans.Select(s => new ReportSection(
                string.Join(", ", s.Checks.Select(c => c.Name)),
                [.. s.Checks.Select(c => new ReportBlock.Paragraph($"{c.Name}: {c.Says}")), new ReportBlock.Picture(QueryLiterals.Inline(s.Query).Split('\n'))]))],
        };
    }
}
