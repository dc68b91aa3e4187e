using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>Reports as the check run of a commit: how it ended, and a note beside every line of a file that a diagnostic names.</summary>
internal static class CheckOfReports
{
    // GitHub's limit of a check's summary is one character below that of a comment.
    private const int SummaryLimit = CommentContent.CommentLimit - 1;

    public static CommitCheck Of(CommentContent content, string repository, string commit, IReadOnlyDictionary<string, Func<Pipeline>> pipelines)
    {
        var counting = content.Reports.SelectMany(r => r.Findings).Where(f => f.Muted is null).ToList();
        var bad = content.Reports.Any(r => r.Exit is 1 or 3) || counting.Any(f => f.Severity == Severity.Error);
        string Mask(string text) => content.ShowPersonal ? text : PersonalText.Mask(text);
        var diagnostics = content.Reports.SelectMany(r => r.Diagnostics).Distinct().Where(d => d.Place is not null)
            .Select(d => new FileAnnotation(d.Place!.File.Replace('\\', '/'), Math.Max(1, d.Place.Line ?? 1), d.Place.Line is null || d.Place.Column is null or < 1 ? null : d.Place.Column, d.Severity, $"{d.Code} {Mask(d.Subject)}", Mask($"{d.Message} {d.Remedy}")));
        var files = content.Reports.Select(r => r.Pipeline).Distinct(StringComparer.Ordinal).ToDictionary(p => p, p => FilesOf(p, pipelines), StringComparer.Ordinal);
        var findings = content.Reports.SelectMany(r => r.Findings.Where(f => f.Muted is null).Select(f => (Finding: f, File: files[r.Pipeline].GetValueOrDefault(f.Subject)))).Where(f => f.File is not null)
            .Select(f => new FileAnnotation(f.File!, 1, null, f.Finding.Severity, $"{f.Finding.Code} {Mask(f.Finding.Subject)}", Mask($"{f.Finding.Message} {f.Finding.Consequence?.Says} {f.Finding.Remedy}".TrimEnd())));
        return new()
        {
            Repository = repository,
            Commit = commit,
            Name = $"orchestrator {content.Stack}",
            Conclusion = bad ? CheckConclusion.Failure : content.Reports.Any(r => r.Exit != 0) ? CheckConclusion.Neutral : CheckConclusion.Success,
            Title = counting.Count == 0 ? "No findings" : counting.Count == 1 ? "1 finding" : $"{counting.Count:N0} findings",
            Summary = PullRequestText.Render(content with { Limit = SummaryLimit }),
            Annotations = [.. diagnostics.Concat(findings).Distinct().OrderByDescending(a => a.Severity).ThenBy(a => a.File, StringComparer.Ordinal).ThenBy(a => a.Line).ThenBy(a => a.Column).ThenBy(a => a.Title, StringComparer.Ordinal).ThenBy(a => a.Message, StringComparer.Ordinal)],
        };
    }

    // A finding about a view, table or job that has SQL of its own belongs beside that file.
    private static Dictionary<string, string> FilesOf(string name, IReadOnlyDictionary<string, Func<Pipeline>> pipelines)
    {
        if (!pipelines.TryGetValue(name, out var declare)) return [];
        var pipeline = declare();
        return SqlPaths.Of(pipeline).DistinctBy(f => f.Subject).ToDictionary(f => f.Subject, f => SqlPaths.FromRoot(pipeline, f.Path), StringComparer.Ordinal);
    }
}
